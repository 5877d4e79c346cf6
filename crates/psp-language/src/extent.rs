//! Places: `IScriptExtent` and `IScriptPosition`.

use psp_derive::ps_type;
use psp_source::{SourceFile, Span};
use psp_types::declare::Emulated;
use psp_value::{
    Context, Native, Result, Str, TypeCode, TypeKind, Value,
    types::{TypeDef, TypeInfo},
};
use std::sync::Arc;

/// A piece of a text.
#[derive(Clone)]
pub(crate) struct ScriptExtent {
    pub(crate) file: Arc<SourceFile>,
    pub(crate) span: Span,
}

/// A point of a text.
#[derive(Clone)]
pub(crate) struct ScriptPosition {
    file: Arc<SourceFile>,
    at: u32,
}

/// `IScriptExtent`
pub(crate) enum IScriptExtent {}

static EXTENT: TypeInfo = interface("System.Management.Automation.Language.IScriptExtent");
static POSITION: TypeInfo = interface("System.Management.Automation.Language.IScriptPosition");

const fn interface(name: &'static str) -> TypeInfo {
    TypeInfo::new(name, TypeKind::Interface, TypeCode::Object, None, &[])
}

impl Emulated for IScriptExtent {
    const INFO: Option<&'static TypeInfo> = Some(&EXTENT);
}

/// The interfaces.
pub(crate) static INTERFACES: &[&TypeDef] = &[
    &TypeDef { name: EXTENT_NAME, ty: || EXTENT.ty(), members: &[] },
    &TypeDef { name: POSITION_NAME, ty: || POSITION.ty(), members: &[] },
];
const EXTENT_NAME: &str = "System.Management.Automation.Language.IScriptExtent";
const POSITION_NAME: &str = "System.Management.Automation.Language.IScriptPosition";

impl ScriptExtent {
    fn start(&self) -> ScriptPosition {
        ScriptPosition { file: self.file.clone(), at: self.span.start }
    }

    fn end(&self) -> ScriptPosition {
        ScriptPosition { file: self.file.clone(), at: self.span.end }
    }
}

impl ScriptPosition {
    /// Offset in UTF-16 units.
    fn units(&self) -> i32 {
        let before = self.file.slice(Span::new(0, self.at));
        if before.is_ascii() { before.len() as i32 } else { before.encode_utf16().count() as i32 }
    }
}

impl Native for ScriptExtent {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.file.slice(self.span).to_owned()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(Arc::ptr_eq(&self.file, &other.file) && self.span == other.span)
    }
}

impl Native for ScriptPosition {}

#[ps_type("System.Management.Automation.Language.InternalScriptExtent", interfaces = [self::EXTENT])]
impl ScriptExtent {
    /// The file it was read from.
    #[ps(get)]
    fn file(&self) -> Option<Str> {
        self.file.path().map(|it| Str::new(it))
    }

    /// Where it starts.
    #[ps(get)]
    fn start_script_position(&self) -> ScriptPosition {
        self.start()
    }

    /// Where it ends.
    #[ps(get)]
    fn end_script_position(&self) -> ScriptPosition {
        self.end()
    }

    /// First line, from 1.
    #[ps(get)]
    fn start_line_number(&self) -> i32 {
        self.start().line_number()
    }

    /// Column of the first character, from 1.
    #[ps(get)]
    fn start_column_number(&self) -> i32 {
        self.start().column_number()
    }

    /// Last line, from 1.
    #[ps(get)]
    fn end_line_number(&self) -> i32 {
        self.end().line_number()
    }

    /// Column behind the last character, from 1.
    #[ps(get)]
    fn end_column_number(&self) -> i32 {
        self.end().column_number()
    }

    /// The text.
    #[ps(get)]
    fn text(&self) -> &str {
        self.file.slice(self.span)
    }

    /// Offset of the first character.
    #[ps(get)]
    fn start_offset(&self) -> i32 {
        self.start().units()
    }

    /// Offset behind the last character.
    #[ps(get)]
    fn end_offset(&self) -> i32 {
        self.end().units()
    }

    /// The text.
    #[ps("ToString")]
    fn as_text(&self) -> &str {
        self.file.slice(self.span)
    }
}

#[ps_type("System.Management.Automation.Language.InternalScriptPosition", interfaces = [self::POSITION])]
impl ScriptPosition {
    /// The file.
    #[ps(get)]
    fn file(&self) -> Option<Str> {
        self.file.path().map(|it| Str::new(it))
    }

    /// From 1.
    #[ps(get)]
    fn line_number(&self) -> i32 {
        self.file.position(self.at).line as i32
    }

    /// From 1.
    #[ps(get)]
    fn column_number(&self) -> i32 {
        self.file.position(self.at).column as i32
    }

    /// The line it lies in.
    #[ps(get)]
    fn line(&self) -> &str {
        self.file.line(self.file.position(self.at).line)
    }

    /// From 0.
    #[ps(get)]
    fn offset(&self) -> i32 {
        self.units()
    }

    /// The whole text.
    #[ps]
    fn get_full_script(&self) -> &str {
        self.file.text()
    }
}
