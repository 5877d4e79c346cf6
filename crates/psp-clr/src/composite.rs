//! Composite formats, `{index,alignment:format}`: parsed once, filled in through a callback that knows the values.

use std::{cell::RefCell, rc::Rc};

/// Why a template is wrong; its text is the message of the `FormatException`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateError {
    /// The template ends within an item, or a brace is alone.
    EndsPrematurely(usize),
    /// A closing brace that closes nothing, or an opening one within an item.
    UnexpectedBrace(usize),
    /// No digit where one belongs.
    ExpectedDigit(usize),
    /// An index that no argument has.
    IndexOutOfRange,
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (offset, what) = match self {
            Self::EndsPrematurely(offset) => (offset, "Format item ends prematurely."),
            Self::UnexpectedBrace(offset) => {
                (offset, "Unexpected closing brace without a corresponding opening brace.")
            }
            Self::ExpectedDigit(offset) => (offset, "Expected an ASCII digit."),
            Self::IndexOutOfRange => {
                return out.write_str(
                    "Index (zero based) must be greater than or equal to zero and less than the size of the \
                     argument list.",
                );
            }
        };
        write!(out, "Input string was not in a correct format. Failure to parse near offset {offset}. {what}")
    }
}

impl std::error::Error for TemplateError {}

/// Why filling in a template failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FillError<E> {
    /// The template is wrong.
    Template(TemplateError),
    /// The callback failed.
    Argument(E),
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text as it is.
    Literal(String),
    /// An argument.
    Item {
        /// Which one, from 0.
        index: usize,
        /// The least width in UTF-16 units; negative aligns to the left.
        alignment: i32,
        /// What stands behind the colon, if there is one.
        format: Option<String>,
    },
}

/// A parsed template. Faults are reported when it is filled in, after the items before them, as .NET does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    segments: Vec<Segment>,
    error: Option<TemplateError>,
}

/// Indexes and widths stop here.
const LIMIT: usize = 1_000_000;

impl Template {
    /// Parses a template.
    pub fn parse(template: &str) -> Self {
        let mut parser =
            Parser { text: template, at: 0, units: 0, segments: Vec::new(), literal: String::new() };
        let error = parser.run().err();
        parser.flush();
        Self { segments: parser.segments, error }
    }

    /// As [`parse`](Self::parse); the templates of this thread's last calls are remembered.
    pub fn cached(template: &str) -> Rc<Self> {
        const REMEMBERED: usize = 8;
        thread_local! {
            static LAST: RefCell<Vec<(Box<str>, Rc<Template>)>> = const { RefCell::new(Vec::new()) };
        }
        LAST.with_borrow_mut(|last| {
            if let Some(at) = last.iter().position(|it| *it.0 == *template) {
                last[..=at].rotate_right(1);
                return last[0].1.clone();
            }
            let parsed = Rc::new(Self::parse(template));
            last.truncate(REMEMBERED - 1);
            last.insert(0, (template.into(), parsed.clone()));
            parsed
        })
    }

    /// The pieces before the first fault.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The first fault.
    pub fn error(&self) -> Option<TemplateError> {
        self.error
    }

    /// Fills in the arguments. The callback appends argument `index`, formatted, to the text.
    pub fn fill<E>(
        &self,
        count: usize,
        mut argument: impl FnMut(usize, Option<&str>, &mut String) -> Result<(), E>,
    ) -> Result<String, FillError<E>> {
        let mut out = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => out.push_str(text),
                Segment::Item { index, alignment, format } => {
                    if *index >= count {
                        return Err(FillError::Template(TemplateError::IndexOutOfRange));
                    }
                    let start = out.len();
                    argument(*index, format.as_deref(), &mut out).map_err(FillError::Argument)?;
                    align(&mut out, start, *alignment);
                }
            }
        }
        match self.error {
            Some(error) => Err(FillError::Template(error)),
            None => Ok(out),
        }
    }
}

/// Pads what begins at `start` with spaces.
fn align(out: &mut String, start: usize, alignment: i32) {
    if alignment == 0 {
        return;
    }
    let width = alignment.unsigned_abs() as usize;
    let length = out[start..].encode_utf16().count();
    let padding = " ".repeat(width.saturating_sub(length));
    if alignment < 0 {
        out.push_str(&padding);
    } else {
        out.insert_str(start, &padding);
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// `at`, counted in UTF-16 units as the messages count.
    units: usize,
    segments: Vec<Segment>,
    literal: String,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip(&mut self, it: char) {
        self.at += it.len_utf8();
        self.units += it.len_utf16();
    }

    /// The character behind the current one.
    fn advance(&mut self) -> Result<char, TemplateError> {
        if let Some(it) = self.peek() {
            self.skip(it);
        }
        self.peek().ok_or(TemplateError::EndsPrematurely(self.units))
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.segments.push(Segment::Literal(std::mem::take(&mut self.literal)));
        }
    }

    fn run(&mut self) -> Result<(), TemplateError> {
        while let Some(brace) = self.peek() {
            if !matches!(brace, '{' | '}') {
                self.literal.push(brace);
                self.skip(brace);
                continue;
            }
            let next = self.advance()?;
            if next == brace {
                self.literal.push(brace);
                self.skip(brace);
            } else if brace == '{' {
                self.item(next)?;
            } else {
                return Err(TemplateError::UnexpectedBrace(self.units));
            }
        }
        Ok(())
    }

    fn number(&mut self, first: char) -> Result<(usize, char), TemplateError> {
        let mut value = digit(first).ok_or(TemplateError::ExpectedDigit(self.units))?;
        let mut next = self.advance()?;
        while let Some(it) = digit(next).filter(|_| value < LIMIT) {
            value = value * 10 + it;
            next = self.advance()?;
        }
        Ok((value, self.spaces(next)?))
    }

    fn spaces(&mut self, mut next: char) -> Result<char, TemplateError> {
        while next == ' ' {
            next = self.advance()?;
        }
        Ok(next)
    }

    fn item(&mut self, first: char) -> Result<(), TemplateError> {
        let (index, mut next) = self.number(first)?;
        let (mut alignment, mut format) = (0, None);
        if next == ',' {
            next = self.advance()?;
            next = self.spaces(next)?;
            let left = next == '-';
            if left {
                next = self.advance()?;
            }
            let (width, after) = self.number(next)?;
            let width = i32::try_from(width.min(LIMIT)).unwrap_or(0);
            alignment = if left { -width } else { width };
            next = after;
        }
        if next != '}' {
            if next != ':' {
                return Err(TemplateError::UnexpectedBrace(self.units));
            }
            format = Some(self.format()?);
        }
        self.skip('}');
        self.flush();
        self.segments.push(Segment::Item { index, alignment, format });
        Ok(())
    }

    fn format(&mut self) -> Result<String, TemplateError> {
        let start = self.at + 1;
        loop {
            match self.advance()? {
                '}' => return Ok(self.text[start..self.at].to_owned()),
                '{' => return Err(TemplateError::EndsPrematurely(self.units)),
                _ => {}
            }
        }
    }
}

fn digit(it: char) -> Option<usize> {
    it.to_digit(10).map(|it| it as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &str, arguments: &[&str]) -> String {
        let result = Template::parse(template).fill(arguments.len(), |index, format, out| {
            out.push_str(arguments[index]);
            out.push_str(format.unwrap_or_default());
            Ok::<(), ()>(())
        });
        match result {
            Ok(text) => text,
            Err(FillError::Template(error)) => error.to_string(),
            Err(FillError::Argument(())) => String::new(),
        }
    }

    #[test]
    fn items_are_filled_in() {
        for (template, expected) in [
            ("{0}{0}", "abab"),
            ("{{{0}}}", "{ab}"),
            ("}}{{", "}{"),
            ("[{0,5}]", "[   ab]"),
            ("[{0,-5}]", "[ab   ]"),
            ("[{0, 4}]", "[  ab]"),
            ("[{0,4:x}]", "[ abx]"),
            ("{0 }", "ab"),
            ("{00}", "ab"),
            ("", ""),
        ] {
            assert_eq!(fill(template, &["ab"]), expected, "{template}");
        }
    }

    #[test]
    fn faults_are_those_of_dotnet() {
        let near = |offset: usize, what: &str| {
            format!("Input string was not in a correct format. Failure to parse near offset {offset}. {what}")
        };
        for (template, expected) in [
            ("{0", near(2, "Format item ends prematurely.")),
            ("0}", near(2, "Format item ends prematurely.")),
            ("{}", near(1, "Expected an ASCII digit.")),
            ("{-1}", near(1, "Expected an ASCII digit.")),
            ("{0,}", near(3, "Expected an ASCII digit.")),
            ("{0,x}", near(3, "Expected an ASCII digit.")),
            ("{0:{1}}", near(3, "Format item ends prematurely.")),
            ("{1}", TemplateError::IndexOutOfRange.to_string()),
        ] {
            assert_eq!(fill(template, &["ab"]), expected, "{template}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_template_panics(template in "[{}0-9,:é -]{0,12}") {
            fill(&template, &["x"]);
        }
    }
}
