//! `Get-Help`: what is known of commands, out of their declarations and the comments of functions and scripts.

mod comment;
mod text;

use comment::Comment;
use psp_derive::Cmdlet;
use psp_runtime::{
    BUILTIN_ALIASES, Cmdlet, Command, Session, Shell, Signature, Switch, command_info,
    session::record_object,
    types::{command_syntax, signature_of},
};
use psp_value::{ErrorCategory, Fault, Result, Value, member};
use std::sync::Arc;

/// Tells what a command is for, how it is called and what its parameters are.
///
/// ```powershell
/// (Get-Help Get-Item).Name    # => Get-Item
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Help", default_set = "AllUsersView")]
pub(in crate::core) struct GetHelp {
    /// The command; wildcards give a list.
    #[param(position = 0, by_name, validate_not_null_or_empty)]
    name: Option<String>,
    /// Where help files are; psp has none.
    #[param]
    path: Option<String>,
    /// Only commands of these kinds.
    #[param]
    category: Vec<String>,
    /// Only help about these components; psp knows none.
    #[param]
    component: Vec<String>,
    /// Only help about these functionalities; psp knows none.
    #[param]
    functionality: Vec<String>,
    /// Only help for these roles; psp knows none.
    #[param]
    role: Vec<String>,
    /// With parameters and examples.
    #[param(set = "DetailedView", mandatory)]
    detailed: Switch,
    /// With all that is known.
    #[param(set = "AllUsersView")]
    full: Switch,
    /// Only the examples.
    #[param(set = "Examples", mandatory)]
    examples: Switch,
    /// Only these parameters; wildcards are expanded.
    #[param(set = "Parameters", mandatory)]
    parameter: Vec<String>,
    /// Opens a page in a browser; psp does not.
    #[param(set = "Online", mandatory)]
    online: Switch,
}

/// How much is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Short,
    Detailed,
    Full,
    Examples,
}

/// What is known of a command.
struct Topic {
    name: String,
    category: &'static str,
    comment: Comment,
    syntax: Vec<String>,
    parameters: Vec<text::Parameter>,
    aliases: Vec<String>,
}

impl Cmdlet for GetHelp {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        crate::fault::refuse(shell, &["Online", "Path"])?;
        let name = self.name.clone().unwrap_or_else(|| "Get-Help".to_owned());
        if name.contains(['*', '?', '[']) {
            return list(shell, &name);
        }
        let end = shell.session.alias_end(&name);
        let Ok(command) = shell.session.resolve_command(&end) else { return Err(missing(&name).into()) };
        let Some(topic) = topic(shell.session, &command)? else { return Err(missing(&name).into()) };
        if !self.parameter.is_empty() {
            return self.parameters(shell, &topic);
        }
        let view = match () {
            () if *self.detailed => View::Detailed,
            () if *self.full => View::Full,
            () if *self.examples => View::Examples,
            () => View::Short,
        };
        shell.write(text::object(&topic, view))
    }
}

impl GetHelp {
    fn parameters(&self, shell: &mut Shell<'_>, topic: &Topic) -> Result<()> {
        let patterns = crate::wildcard::Wildcard::all(&self.parameter);
        let mut any = false;
        for parameter in &topic.parameters {
            if patterns.iter().any(|it| it.matches(&parameter.name)) {
                any = true;
                shell.write(text::parameter_object(parameter))?;
            }
        }
        if any {
            return Ok(());
        }
        let message = format!("No parameter matches criteria {}.", self.parameter.join(", "));
        Err(Fault::new("System.Management.Automation.PSArgumentException", message)
            .id("NoParmsFound")
            .category(ErrorCategory::InvalidArgument)
            .into())
    }
}

/// The commands whose names match.
fn list(shell: &mut Shell<'_>, pattern: &str) -> Result<()> {
    let command = shell.session.resolve_command("Get-Command")?;
    let arguments = vec![psp_runtime::Argument::named("Name", pattern)];
    let evaluator = shell.engine().evaluator;
    let found = shell.session.capture(|session| {
        evaluator.run_command(session, &command, arguments, None, psp_runtime::Out::CAPTURE)
    })?;
    let found = found.as_elements().unwrap_or_else(|| vec![found.clone()]);
    for it in found.iter().filter(|it| !it.is_null()) {
        let Some(command) = command_info::command_of(it) else { continue };
        let Some(topic) = topic(shell.session, &command)? else { continue };
        let module = member::try_get_member(shell.session, it, &"Source".into())?.unwrap_or_default();
        shell.write(record_object(
            "HelpInfoShort",
            vec![
                ("Name", topic.name.as_str().into()),
                ("Category", topic.category.into()),
                ("Module", module),
                ("Synopsis", topic.synopsis().as_str().into()),
            ],
        ))?;
    }
    Ok(())
}

fn missing(name: &str) -> Fault {
    let message = format!(
        "Get-Help could not find {name} in a help file in this session. To download updated help topics type: \"Update-Help\". To get help online, search for the help topic in the TechNet library at https://go.microsoft.com/fwlink/?LinkID=107116."
    );
    Fault::new("Microsoft.PowerShell.Commands.HelpNotFoundException", message)
        .id("HelpNotFound")
        .category(ErrorCategory::ResourceUnavailable)
}

fn topic(session: &mut Session, command: &Command) -> Result<Option<Topic>> {
    let Some(signature) = signature_of(session, command)? else { return Ok(None) };
    let syntax = command_syntax::of_command(session, command)?;
    let syntax = syntax.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let (category, comment) = match command {
        Command::Cmdlet(def, _) => ("Cmdlet", comment::of_declaration(def.help)),
        Command::Function(function) => {
            let block = &function.block;
            let kind = if function.is_filter { "Filter" } else { "Function" };
            (kind, comment::of_function(block.file.text(), block.outer.range(), block.inner.range()))
        }
        Command::Script(script) => ("ExternalScript", comment::of_script(script.block.file.text())),
        _ => return Ok(None),
    };
    let name = command.name().text().into_owned();
    let aliases = match command {
        Command::Cmdlet(..) => aliases_of(&name),
        _ => Vec::new(),
    };
    let parameters = parameters(&signature, &comment);
    Ok(Some(Topic { name, category, comment, syntax, parameters, aliases }))
}

/// The aliases that a command has from the start.
fn aliases_of(name: &str) -> Vec<String> {
    let own = BUILTIN_ALIASES.iter().filter(|it| it.1.eq_ignore_ascii_case(name));
    own.map(|it| it.0.to_owned()).collect()
}

fn parameters(signature: &Arc<Signature>, comment: &Comment) -> Vec<text::Parameter> {
    let shown = signature.params.iter().filter(|it| !it.hidden);
    shown
        .map(|it| {
            let name = it.name.text().into_owned();
            let said = comment.parameter(&name);
            let help = it.sets.iter().map(|it| it.help_message.text()).find(|it| !it.is_empty());
            let place = it.sets.first().cloned().unwrap_or_default();
            text::Parameter {
                description: said
                    .or_else(|| help.map(std::borrow::Cow::into_owned))
                    .unwrap_or_else(|| it.help.text().into_owned()),
                ty: if it.is_switch {
                    "SwitchParameter".to_owned()
                } else {
                    let ty = it.ty.map_or_else(|| "Object".to_owned(), psp_value::member::type_text);
                    ty.rsplit('.').next().unwrap_or_default().to_owned()
                },
                is_switch: it.is_switch,
                required: place.mandatory,
                position: place.position,
                pipeline: match (place.pipeline, place.by_name) {
                    (true, true) => "true (ByValue, ByPropertyName)",
                    (true, false) => "true (ByValue)",
                    (false, true) => "true (ByPropertyName)",
                    (false, false) => "false",
                },
                aliases: it.aliases.iter().map(|it| it.text().into_owned()).collect(),
                name,
            }
        })
        .collect()
}

impl Topic {
    /// One line that says what it is for: the syntax where nothing says it.
    fn synopsis(&self) -> String {
        if self.comment.synopsis.is_empty() {
            self.syntax.join("\n\n")
        } else {
            self.comment.synopsis.clone()
        }
    }
}

/// What an object of text says: for `Value`s of properties.
fn texts(items: &[String]) -> Value {
    Value::array(items.iter().map(|it| it.as_str().into()).collect())
}
