//! `Format-Table`, `Format-List`, `Format-Wide`, `Format-Custom`: how objects are shown.

use psp_derive::Cmdlet;
use psp_format::{Expand, FormatCommand, FormatOptions, Kind, ParameterKind, parameter, record};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Shows objects as a table.
///
/// ```powershell
/// 1..3 | ForEach-Object { [pscustomobject]@{ N = $_; Square = $_ * $_ } } | Format-Table -AutoSize
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Format-Table",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEndData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupEndData"
)]
pub(super) struct FormatTable {
    /// Columns as wide as their cells.
    #[param]
    auto_size: Switch,
    /// The header again on each page.
    #[param]
    repeat_header: Switch,
    /// No header.
    #[param]
    hide_table_headers: Switch,
    /// Text that is too long goes on in the next line.
    #[param]
    wrap: Switch,
    /// Columns: names, script blocks, or tables with `Expression`, `Label`, `Width`, `Alignment`, `FormatString`.
    #[param(position = 0)]
    property: Vec<Value>,
    /// What tells groups apart; each gets a table of its own.
    #[param]
    group_by: Value,
    /// The name of a view.
    #[param]
    view: Option<String>,
    /// Writes the errors of script blocks.
    #[param]
    show_error: Switch,
    /// Shows the errors of script blocks in the cells.
    #[param]
    display_error: Switch,
    /// Shows errors and scalars by their properties.
    #[param]
    force: Switch,
    /// What is shown of a collection: `CoreOnly`, `EnumOnly`, `Both`.
    #[param(validate_set("CoreOnly", "EnumOnly", "Both"))]
    expand: Option<String>,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    command: Option<FormatCommand>,
}

/// Shows objects as lists of their properties.
///
/// ```powershell
/// [pscustomobject]@{ Name = 'box'; Size = 3 } | Format-List
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Format-List",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEndData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupEndData"
)]
pub(super) struct FormatList {
    /// Lines: names, script blocks, or tables with `Expression`, `Label`, `FormatString`.
    #[param(position = 0)]
    property: Vec<Value>,
    /// What tells groups apart.
    #[param]
    group_by: Value,
    /// The name of a view.
    #[param]
    view: Option<String>,
    /// Writes the errors of script blocks.
    #[param]
    show_error: Switch,
    /// Shows the errors of script blocks as values.
    #[param]
    display_error: Switch,
    /// Shows errors and scalars by their properties.
    #[param]
    force: Switch,
    /// What is shown of a collection: `CoreOnly`, `EnumOnly`, `Both`.
    #[param(validate_set("CoreOnly", "EnumOnly", "Both"))]
    expand: Option<String>,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    command: Option<FormatCommand>,
}

/// Shows one property of each object, several in a line.
///
/// ```powershell
/// 'one', 'two', 'three' | ForEach-Object { [pscustomobject]@{ Name = $_ } } | Format-Wide -Column 3
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Format-Wide",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEndData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupEndData"
)]
pub(super) struct FormatWide {
    /// The property: a name, a script block, or a table with `Expression`, `FormatString`.
    #[param(position = 0)]
    property: Value,
    /// As many columns as fit.
    #[param]
    auto_size: Switch,
    /// How many columns.
    #[param(validate_range(1, 2_147_483_647))]
    column: Option<i32>,
    /// What tells groups apart.
    #[param]
    group_by: Value,
    /// The name of a view.
    #[param]
    view: Option<String>,
    /// Writes the errors of script blocks.
    #[param]
    show_error: Switch,
    /// Shows the errors of script blocks as values.
    #[param]
    display_error: Switch,
    /// Shows errors and scalars by their properties.
    #[param]
    force: Switch,
    /// What is shown of a collection: `CoreOnly`, `EnumOnly`, `Both`.
    #[param(validate_set("CoreOnly", "EnumOnly", "Both"))]
    expand: Option<String>,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    command: Option<FormatCommand>,
}

/// Shows objects with their inner objects.
///
/// ```powershell
/// [pscustomobject]@{ Name = 'box'; Inner = @{ a = 1 } } | Format-Custom
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Format-Custom",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.FormatEndData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupStartData",
    output = "Microsoft.PowerShell.Commands.Internal.Format.GroupEndData"
)]
pub(super) struct FormatCustom {
    /// Properties: names, script blocks, or tables with `Expression`, `Depth`.
    #[param(position = 0)]
    property: Vec<Value>,
    /// How deep inner objects are shown.
    #[param(validate_range(1, 2_147_483_647))]
    depth: Option<i32>,
    /// What tells groups apart.
    #[param]
    group_by: Value,
    /// The name of a view.
    #[param]
    view: Option<String>,
    /// Writes the errors of script blocks.
    #[param]
    show_error: Switch,
    /// Shows the errors of script blocks as values.
    #[param]
    display_error: Switch,
    /// Shows errors and scalars by their properties.
    #[param]
    force: Switch,
    /// What is shown of a collection: `CoreOnly`, `EnumOnly`, `Both`.
    #[param(validate_set("CoreOnly", "EnumOnly", "Both"))]
    expand: Option<String>,
    /// The object to show.
    #[param(pipeline)]
    input_object: Value,

    command: Option<FormatCommand>,
}

/// What the commands have in common.
struct Common<'a> {
    properties: &'a [Value],
    group_by: &'a Value,
    view: &'a Option<String>,
    expand: &'a Option<String>,
    force: Switch,
    show_error: Switch,
    display_error: Switch,
}

impl Common<'_> {
    fn options(&self, shell: &mut Shell<'_>, kind: ParameterKind) -> Result<FormatOptions> {
        let groups = if self.group_by.is_null() { Vec::new() } else { vec![self.group_by.clone()] };
        let expand = self.expand.as_deref().map(|it| match it.to_ascii_lowercase().as_str() {
            "coreonly" => Expand::CoreOnly,
            "both" => Expand::Both,
            _ => Expand::EnumOnly,
        });
        Ok(FormatOptions {
            properties: parameter::parse(shell.session, self.properties, kind)?,
            group_by: parameter::parse(shell.session, &groups, ParameterKind::GroupBy)?.pop(),
            view: self.view.clone(),
            expand,
            force: self.force.0,
            show_error: self.show_error.0,
            display_error: self.display_error.0,
            ..FormatOptions::default()
        })
    }
}

macro_rules! common {
    ($this:ident, $properties:expr) => {
        Common {
            properties: $properties,
            group_by: &$this.group_by,
            view: &$this.view,
            expand: &$this.expand,
            force: $this.force,
            show_error: $this.show_error,
            display_error: $this.display_error,
        }
    };
}

/// Processing and the end are the same for all.
macro_rules! steps {
    () => {
        fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
            let object = std::mem::take(&mut self.input_object);
            push(shell, self.command.as_mut(), &object)
        }

        fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
            finish(shell, self.command.as_mut())
        }
    };
}

fn push(shell: &mut Shell<'_>, command: Option<&mut FormatCommand>, object: &Value) -> Result<()> {
    let Some(command) = command else { return Ok(()) };
    let mut records = Vec::new();
    let result = command.push(shell.session, object, &mut records);
    records.iter().try_for_each(|it| shell.write(record::to_value(it)))?;
    result
}

fn finish(shell: &mut Shell<'_>, command: Option<&mut FormatCommand>) -> Result<()> {
    let Some(command) = command else { return Ok(()) };
    let mut records = Vec::new();
    command.finish(&mut records);
    records.iter().try_for_each(|it| shell.write(record::to_value(it)))
}

impl Cmdlet for FormatTable {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut options = common!(self, &self.property).options(shell, ParameterKind::Table)?;
        options.autosize = shell.is_bound("AutoSize").then_some(self.auto_size.0);
        options.wrap = shell.is_bound("Wrap").then_some(self.wrap.0);
        options.hide_headers = shell.is_bound("HideTableHeaders").then_some(self.hide_table_headers.0);
        options.repeat_header = self.repeat_header.0;
        self.command = Some(FormatCommand::new(Some(Kind::Table), options));
        Ok(())
    }

    steps!();
}

impl Cmdlet for FormatList {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let options = common!(self, &self.property).options(shell, ParameterKind::List)?;
        self.command = Some(FormatCommand::new(Some(Kind::List), options));
        Ok(())
    }

    steps!();
}

impl Cmdlet for FormatWide {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let properties = if self.property.is_null() { Vec::new() } else { vec![self.property.clone()] };
        let mut options = common!(self, &properties).options(shell, ParameterKind::Wide)?;
        options.autosize = shell.is_bound("AutoSize").then_some(self.auto_size.0);
        options.columns = self.column.and_then(|it| usize::try_from(it).ok());
        self.command = Some(FormatCommand::new(Some(Kind::Wide), options));
        Ok(())
    }

    steps!();
}

impl Cmdlet for FormatCustom {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut options = common!(self, &self.property).options(shell, ParameterKind::Custom)?;
        options.depth = self.depth.and_then(|it| usize::try_from(it).ok());
        self.command = Some(FormatCommand::new(Some(Kind::Custom), options));
        Ok(())
    }

    steps!();
}
