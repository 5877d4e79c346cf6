//! Where documents are read from and written to: files, streams, readers and writers of text.

use super::node::{Node, argument, null_reference, xml_fault};
use crate::{
    declare::{Argument, Emulated},
    support::files,
    system::{
        io::{
            enums::{FileAccess, FileMode},
            stream::Stream,
            writer::StreamWriter,
        },
        text::encoding::{Encoding, Kind},
    },
};
use psp_value::{Context, Result, Str, Value, convert, member, types::TypeSpec};
use psp_xml::Options;
use std::marker::PhantomData;

/// An argument of a type that is kept as the value it is.
pub(super) struct Like<T>(pub(super) Value, PhantomData<fn() -> T>);

impl<'a, T: Emulated> Argument<'a> for Like<T> {
    const TYPE: TypeSpec = TypeSpec::Is(T::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        if value.is_null() {
            return Err(null_reference());
        }
        Ok(Self(value.clone(), PhantomData))
    }
}

/// Where text goes.
#[derive(Clone)]
pub(super) enum Target {
    /// A `TextWriter`.
    Text(Value),
    /// A `StringBuilder`.
    Builder(Value),
    /// A stream of bytes; `own` ones are closed with the writer.
    Stream { stream: Value, kind: Kind, own: bool },
}

impl Target {
    /// A file that is made or emptied.
    pub(super) fn file(context: &dyn Context, path: &str, kind: Kind) -> Result<Self> {
        let full = files::text(&files::path(context, local(path)?)?);
        let stream = Stream::open(context, &full, FileMode(2), FileAccess(2))?;
        Ok(Self::Stream { stream, kind, own: true })
    }

    /// The name of the encoding that a declaration gives.
    pub(super) fn encoding(&self, context: &mut dyn Context) -> String {
        match self {
            Self::Stream { kind, .. } => kind.web_name().to_owned(),
            Self::Builder(_) => "utf-16".to_owned(),
            Self::Text(writer) => {
                if writer.downcast::<StreamWriter>().is_none()
                    && writer.ty().is_some_and(|it| it.name == "System.IO.StringWriter")
                {
                    return "utf-16".to_owned();
                }
                let encoding = member::try_get_member(context, writer, &"Encoding".into()).ok().flatten();
                Encoding::behind(encoding.as_ref()).0.web_name().to_owned()
            }
        }
    }

    /// Writes text. No lock may be held.
    pub(super) fn put(&self, context: &mut dyn Context, text: &str) -> Result<()> {
        let call = |context: &mut dyn Context, target: &Value, name: &str| {
            member::invoke(context, target, &name.into(), vec![Value::from(text)], &[]).map(|_| ())
        };
        match self {
            _ if text.is_empty() => Ok(()),
            Self::Text(writer) => call(context, writer, "Write"),
            Self::Builder(builder) => call(context, builder, "Append"),
            Self::Stream { stream, kind, .. } => match stream.downcast::<Stream>() {
                Some(it) => it.write_bytes(&kind.encode(&Str::new(text))),
                None => Err(null_reference()),
            },
        }
    }

    /// Writes the mark of an encoding.
    pub(super) fn put_preamble(&self) -> Result<()> {
        match self {
            Self::Stream { stream, kind, .. } => match stream.downcast::<Stream>() {
                Some(it) => it.write_bytes(kind.preamble()),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Closes a file.
    pub(super) fn close(&self) -> Result<()> {
        match self {
            Self::Stream { stream, own: true, .. } => {
                stream.downcast::<Stream>().map_or(Ok(()), Stream::shut)
            }
            _ => Ok(()),
        }
    }
}

/// The path that a URI or a path means; anything that is not on this machine is refused.
fn local(path: &str) -> Result<&str> {
    if let Some(rest) = path.strip_prefix("file://") {
        return Ok(rest);
    }
    if path.starts_with("http://") || path.starts_with("https://") {
        return Err(psp_value::Fault::not_supported("XML from the network").into());
    }
    Ok(path)
}

/// The text of a file.
pub(super) fn text_of_file(context: &dyn Context, path: &str) -> Result<String> {
    let full = files::text(&files::path(context, local(path)?)?);
    let stream = Stream::open(context, &full, FileMode(3), FileAccess(1))?;
    let text = text_of_stream(&stream)?;
    if let Some(it) = stream.downcast::<Stream>() {
        it.shut()?;
    }
    Ok(text)
}

/// The text of a stream.
pub(super) fn text_of_stream(stream: &Value) -> Result<String> {
    let Some(stream) = stream.downcast::<Stream>() else { return Err(null_reference()) };
    decoded(&stream.read_rest()?)
}

/// The text that a reader still has.
pub(super) fn text_of_reader(context: &mut dyn Context, reader: &Value) -> Result<String> {
    let text = member::invoke(context, reader, &"ReadToEnd".into(), Vec::new(), &[])?;
    Ok(convert::to_text(context, &text)?.text().into_owned())
}

/// Bytes as text: by their mark, else by what the declaration says, else UTF-8.
pub fn decoded(bytes: &[u8]) -> Result<String> {
    if let Some((kind, skip)) = Kind::detect(bytes) {
        return Ok(kind.decode(bytes.get(skip..).unwrap_or_default()).text().into_owned());
    }
    let head: String = bytes.iter().take(200).map(|&it| char::from(it)).collect();
    let declared = head.strip_prefix("<?xml").and_then(|it| it.split("?>").next());
    let name = declared.and_then(|it| psp_xml::pseudo_attribute(it, "encoding"));
    let kind = match name {
        Some(name) => Kind::named(&name).ok_or_else(|| {
            let error = psp_xml::XmlError::new(format!("System does not support '{name}' encoding."));
            psp_value::Interrupt::from(xml_fault(&error))
        })?,
        None => Encoding::behind(None).0,
    };
    Ok(kind.decode(bytes).text().into_owned())
}

/// Fills a document from a text.
pub(super) fn load_text(node: &Node, text: &str) -> Result<()> {
    let tree = psp_xml::load(text, Options::default(), node.keeps_space());
    node.document.fill(tree.map_err(|it| xml_fault(&it))?);
    Ok(())
}

/// The encoding that a document is saved in, and whether its mark is written: only when the document names it.
pub(super) fn own_encoding(node: &Node) -> Result<(Kind, bool)> {
    let Some(name) = node.read(|tree, _| psp_xml::declaration_encoding(tree)) else {
        return Ok((Encoding::behind(None).0, false));
    };
    match Kind::named(&name) {
        Some(kind) => Ok((kind, true)),
        None => {
            let message = format!(
                "'{name}' is not a supported encoding name. For information on defining a custom encoding, see the \
                 documentation for the Encoding.RegisterProvider method. (Parameter 'name')"
            );
            Err(argument(&message))
        }
    }
}
