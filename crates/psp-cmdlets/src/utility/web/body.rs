//! What a request sends: texts, bytes, forms, files.

use super::parameters::Parameters;
use crate::path;
use psp_clr::encoding::Encoding;
use psp_runtime::Shell;
use psp_types::{
    declare::elements,
    support::{http, web},
    system::{io::stream::Stream, xml::Node},
};
use psp_value::{Data, Result, Value, View};

/// The body of a request, and the kind of it when that says how to read it.
pub(super) struct Sent {
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) content_type: Option<String>,
}

/// The entries of a dictionary.
pub(super) fn entries(shell: &mut Shell<'_>, value: &Value) -> Result<Vec<(String, Value)>> {
    let Some(table) = value.as_table() else { return Ok(Vec::new()) };
    let all: Vec<_> = table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
    all.into_iter().map(|(key, value)| Ok((shell.text(&key)?.text().into_owned(), value))).collect()
}

/// Names and values as a query, or as a form.
pub(super) fn form_encoded(shell: &mut Shell<'_>, value: &Value) -> Result<String> {
    let mut parts = Vec::new();
    for (name, value) in entries(shell, value)? {
        let value = if value.is_null() { String::new() } else { shell.text(&value)?.text().into_owned() };
        parts.push(format!("{}={}", web::url_encode(&name, true), web::url_encode(&value, true)));
    }
    Ok(parts.join("&"))
}

/// What `-Body`, `-Form` or `-InFile` send.
pub(super) fn sent(shell: &mut Shell<'_>, given: &Parameters, content_type: Option<&str>) -> Result<Sent> {
    if !given.form.0.is_null() {
        return multipart(shell, &given.form.0);
    }
    if let Some(file) = &given.in_file {
        let file = path::absolute(shell.session, file);
        let read = shell.engine().system.read(&file);
        let bytes = read.map_err(|error| path::open_failure(shell.session, &file, &error))?;
        return Ok(Sent { bytes: Some(bytes), content_type: None });
    }
    let body = given.body.unboxed();
    if body.is_null() {
        return Ok(Sent { bytes: None, content_type: None });
    }
    let bytes = if let Some(stream) = body.downcast::<Stream>() {
        stream.read_rest()?
    } else if let Some(bytes) = raw_bytes(body) {
        bytes
    } else {
        let text = if body.as_table().is_some() {
            form_encoded(shell, body)?
        } else if Node::of(body).is_some() {
            let markup = shell.property(body, "OuterXml")?;
            shell.text(&markup)?.text().into_owned()
        } else {
            shell.text(body)?.text().into_owned()
        };
        let charset = content_type.and_then(http::charset).and_then(|it| Encoding::find(&it));
        charset.unwrap_or(Encoding::Utf8).encode(&text)
    };
    Ok(Sent { bytes: Some(bytes), content_type: None })
}

fn raw_bytes(value: &Value) -> Option<Vec<u8>> {
    match value.as_object().map(|it| &it.data) {
        Some(Data::Bytes(bytes)) => Some(bytes.snapshot()),
        _ => None,
    }
}

fn multipart(shell: &mut Shell<'_>, form: &Value) -> Result<Sent> {
    let mut random = [0; 16];
    let filled = shell.engine().system.random(&mut random);
    filled.map_err(|it| psp_value::Fault::new("System.IO.IOException", it.to_string()))?;
    let digits: String = random.iter().map(|it| format!("{it:02x}")).collect::<Vec<_>>().concat();
    let boundary = format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    );
    let mut bytes = Vec::new();
    for (name, value) in entries(shell, form)? {
        let is_list = !matches!(value.unboxed().view(), View::Str(_)) && value.as_elements().is_some();
        let values = if is_list { elements(&value) } else { vec![value] };
        for value in values {
            let start = if bytes.is_empty() { "" } else { "\r\n" };
            bytes.extend_from_slice(format!("{start}--{boundary}\r\n").as_bytes());
            part(shell, &name, &value, &mut bytes)?;
        }
    }
    bytes.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    Ok(Sent {
        bytes: Some(bytes),
        content_type: Some(format!("multipart/form-data; boundary=\"{boundary}\"")),
    })
}

fn part(shell: &mut Shell<'_>, name: &str, value: &Value, bytes: &mut Vec<u8>) -> Result<()> {
    let is_file = value.ty().is_some_and(|it| it.name == "System.IO.FileInfo");
    if !is_file {
        let text = shell.text(value)?;
        let head = format!(
            "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name={}\r\n\r\n{text}",
            quoted(name)
        );
        bytes.extend_from_slice(head.as_bytes());
        return Ok(());
    }
    let (full, short) = (shell.property(value, "FullName")?, shell.property(value, "Name")?);
    let (full, short) = (shell.text(&full)?, shell.text(&short)?.text().into_owned());
    let file = path::absolute(shell.session, &full.text());
    let read = shell.engine().system.read(&file);
    let content = read.map_err(|error| path::open_failure(shell.session, &file, &error))?;
    let head = format!(
        "Content-Disposition: form-data; name={}; filename={}; filename*=utf-8''{}\r\nContent-Type: application/octet-stream\r\n\r\n",
        quoted(name),
        quoted(&short),
        web::url_encode(&short, true).replace('+', "%20")
    );
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(&content);
    Ok(())
}

/// A value in a header, in quotes where it needs them.
fn quoted(text: &str) -> String {
    let is_token = !text.is_empty()
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it));
    if is_token { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\\\"")) }
}
