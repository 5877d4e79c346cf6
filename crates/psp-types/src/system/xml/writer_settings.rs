//! `System.Xml.XmlWriterSettings` and `XmlReaderSettings`.

use super::{
    enums::{ConformanceLevel, DtdProcessing, NamespaceHandling, NewLineHandling, ValidationType},
    node::null_reference,
};
use crate::{
    declare::{Argument, Emulated},
    system::text::encoding::{Encoding, Kind},
};
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Result, Str, Value, types::TypeSpec};
use psp_xml::{Dtd, Format, Options, Style};

/// How to write.
pub(super) struct XmlWriterSettings(Lock<Says>);

#[derive(Clone)]
pub(super) struct Says {
    pub(super) indent: bool,
    pub(super) indent_chars: Str,
    pub(super) new_line_chars: Str,
    pub(super) new_line_on_attributes: bool,
    pub(super) omit_declaration: bool,
    pub(super) encoding: Option<Value>,
    pub(super) check_characters: bool,
    pub(super) close_output: bool,
    pub(super) conformance: i64,
    handling: i64,
    namespaces: i64,
}

impl Default for Says {
    fn default() -> Self {
        Self {
            indent: false,
            indent_chars: "  ".into(),
            new_line_chars: "\n".into(),
            new_line_on_attributes: false,
            omit_declaration: false,
            encoding: None,
            check_characters: true,
            close_output: false,
            conformance: 2,
            handling: 0,
            namespaces: 0,
        }
    }
}

impl Says {
    /// The layout of a writer.
    pub(super) fn format(&self) -> Format {
        Format {
            style: Style::Modern,
            indent: self.indent,
            indent_chars: self.indent_chars.text().into_owned(),
            new_line: self.new_line_chars.text().into_owned(),
            new_line_on_attributes: self.new_line_on_attributes,
            quote: '"',
            check_characters: self.check_characters,
        }
    }

    /// The encoding of bytes, and whether its mark is written.
    pub(super) fn bytes(&self) -> (Kind, bool) {
        match &self.encoding {
            Some(it) => Encoding::behind(Some(it)),
            None => (Encoding::behind(None).0, true),
        }
    }
}

impl Native for XmlWriterSettings {}

/// Settings that may be `$null` or left out.
pub(super) struct WriterSettings(pub(super) Says);

impl<'a> Argument<'a> for WriterSettings {
    const TYPE: TypeSpec = TypeSpec::Is(XmlWriterSettings::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        let says = value.downcast::<XmlWriterSettings>().map(|it| it.0.snapshot());
        Ok(Self(says.unwrap_or_default()))
    }
}

#[ps_type("System.Xml.XmlWriterSettings")]
impl XmlWriterSettings {
    /// As .NET begins.
    #[ps("new")]
    fn new() -> Self {
        Self(Lock::new(Says::default()))
    }

    /// Work in the background: psp does not.
    #[ps("Async", get)]
    fn is_async(&self) -> bool {
        false
    }
    #[ps("Async", set)]
    fn set_async(&self, value: bool) {
        let _ = value;
    }

    /// Refuse characters that XML does not allow.
    #[ps(get)]
    fn check_characters(&self) -> bool {
        self.0.with(|it| it.check_characters)
    }
    #[ps(set)]
    fn set_check_characters(&self, value: bool) {
        self.0.with(|it| it.check_characters = value);
    }

    /// Close what is written to with the writer.
    #[ps(get)]
    fn close_output(&self) -> bool {
        self.0.with(|it| it.close_output)
    }
    #[ps(set)]
    fn set_close_output(&self, value: bool) {
        self.0.with(|it| it.close_output = value);
    }

    /// What is written: a document or pieces of one.
    #[ps(get)]
    fn conformance_level(&self) -> ConformanceLevel {
        ConformanceLevel(self.0.with(|it| it.conformance))
    }
    #[ps(set)]
    fn set_conformance_level(&self, value: ConformanceLevel) {
        self.0.with(|it| it.conformance = value.0);
    }

    /// The encoding of files and streams.
    #[ps(get)]
    fn encoding(&self) -> Value {
        self.0.with(|it| it.encoding.clone()).unwrap_or_else(|| Encoding::value_of(Encoding::behind(None).0))
    }
    #[ps(set)]
    fn set_encoding(&self, value: Like) -> Result<()> {
        if value.0.is_null() {
            return Err(null_reference());
        }
        self.0.with(|it| it.encoding.replace(value.0));
        Ok(())
    }

    /// A line for each element.
    #[ps(get)]
    fn indent(&self) -> bool {
        self.0.with(|it| it.indent)
    }
    #[ps(set)]
    fn set_indent(&self, value: bool) {
        self.0.with(|it| it.indent = value);
    }

    /// What a level is indented by.
    #[ps(get)]
    fn indent_chars(&self) -> Str {
        self.0.with(|it| it.indent_chars.clone())
    }
    #[ps(set)]
    fn set_indent_chars(&self, value: Str) {
        self.0.with(|it| std::mem::replace(&mut it.indent_chars, value));
    }

    /// Leave declarations out that are there already.
    #[ps(get)]
    fn namespace_handling(&self) -> NamespaceHandling {
        NamespaceHandling(self.0.with(|it| it.namespaces))
    }
    #[ps(set)]
    fn set_namespace_handling(&self, value: NamespaceHandling) {
        self.0.with(|it| it.namespaces = value.0);
    }

    /// What ends a line.
    #[ps(get)]
    fn new_line_chars(&self) -> Str {
        self.0.with(|it| it.new_line_chars.clone())
    }
    #[ps(set)]
    fn set_new_line_chars(&self, value: Str) {
        self.0.with(|it| std::mem::replace(&mut it.new_line_chars, value));
    }

    /// What becomes of line ends in texts.
    #[ps(get)]
    fn new_line_handling(&self) -> NewLineHandling {
        NewLineHandling(self.0.with(|it| it.handling))
    }
    #[ps(set)]
    fn set_new_line_handling(&self, value: NewLineHandling) {
        self.0.with(|it| it.handling = value.0);
    }

    /// A line for each attribute.
    #[ps(get)]
    fn new_line_on_attributes(&self) -> bool {
        self.0.with(|it| it.new_line_on_attributes)
    }
    #[ps(set)]
    fn set_new_line_on_attributes(&self, value: bool) {
        self.0.with(|it| it.new_line_on_attributes = value);
    }

    /// Leave the declaration out.
    #[ps(get)]
    fn omit_xml_declaration(&self) -> bool {
        self.0.with(|it| it.omit_declaration)
    }
    #[ps(set)]
    fn set_omit_xml_declaration(&self, value: bool) {
        self.0.with(|it| it.omit_declaration = value);
    }

    /// A copy.
    #[ps("Clone")]
    fn cloned(&self) -> Self {
        Self(Lock::new(self.0.snapshot()))
    }

    /// As .NET begins.
    #[ps]
    fn reset(&self) {
        let _old = self.0.with(std::mem::take);
    }
}

/// An encoding.
pub(super) struct Like(Value);

impl<'a> Argument<'a> for Like {
    const TYPE: TypeSpec = TypeSpec::Is(Encoding::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(value.clone()))
    }
}

/// How to read.
pub(super) struct XmlReaderSettings(Lock<Options>);

impl Native for XmlReaderSettings {}

/// Settings that may be `$null` or left out.
pub(super) struct ReaderSettings(pub(super) Options);

/// As `XmlReader.Create` reads without settings.
pub(super) fn reader_defaults() -> Options {
    Options { dtd: Dtd::Prohibit, ..Options::default() }
}

impl<'a> Argument<'a> for ReaderSettings {
    const TYPE: TypeSpec = TypeSpec::Is(XmlReaderSettings::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        let says = value.downcast::<XmlReaderSettings>().map(|it| it.0.snapshot());
        Ok(Self(says.unwrap_or_else(reader_defaults)))
    }
}

#[ps_type("System.Xml.XmlReaderSettings")]
impl XmlReaderSettings {
    /// As .NET begins.
    #[ps("new")]
    fn new() -> Self {
        Self(Lock::new(reader_defaults()))
    }

    /// Refuse characters that XML does not allow.
    #[ps(get)]
    fn check_characters(&self) -> bool {
        self.0.with(|it| it.check_characters)
    }
    #[ps(set)]
    fn set_check_characters(&self, value: bool) {
        self.0.with(|it| it.check_characters = value);
    }

    /// What is read: a document or pieces of one.
    #[ps(get)]
    fn conformance_level(&self) -> ConformanceLevel {
        ConformanceLevel(if self.0.with(|it| it.fragment) { 1 } else { 2 })
    }
    #[ps(set)]
    fn set_conformance_level(&self, value: ConformanceLevel) {
        self.0.with(|it| it.fragment = value.0 < 2);
    }

    /// Document type declarations.
    #[ps(get)]
    fn dtd_processing(&self) -> DtdProcessing {
        DtdProcessing(match self.0.with(|it| it.dtd) {
            Dtd::Prohibit => 0,
            Dtd::Ignore => 1,
            Dtd::Parse => 2,
        })
    }
    #[ps(set)]
    fn set_dtd_processing(&self, value: DtdProcessing) {
        let dtd = match value.0 {
            0 => Dtd::Prohibit,
            1 => Dtd::Ignore,
            _ => Dtd::Parse,
        };
        self.0.with(|it| it.dtd = dtd);
    }

    /// Leave comments out.
    #[ps(get)]
    fn ignore_comments(&self) -> bool {
        self.0.with(|it| it.ignore_comments)
    }
    #[ps(set)]
    fn set_ignore_comments(&self, value: bool) {
        self.0.with(|it| it.ignore_comments = value);
    }

    /// Leave processing instructions out.
    #[ps(get)]
    fn ignore_processing_instructions(&self) -> bool {
        self.0.with(|it| it.ignore_instructions)
    }
    #[ps(set)]
    fn set_ignore_processing_instructions(&self, value: bool) {
        self.0.with(|it| it.ignore_instructions = value);
    }

    /// Leave white space between elements out.
    #[ps(get)]
    fn ignore_whitespace(&self) -> bool {
        self.0.with(|it| it.ignore_whitespace)
    }
    #[ps(set)]
    fn set_ignore_whitespace(&self, value: bool) {
        self.0.with(|it| it.ignore_whitespace = value);
    }

    /// How many characters may come out of entities.
    #[ps(get)]
    fn max_characters_from_entities(&self) -> i64 {
        self.0.with(|it| it.max_from_entities) as i64
    }
    #[ps(set)]
    fn set_max_characters_from_entities(&self, value: i64) {
        self.0.with(|it| it.max_from_entities = value.max(0) as usize);
    }

    /// Check against a schema: psp does not.
    #[ps(get)]
    fn validation_type(&self) -> ValidationType {
        ValidationType(0)
    }
    #[ps(set)]
    fn set_validation_type(&self, value: ValidationType) -> Result<()> {
        if value.0 == 0 {
            return Ok(());
        }
        Err(psp_value::Fault::not_supported("validation of XML").into())
    }
}
