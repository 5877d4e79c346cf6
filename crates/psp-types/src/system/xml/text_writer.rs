//! `System.Xml.XmlTextWriter`: the writer that scripts make with `New-Object`.

use super::{
    enums::Formatting,
    io::{Like, Target},
    node::identity,
    writer::XmlWriter,
};
use crate::{
    declare::{Char, Emulated},
    system::{
        io::{stream::Stream, writer::TextWriter},
        text::encoding::{Encoding, Kind},
    },
};
use psp_derive::ps_type;
use psp_value::{Context, Object, Result, Value};

/// The writer of old.
pub(super) struct XmlTextWriter;

fn classic(target: Target, encoding: Option<String>) -> Value {
    Object::native(XmlTextWriter::ty(), XmlWriter::classic(target, encoding)).into()
}

fn encoded(encoding: &Value) -> (Kind, bool, Option<String>) {
    if encoding.is_null() {
        return (Encoding::behind(None).0, false, None);
    }
    let (kind, mark) = Encoding::behind(Some(encoding));
    (kind, mark, Some(kind.web_name().to_owned()))
}

#[ps_type("System.Xml.XmlTextWriter", base = identity::<XmlWriter>())]
impl XmlTextWriter {
    /// Into a file, a stream or a text writer.
    #[ps("new")]
    fn into_file(context: &mut dyn Context, filename: &str, encoding: &Value) -> Result<Value> {
        let (kind, mark, name) = encoded(encoding);
        let target = Target::file(context, filename, kind)?;
        if mark {
            target.put_preamble()?;
        }
        Ok(classic(target, name))
    }
    #[ps("new")]
    fn into_stream(w: Like<Stream>, encoding: &Value) -> Result<Value> {
        let (kind, mark, name) = encoded(encoding);
        let target = Target::Stream { stream: w.0, kind, own: true };
        if mark {
            target.put_preamble()?;
        }
        Ok(classic(target, name))
    }
    #[ps("new")]
    fn into_text(context: &mut dyn Context, w: Like<TextWriter>) -> Value {
        let target = Target::Text(w.0);
        let name = target.encoding(context);
        classic(target, Some(name))
    }

    /// One line, or a line for each element.
    #[ps(get)]
    fn formatting(this: &XmlWriter) -> Formatting {
        Formatting(i64::from(this.format(|it| it.indent)))
    }
    #[ps(set)]
    fn set_formatting(this: &XmlWriter, value: Formatting) {
        this.format(|it| it.indent = value.0 == 1);
    }

    /// How many characters a level is indented by.
    #[ps(get)]
    fn indentation(this: &XmlWriter) -> i32 {
        this.format(|it| it.indent_chars.chars().count()) as i32
    }
    #[ps(set)]
    fn set_indentation(this: &XmlWriter, value: i32) -> Result<()> {
        if value < 0 {
            return Err(super::node::argument("Indentation value must be greater than 0."));
        }
        this.format(|it| {
            let with = it.indent_chars.chars().next().unwrap_or(' ');
            it.indent_chars = with.to_string().repeat(value as usize);
        });
        Ok(())
    }

    /// The character that it is indented with.
    #[ps(get)]
    fn indent_char(this: &XmlWriter) -> Char {
        Char(this.format(|it| it.indent_chars.encode_utf16().next().unwrap_or(32)))
    }
    #[ps(set)]
    fn set_indent_char(this: &XmlWriter, value: Char) {
        this.format(|it| {
            let count = it.indent_chars.chars().count();
            it.indent_chars = String::from_utf16_lossy(&vec![value.0; count]);
        });
    }

    /// What attributes are quoted with.
    #[ps(get)]
    fn quote_char(this: &XmlWriter) -> Char {
        Char(this.format(|it| it.quote) as u16)
    }
    #[ps(set)]
    fn set_quote_char(this: &XmlWriter, value: Char) -> Result<()> {
        let quote = char::from_u32(u32::from(value.0)).filter(|it| matches!(it, '"' | '\''));
        let Some(quote) = quote else {
            return Err(super::node::argument(
                "Invalid XML attribute quote character. Valid attribute quote characters are ' and \".",
            ));
        };
        this.format(|it| it.quote = quote);
        Ok(())
    }
}
