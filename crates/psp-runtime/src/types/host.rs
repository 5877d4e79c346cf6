//! `$Host`: the program that psp is, as PowerShell describes hosts.

use super::{runspace::Runspace, session};
use crate::{
    record::InformationRecord,
    session::{PS_VERSION, Session, StreamKind, text_record},
};
use psp_derive::ps_type;
use psp_types::declare::Emulated;
use psp_value::{Context, Lock, Native, Object, Result, Str, Value, convert, well_known};

/// `$Host`
pub(super) struct InternalHost;

impl Native for InternalHost {}

impl InternalHost {
    /// The object.
    pub(super) fn value() -> Value {
        Object::native(Self::ty(), Self).into()
    }
}

fn version(context: &mut dyn Context) -> Result<Value> {
    convert::convert(context, &PS_VERSION.into(), well_known::VERSION.ty())
}

fn current_culture(context: &mut dyn Context) -> Result<Value> {
    let name = context.culture().name;
    convert::convert(context, &name.into(), well_known::CULTURE_INFO.ty())
}

#[ps_type("System.Management.Automation.Internal.Host.InternalHost")]
impl InternalHost {
    /// What kind of host it is.
    #[ps(get)]
    fn name(&self) -> &'static str {
        "ConsoleHost"
    }

    /// The version of PowerShell.
    #[ps(get)]
    fn version(&self, context: &mut dyn Context) -> Result<Value> {
        version(context)
    }

    /// Tells this host from others.
    #[ps(get)]
    fn instance_id(&self, context: &mut dyn Context) -> Result<Value> {
        let id = session(context)?.instance_id().to_string();
        convert::convert(context, &id.into(), well_known::GUID.ty())
    }

    /// Input and output.
    #[ps("UI", get)]
    fn user_interface(&self) -> HostUserInterface {
        HostUserInterface
    }

    /// How dates and numbers are written.
    #[ps(get)]
    fn current_culture(&self, context: &mut dyn Context) -> Result<Value> {
        current_culture(context)
    }

    /// The language of messages.
    #[ps("CurrentUICulture", get)]
    fn ui_culture(&self, context: &mut dyn Context) -> Result<Value> {
        current_culture(context)
    }

    /// Colors of the console host.
    #[ps(get)]
    fn private_data(&self) -> Value {
        let color = |name: &str| crate::session::enum_value("System.ConsoleColor", name);
        crate::session::record_object(
            "Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy",
            vec![
                ("FormatAccentColor", color("Green")),
                ("ErrorAccentColor", color("Cyan")),
                ("ErrorForegroundColor", color("Red")),
                ("ErrorBackgroundColor", color("Black")),
                ("WarningForegroundColor", color("Yellow")),
                ("WarningBackgroundColor", color("Black")),
                ("DebugForegroundColor", color("Yellow")),
                ("DebugBackgroundColor", color("Black")),
                ("VerboseForegroundColor", color("Yellow")),
                ("VerboseBackgroundColor", color("Black")),
                ("ProgressForegroundColor", color("Black")),
                ("ProgressBackgroundColor", color("Yellow")),
            ],
        )
    }

    /// A debugger may be used.
    #[ps(get)]
    fn debugger_enabled(&self) -> bool {
        false
    }

    /// A remote session is entered.
    #[ps(get)]
    fn is_runspace_pushed(&self) -> bool {
        false
    }

    /// The session's runspace.
    #[ps(get)]
    fn runspace(&self, context: &mut dyn Context) -> Result<Value> {
        Ok(Runspace::current(session(context)?))
    }

    /// The process is to end with this status.
    #[ps]
    fn set_should_exit(&self, exit_code: i32) -> Result<()> {
        Err(psp_value::Interrupt::from(psp_value::Reason::Exit(exit_code)))
    }

    /// A program is about to write: nothing to prepare.
    #[ps]
    fn notify_begin_application(&self) {}

    /// A program is over.
    #[ps]
    fn notify_end_application(&self) {}
}

/// `$Host.UI`
pub(super) struct HostUserInterface;

impl Native for HostUserInterface {}

impl HostUserInterface {
    /// Writes as `Write-Host` does, past the information stream's redirections.
    fn put(session: &mut Session, text: &Str, newline: bool) -> Result<()> {
        let record = InformationRecord {
            data: text.clone().into(),
            source: Str::default(),
            tags: Lock::default(),
            time: session.now(),
            host: Some((text.clone(), newline)),
            colors: (Value::NULL, Value::NULL),
        };
        let host = session.host.clone();
        host.record(session, StreamKind::Information, record.value())
    }

    fn record(context: &mut dyn Context, kind: StreamKind, text: &Str) -> Result<()> {
        let session = session(context)?;
        let host = session.host.clone();
        host.record(session, kind, text_record(kind, text))
    }
}

#[ps_type("System.Management.Automation.Internal.Host.InternalHostUserInterface")]
impl HostUserInterface {
    /// The screen.
    #[ps("RawUI", get)]
    fn raw(&self) -> RawUserInterface {
        RawUserInterface
    }

    /// The screen understands escape sequences.
    #[ps(get)]
    fn supports_virtual_terminal(&self, context: &mut dyn Context) -> Result<bool> {
        Ok(session(context)?.host.is_interactive())
    }

    /// Writes text.
    #[ps]
    fn write(&self, context: &mut dyn Context, value: &Str) -> Result<()> {
        Self::put(session(context)?, value, false)
    }
    #[ps("Write")]
    fn write_colored(
        &self,
        context: &mut dyn Context,
        foreground_color: &Value,
        background_color: &Value,
        value: &Str,
    ) -> Result<()> {
        let _ = (foreground_color, background_color);
        Self::put(session(context)?, value, false)
    }

    /// Writes text and a line break.
    #[ps]
    fn write_line(&self, context: &mut dyn Context, value: Option<Str>) -> Result<()> {
        Self::put(session(context)?, &value.unwrap_or_default(), true)
    }
    #[ps("WriteLine")]
    fn write_colored_line(
        &self,
        context: &mut dyn Context,
        foreground_color: &Value,
        background_color: &Value,
        value: &Str,
    ) -> Result<()> {
        let _ = (foreground_color, background_color);
        Self::put(session(context)?, value, true)
    }

    /// Writes a line to standard error.
    #[ps]
    fn write_error_line(&self, context: &mut dyn Context, value: &str) -> Result<()> {
        let session = session(context)?;
        let host = session.host.clone();
        host.flush(session)?;
        let console = session.engine().console.clone();
        console.write_err(format!("{value}\n").as_bytes()).map_err(|_| psp_value::Interrupt::stopped())
    }

    /// Writes a line marked as a warning.
    #[ps]
    fn write_warning_line(&self, context: &mut dyn Context, message: &Str) -> Result<()> {
        Self::record(context, StreamKind::Warning, message)
    }

    /// Writes a line marked as verbose.
    #[ps]
    fn write_verbose_line(&self, context: &mut dyn Context, message: &Str) -> Result<()> {
        Self::record(context, StreamKind::Verbose, message)
    }

    /// Writes a line marked as debug output.
    #[ps]
    fn write_debug_line(&self, context: &mut dyn Context, message: &Str) -> Result<()> {
        Self::record(context, StreamKind::Debug, message)
    }

    /// Reads a line.
    #[ps]
    fn read_line(&self, context: &mut dyn Context) -> Result<String> {
        Ok(session(context)?.ask("", false)?.unwrap_or_default())
    }
}

/// `$Host.UI.RawUI`
pub(super) struct RawUserInterface;

impl Native for RawUserInterface {}

fn size(context: &mut dyn Context) -> Result<Value> {
    let console = session(context)?.engine().console.clone();
    let (columns, rows) = console.size().map_or((120, 40), |it| (it.columns, it.rows));
    let (width, height) = (Value::int(i32::from(columns)), Value::int(i32::from(rows)));
    Ok(crate::session::record_object(
        "System.Management.Automation.Host.Size",
        vec![("Width", width), ("Height", height)],
    ))
}

fn origin() -> Value {
    let zero = || Value::int(0);
    crate::session::record_object(
        "System.Management.Automation.Host.Coordinates",
        vec![("X", zero()), ("Y", zero())],
    )
}

#[ps_type("System.Management.Automation.Internal.Host.InternalHostRawUserInterface")]
impl RawUserInterface {
    /// The window's size in characters.
    #[ps(get)]
    fn window_size(&self, context: &mut dyn Context) -> Result<Value> {
        size(context)
    }

    /// The buffer's size in characters.
    #[ps(get)]
    fn buffer_size(&self, context: &mut dyn Context) -> Result<Value> {
        size(context)
    }

    /// The largest size the window may have.
    #[ps(get)]
    fn max_window_size(&self, context: &mut dyn Context) -> Result<Value> {
        size(context)
    }

    /// Where the cursor is.
    #[ps(get)]
    fn cursor_position(&self) -> Value {
        origin()
    }

    /// Where the window is.
    #[ps(get)]
    fn window_position(&self) -> Value {
        origin()
    }

    /// The cursor's size in percent.
    #[ps(get)]
    fn cursor_size(&self) -> i32 {
        100
    }

    /// A key was pressed.
    #[ps(get)]
    fn key_available(&self) -> bool {
        false
    }

    /// Color of the text.
    #[ps(get)]
    fn foreground_color(&self) -> Value {
        crate::session::enum_value("System.ConsoleColor", "White")
    }

    /// Color behind the text.
    #[ps(get)]
    fn background_color(&self) -> Value {
        crate::session::enum_value("System.ConsoleColor", "Black")
    }

    /// The window's title.
    #[ps(get)]
    fn window_title(&self) -> &'static str {
        ""
    }
}
