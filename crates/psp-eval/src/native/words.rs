//! The words that a program gets for the arguments of a command.

use psp_ir::Written;
use psp_runtime::{Argument, Session};
use psp_source::SourceFile;
use psp_value::{Result, Value, convert, well_known};

/// The arguments as a program gets them.
pub(super) fn words(
    session: &mut Session,
    file: &SourceFile,
    arguments: Vec<Argument>,
) -> Result<Vec<String>> {
    if let Some(block) = arguments.iter().position(is_block) {
        return block_words(session, file, arguments, block);
    }
    let mut words = Words { file, list: Vec::new(), line: String::new(), is_legacy: is_legacy(session) };
    words.add_all(session, arguments)?;
    Ok(if words.is_legacy { split(&words.line) } else { words.list })
}

/// A block is run by a PowerShell of its own: it gets the text, and objects go between as CLIXML.
fn block_words(
    session: &mut Session,
    file: &SourceFile,
    mut arguments: Vec<Argument>,
    block: usize,
) -> Result<Vec<String>> {
    let text = arguments[block].value.as_ref().map(|it| convert::to_text(session, it)).transpose()?;
    let after = arguments.split_off(block + 1);
    arguments.truncate(block);
    let names_block = |it: &Argument| {
        let name = it.name.as_ref().filter(|_| it.value.is_none());
        name.is_some_and(|it| matches!(&*it.text().to_ascii_lowercase(), "c" | "command"))
    };
    if arguments.last().is_some_and(names_block) {
        arguments.pop();
    }
    let mut list = words(session, file, arguments)?;
    let encoded = psp_clr::text::to_base64(
        &psp_clr::encoding::Encoding::Utf16.encode(&text.unwrap_or_default().text()),
    );
    list.extend(["-encodedCommand".to_owned(), encoded]);
    list.extend(words(session, file, after)?);
    list.extend(["-inputFormat", "xml", "-outputFormat", "xml"].map(str::to_owned));
    Ok(list)
}

fn is_block(argument: &Argument) -> bool {
    argument.name.is_none() && argument.value.as_ref().is_some_and(|it| it.as_block().is_some())
}

/// The words of a command line in the making: as a list, and as the text that `Legacy` splits again.
struct Words<'a> {
    file: &'a SourceFile,
    list: Vec<String>,
    line: String,
    is_legacy: bool,
}

/// Where the words of an argument go.
struct Place<'a> {
    /// `-name:` before each of them.
    head: Option<&'a str>,
    /// The name is a word of its own.
    spaced: bool,
    expands: bool,
}

impl Words<'_> {
    fn add_all(&mut self, session: &mut Session, arguments: Vec<Argument>) -> Result<()> {
        let mut verbatim = false;
        for argument in arguments {
            let text = argument.value.as_ref().and_then(Value::as_string);
            if argument.name.is_none() && text.is_some_and(|it| it.text() == "--%") {
                verbatim = true;
                continue;
            }
            if verbatim {
                let text = convert::to_text(session, &argument.value.unwrap_or_default())?;
                let system = session.engine().system.clone();
                let text = psp_clr::environment::expand(&text.text(), |it| system.variable(it));
                self.line_word(&text, false);
                self.list.extend(text.split(' ').filter(|it| !it.is_empty()).map(str::to_owned));
                continue;
            }
            self.add(session, argument)?;
        }
        Ok(())
    }

    fn add(&mut self, session: &mut Session, argument: Argument) -> Result<()> {
        let head = argument.name_text.as_ref().map(|it| it.text().into_owned());
        let Some(value) = argument.value else {
            let place = Place { head: None, spaced: false, expands: true };
            self.word(session, &place, head.unwrap_or_default());
            return Ok(());
        };
        let head = head.as_deref();
        let place = Place {
            head: head.map(|it| it.strip_suffix(' ').unwrap_or(it)),
            spaced: head.is_some_and(|it| it.ends_with(' ')),
            expands: argument.written != Written::Quoted,
        };
        if let Some(text) = &argument.text {
            self.word(session, &place, text.text().into_owned());
            return Ok(());
        }
        let Some(items) = psp_value::enumerate(&value) else {
            return self.value(session, &place, &value);
        };
        for item in items.collect(session)? {
            let text = text_of(session, &item)?;
            let as_written = argument.written == Written::List && !self.is_legacy && !text.is_empty();
            if as_written && !needs_quotes(&text) {
                let source = self.file.slice(list_span(&argument.span, self.file, head)).to_owned();
                for word in source.split(' ').filter(|it| !it.is_empty()) {
                    self.word(session, &place, word.to_owned());
                }
                return Ok(());
            }
            self.value(session, &place, &item)?;
        }
        Ok(())
    }

    /// A value that is no list. Null is no word at all.
    fn value(&mut self, session: &mut Session, place: &Place<'_>, value: &Value) -> Result<()> {
        let is_null = value.is_null() || value.ty() == Some(well_known::NULL_STRING.ty());
        if is_null {
            return Ok(());
        }
        let text = text_of(session, value)?;
        self.word(session, place, text);
        Ok(())
    }

    fn word(&mut self, session: &mut Session, place: &Place<'_>, text: String) {
        if place.expands && !needs_quotes(&text) {
            let expand = session.engine().expand_word;
            if let Some(found) = expand(session, &text) {
                for it in found {
                    self.push(place, it);
                }
                return;
            }
        }
        self.push(place, text);
    }

    fn push(&mut self, place: &Place<'_>, text: String) {
        match place.head {
            None => {
                self.line_word(&text, true);
                self.list.push(text);
            }
            Some(head) if place.spaced => {
                self.line_word(head, false);
                self.line_word(&text, true);
                self.list.extend([head.to_owned(), text]);
            }
            Some(head) => {
                self.line_word(head, false);
                self.line += &quoted(&text);
                self.list.push(head.to_owned() + &text);
            }
        }
    }

    /// Adds a word to the text that `Legacy` passes on.
    fn line_word(&mut self, text: &str, quotes: bool) {
        if text.is_empty() {
            return;
        }
        if !self.line.is_empty() {
            self.line.push(' ');
        }
        if quotes {
            self.line += &quoted(text);
        } else {
            self.line += text;
        }
    }
}

/// The place of a list in the source: the argument's, without the name before it.
fn list_span(span: &psp_source::Span, file: &SourceFile, head: Option<&str>) -> psp_source::Span {
    let Some(head) = head else { return *span };
    let text = file.slice(*span);
    let rest = text.get(head.trim_end().len()..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    psp_source::Span::new(span.start + (text.len() - rest.len() + blanks) as u32, span.end)
}

fn text_of(session: &mut Session, value: &Value) -> Result<String> {
    Ok(convert::to_text(session, value)?.text().into_owned())
}

/// A blank stands outside of quotes.
fn needs_quotes(text: &str) -> bool {
    let (mut quotes, mut escaped) = (0, false);
    for it in text.chars() {
        if it == '"' && !escaped {
            quotes += 1;
        } else if it.is_whitespace() && quotes % 2 == 0 {
            return true;
        }
        escaped = it == '\\';
    }
    false
}

/// The text between quotes when it needs them, as `Legacy` does it.
fn quoted(text: &str) -> String {
    if !needs_quotes(text) {
        return text.to_owned();
    }
    let slashes = text.len() - text.trim_end_matches('\\').len();
    format!("\"{text}{}\"", &text[text.len() - slashes..])
}

/// `$PSNativeCommandArgumentPassing` is `Legacy`.
fn is_legacy(session: &mut Session) -> bool {
    let mode = session.variable_value(psp_runtime::NAMES.native_argument_passing);
    convert::to_text(session, &mode).is_ok_and(|it| it.text().eq_ignore_ascii_case("Legacy"))
}

/// Splits a command line as .NET does where the system takes lists.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.chars().peekable();
    loop {
        while rest.next_if(|it| matches!(it, ' ' | '\t')).is_some() {}
        if rest.peek().is_none() {
            return words;
        }
        let (mut word, mut in_quotes) = (String::new(), false);
        while let Some(it) = rest.next() {
            match it {
                '\\' => {
                    let mut count = 1;
                    while rest.next_if_eq(&'\\').is_some() {
                        count += 1;
                    }
                    if rest.peek() != Some(&'"') {
                        word.extend(std::iter::repeat_n('\\', count));
                        continue;
                    }
                    word.extend(std::iter::repeat_n('\\', count / 2));
                    if count % 2 == 1 {
                        word.extend(rest.next());
                    }
                }
                '"' if in_quotes && rest.next_if_eq(&'"').is_some() => word.push('"'),
                '"' => in_quotes = !in_quotes,
                ' ' | '\t' if !in_quotes => break,
                _ => word.push(it),
            }
        }
        words.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy() {
        assert_eq!(split(r#"a  "b c" d\"e "x\\" "" "#), ["a", "b c", "d\"e", "x\\", ""]);
        assert_eq!(split(r#""{"k": "v w"}""#), ["{k: v", "w}"]);
        assert_eq!(quoted("a b\\"), "\"a b\\\\\"");
    }
}
