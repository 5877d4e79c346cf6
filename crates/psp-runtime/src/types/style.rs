//! `$PSStyle`: escape sequences as texts, which scripts may replace.

use super::session;
use crate::{record::type_named, session::enum_value};
use psp_derive::ps_type;
use psp_ir::Symbol;
use psp_types::declare::Emulated;
use psp_value::{Context, Data, Fields, Lock, Object, Result, Str, Table, Type, Value, object::KeyComparer};

/// `$PSStyle`
pub(super) struct PsStyle;

type Row = (&'static str, &'static str);

const TEXT: &[Row] = &[
    ("Reset", "\x1b[0m"),
    ("BlinkOff", "\x1b[25m"),
    ("Blink", "\x1b[5m"),
    ("BoldOff", "\x1b[22m"),
    ("Bold", "\x1b[1m"),
    ("DimOff", "\x1b[22m"),
    ("Dim", "\x1b[2m"),
    ("Hidden", "\x1b[8m"),
    ("HiddenOff", "\x1b[28m"),
    ("Reverse", "\x1b[7m"),
    ("ReverseOff", "\x1b[27m"),
    ("ItalicOff", "\x1b[23m"),
    ("Italic", "\x1b[3m"),
    ("UnderlineOff", "\x1b[24m"),
    ("Underline", "\x1b[4m"),
    ("StrikethroughOff", "\x1b[29m"),
    ("Strikethrough", "\x1b[9m"),
];

const FOREGROUND: &[Row] = &[
    ("Black", "\x1b[30m"),
    ("BrightBlack", "\x1b[90m"),
    ("White", "\x1b[37m"),
    ("BrightWhite", "\x1b[97m"),
    ("Red", "\x1b[31m"),
    ("BrightRed", "\x1b[91m"),
    ("Magenta", "\x1b[35m"),
    ("BrightMagenta", "\x1b[95m"),
    ("Blue", "\x1b[34m"),
    ("BrightBlue", "\x1b[94m"),
    ("Cyan", "\x1b[36m"),
    ("BrightCyan", "\x1b[96m"),
    ("Green", "\x1b[32m"),
    ("BrightGreen", "\x1b[92m"),
    ("Yellow", "\x1b[33m"),
    ("BrightYellow", "\x1b[93m"),
];

const BACKGROUND: &[Row] = &[
    ("Black", "\x1b[40m"),
    ("BrightBlack", "\x1b[100m"),
    ("White", "\x1b[47m"),
    ("BrightWhite", "\x1b[107m"),
    ("Red", "\x1b[41m"),
    ("BrightRed", "\x1b[101m"),
    ("Magenta", "\x1b[45m"),
    ("BrightMagenta", "\x1b[105m"),
    ("Blue", "\x1b[44m"),
    ("BrightBlue", "\x1b[104m"),
    ("Cyan", "\x1b[46m"),
    ("BrightCyan", "\x1b[106m"),
    ("Green", "\x1b[42m"),
    ("BrightGreen", "\x1b[102m"),
    ("Yellow", "\x1b[43m"),
    ("BrightYellow", "\x1b[103m"),
];

const FORMATTING: &[Row] = &[
    ("FormatAccent", "\x1b[32;1m"),
    ("TableHeader", "\x1b[32;1m"),
    ("CustomTableHeaderLabel", "\x1b[32;1;3m"),
    ("ErrorAccent", "\x1b[36;1m"),
    ("Error", "\x1b[31;1m"),
    ("Warning", "\x1b[33;1m"),
    ("Verbose", "\x1b[33;1m"),
    ("Debug", "\x1b[33;1m"),
    ("FeedbackName", "\x1b[33m"),
    ("FeedbackText", "\x1b[96m"),
    ("FeedbackAction", "\x1b[97m"),
];

const FILES: &[Row] =
    &[("Directory", "\x1b[44;1m"), ("SymbolicLink", "\x1b[36;1m"), ("Executable", "\x1b[32;1m")];

fn fields(rows: &[Row]) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in rows {
        fields.set(&Str::new(name), (*value).into());
    }
    fields
}

fn object(ty: Type, fields: Fields) -> Value {
    Object::new(ty, Data::Fields(Lock::new(fields))).into()
}

fn nested(name: &str, fields: Fields) -> Value {
    object(type_named(&format!("System.Management.Automation.PSStyle+{name}")), fields)
}

impl PsStyle {
    /// The object; `plain` when the environment asks for text without colors.
    pub(super) fn value(plain: bool) -> Value {
        let mut style = fields(TEXT);
        let rendering = if plain { "PlainText" } else { "Host" };
        let rendering = enum_value("System.Management.Automation.OutputRendering", rendering);
        style.set(&"OutputRendering".into(), rendering);
        style.set(&"Formatting".into(), nested("FormattingData", fields(FORMATTING)));
        style.set(&"Progress".into(), progress());
        style.set(&"FileInfo".into(), files());
        style.set(&"Foreground".into(), nested("ForegroundColor", fields(FOREGROUND)));
        style.set(&"Background".into(), nested("BackgroundColor", fields(BACKGROUND)));
        object(Self::ty(), style)
    }
}

fn progress() -> Value {
    let mut progress = fields(&[("Style", "\x1b[33;1m")]);
    progress.set(&"MaxWidth".into(), Value::int(120));
    progress.set(&"View".into(), enum_value("System.Management.Automation.ProgressView", "Minimal"));
    progress.set(&"UseOSCIndicator".into(), Value::FALSE);
    nested("ProgressConfiguration", progress)
}

fn files() -> Value {
    const ARCHIVES: [&str; 8] = [".zip", ".tgz", ".gz", ".tar", ".nupkg", ".cab", ".7z", ".ps1"];
    let mut extensions = Table::new(KeyComparer::IgnoreCase);
    for extension in ARCHIVES {
        let color = if extension == ".ps1" { "\x1b[33;1m" } else { "\x1b[31;1m" };
        extensions.insert(extension.into(), color.into());
    }
    let mut files = fields(FILES);
    files.set(&"Extension".into(), Object::hashtable(extensions).into());
    nested("FileInfoFormatting", files)
}

/// The sequence of a console color: a dark color is the plain one of its name.
fn sequence(color: i64, rows: &[Row]) -> &'static str {
    const PLACES: [&str; 16] = [
        "Black",
        "Blue",
        "Green",
        "Cyan",
        "Red",
        "Magenta",
        "Yellow",
        "White",
        "BrightBlack",
        "BrightBlue",
        "BrightGreen",
        "BrightCyan",
        "BrightRed",
        "BrightMagenta",
        "BrightYellow",
        "BrightWhite",
    ];
    let name = usize::try_from(color).ok().and_then(|it| PLACES.get(it));
    name.and_then(|name| rows.iter().find(|row| row.0 == *name)).map_or("", |row| row.1)
}

fn color_number(context: &mut dyn Context, color: &Value) -> Result<i64> {
    let Some(ty) = psp_value::types::find("System.ConsoleColor") else { return Ok(0) };
    let color = psp_value::convert::convert(context, color, ty)?;
    Ok(psp_types::declare::enum_number(&color))
}

#[ps_type("System.Management.Automation.PSStyle")]
impl PsStyle {
    /// The session's `$PSStyle`.
    #[ps(get)]
    fn instance(context: &mut dyn Context) -> Result<Value> {
        Ok(session(context)?.variable_value(Symbol::new("PSStyle")))
    }

    /// The sequence of a color of text.
    #[ps]
    fn map_foreground_color_to_escape_sequence(
        context: &mut dyn Context,
        foreground_color: &Value,
    ) -> Result<&'static str> {
        Ok(sequence(color_number(context, foreground_color)?, FOREGROUND))
    }

    /// The sequence of a color behind text.
    #[ps]
    fn map_background_color_to_escape_sequence(
        context: &mut dyn Context,
        background_color: &Value,
    ) -> Result<&'static str> {
        Ok(sequence(color_number(context, background_color)?, BACKGROUND))
    }

    /// A text that leads to an address.
    #[ps]
    fn format_hyperlink(context: &mut dyn Context, this: &Value, text: &str, link: &Value) -> Result<String> {
        let _ = this;
        let link = psp_value::convert::to_text(context, link)?;
        Ok(format!("\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\"))
    }
}
