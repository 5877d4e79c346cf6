//! `CommandInfo` and its kin: what `Get-Command` and `$MyInvocation.MyCommand` give.

use super::{
    command_parameters::{dictionary, set_list},
    session,
};
pub use super::{
    command_parameters::{parameter_names, signature_of},
    command_syntax as syntax,
};
use crate::{function::Command, session::Session};
use psp_derive::ps_type;
use psp_types::{
    declare::Emulated,
    system::management::automation::enums::{CommandTypes, ScopedItemOptions, SessionStateEntryVisibility},
};
use psp_value::{
    Context, Fault, Native, Object, Result, Str, Type, Value, convert,
    types::{TypeInfo, instantiate},
    well_known,
};

/// The command behind such an object.
pub struct CommandObject {
    /// What it is.
    pub command: Command,
    /// Of a script file: the session state that it belongs to.
    pub state: u32,
}

impl Native for CommandObject {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.command.name().text().into_owned()))
    }
}

/// `CommandInfo`
pub(super) struct CommandInfo;
/// `CmdletInfo`
pub(super) struct CmdletInfo;
/// `FunctionInfo`
pub(super) struct FunctionInfo;
/// `FilterInfo`
pub(super) struct FilterInfo;
/// `ExternalScriptInfo`
pub(super) struct ExternalScriptInfo;
/// `ApplicationInfo`
pub(super) struct ApplicationInfo;
/// `ScriptInfo`
pub(super) struct ScriptInfo;

/// The object of a command.
pub fn value(session: &Session, command: &Command) -> Value {
    value_in(command, session.running_state())
}

/// The object of a command; a script file belongs to a session state.
pub(crate) fn value_in(command: &Command, state: u32) -> Value {
    let ty = match command {
        Command::Cmdlet(..) => CmdletInfo::ty(),
        Command::Function(function) if function.is_filter => FilterInfo::ty(),
        Command::Function(_) => FunctionInfo::ty(),
        Command::Script(_) => ExternalScriptInfo::ty(),
        Command::Application(_) => ApplicationInfo::ty(),
        Command::Block(_) => ScriptInfo::ty(),
    };
    Object::native(ty, CommandObject { command: command.clone(), state }).into()
}

/// The command behind such an object.
pub fn command_of(value: &Value) -> Option<Command> {
    value.downcast::<CommandObject>().map(|it| it.command.clone())
}

/// A command's place among the values of `CommandTypes`.
pub fn kind_of(command: &Command) -> i64 {
    match command {
        Command::Function(function) if function.is_filter => 4,
        Command::Function(_) => 2,
        Command::Cmdlet(..) => 8,
        Command::Script(_) => 16,
        Command::Application(_) => 32,
        Command::Block(_) => 64,
    }
}

fn of(this: &Value) -> Result<&Command> {
    let found = this.unboxed().downcast::<CommandObject>().map(|it| &it.command);
    found.ok_or_else(|| Fault::argument_null("commandInfo").into())
}

const fn base() -> Type {
    type_of(CommandInfo::INFO)
}

const fn function_base() -> Type {
    type_of(FunctionInfo::INFO)
}

const fn type_of(info: Option<&'static TypeInfo>) -> Type {
    match info {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

fn module_of(command: &Command) -> Str {
    match command {
        Command::Cmdlet(_, module) => (*module).into(),
        Command::Function(function) => function.module.clone(),
        _ => Str::default(),
    }
}

fn path_of(command: &Command) -> Str {
    match command {
        Command::Script(file) => file.path.clone(),
        Command::Application(path) => path.clone(),
        _ => Str::default(),
    }
}

/// The parts of a name around its first dash.
fn verb_and_noun(command: &Command) -> (Str, Str) {
    let name = command.name();
    let text = name.text();
    let (verb, noun) = text.split_once('-').unwrap_or(("", ""));
    (verb.into(), noun.into())
}

fn block_of(context: &mut dyn Context, this: &Value) -> Result<Value> {
    let (session, command) = (session(context)?, of(this)?);
    Ok(match command {
        Command::Function(function) => session.function_block(function),
        Command::Script(file) => session.block_value(file.block.clone(), state_of(this)),
        Command::Block(block) => {
            Object::new(well_known::SCRIPT_BLOCK.ty(), psp_value::Data::Block(Box::new(block.clone()))).into()
        }
        _ => Value::NULL,
    })
}

fn state_of(this: &Value) -> u32 {
    this.unboxed().downcast::<CommandObject>().map_or(0, |it| it.state)
}

/// The module that a command comes from.
fn loaded_module(
    context: &mut dyn Context,
    this: &Value,
) -> Result<Option<std::sync::Arc<crate::module::Module>>> {
    let session = session(context)?;
    Ok(match of(this)? {
        Command::Cmdlet(_, module) => session.built_in_module(module),
        Command::Function(function) if !function.module.is_empty() => {
            let name = function.module.text().into_owned();
            session.loaded_module(&name).or_else(|| session.module_of_state(function.state))
        }
        Command::Script(_) => session.module_of_state(state_of(this)),
        _ => None,
    })
}

fn definition(context: &mut dyn Context, command: &Command) -> Result<Str> {
    Ok(match command {
        Command::Function(function) => function_text(function),
        Command::Script(file) => file.path.clone(),
        Command::Application(path) => path.clone(),
        Command::Block(block) => block.text().into(),
        Command::Cmdlet(..) => super::command_syntax::of_command(session(context)?, command)?.as_str().into(),
    })
}

/// The body; parameters that stand before it, in parentheses, become its `param` block.
fn function_text(function: &crate::function::Function) -> Str {
    let block = &function.block;
    let body = block.text();
    let params = &block.parameters().params;
    match params.first() {
        Some(first) if first.span.start < block.inner.start => {
            let texts: Vec<_> = params.iter().map(|it| block.file.slice(it.span)).collect();
            format!("param({})\n{body}", texts.join(", ")).as_str().into()
        }
        _ => body.into(),
    }
}

#[ps_type("System.Management.Automation.CommandInfo")]
impl CommandInfo {
    /// The name.
    #[ps(get)]
    fn name(this: &Value) -> Result<Str> {
        Ok(of(this)?.name())
    }

    /// What kind of command it is.
    #[ps(get)]
    fn command_type(this: &Value) -> Result<CommandTypes> {
        Ok(CommandTypes(kind_of(of(this)?)))
    }

    /// Where it comes from: a module or a path.
    #[ps(get)]
    fn source(this: &Value) -> Result<Str> {
        let command = of(this)?;
        Ok(match command {
            Command::Script(_) | Command::Application(_) => path_of(command),
            _ => module_of(command),
        })
    }

    /// The version of its module.
    #[ps(get)]
    fn version(context: &mut dyn Context, this: &Value) -> Result<Value> {
        match of(this)? {
            Command::Cmdlet(..) => {
                let version = format!("{}.0", crate::session::PS_VERSION);
                convert::convert(context, &version.as_str().into(), well_known::VERSION.ty())
            }
            Command::Application(_) => convert::convert(context, &"0.0.0.0".into(), well_known::VERSION.ty()),
            _ => Ok(match loaded_module(context, this)? {
                Some(module) => module.version.value(session(context)?),
                None => Value::NULL,
            }),
        }
    }

    /// What it consists of.
    #[ps(get)]
    fn definition(context: &mut dyn Context, this: &Value) -> Result<Str> {
        definition(context, of(this)?)
    }

    /// Seen from outside.
    #[ps(get)]
    fn visibility(this: &Value) -> SessionStateEntryVisibility {
        let _ = this;
        SessionStateEntryVisibility(0)
    }

    /// The module's name.
    #[ps(get)]
    fn module_name(this: &Value) -> Result<Str> {
        of(this).map(module_of)
    }

    /// The module.
    #[ps(get)]
    fn module(context: &mut dyn Context, this: &Value) -> Result<Value> {
        if let Some(module) = loaded_module(context, this)? {
            return Ok(crate::module::value(&module));
        }
        let name = module_of(of(this)?);
        if name.is_empty() { Ok(Value::NULL) } else { Ok(session(context)?.module_object(&name)) }
    }

    /// The parameters by name; null for a program.
    #[ps(get)]
    fn parameters(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let command = of(this)?;
        let signature = signature_of(session(context)?, command)?;
        Ok(signature.map_or(Value::NULL, |it| dictionary(command, &it)))
    }

    /// The parameter sets.
    #[ps(get)]
    fn parameter_sets(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let signature = signature_of(session(context)?, of(this)?)?;
        Ok(signature.map_or(Value::NULL, |it| set_list(&it)))
    }

    /// The parameter of a name or alias.
    #[ps]
    fn resolve_parameter(context: &mut dyn Context, this: &Value, name: &str) -> Result<Value> {
        let command = of(this)?;
        let Some(signature) = signature_of(session(context)?, command)? else { return Ok(Value::NULL) };
        let all = super::command_parameters::all_parameters(&signature);
        let is_meant = |it: &&crate::signature::Parameter| {
            let mut names = std::iter::once(&it.name).chain(&it.aliases);
            names.any(|it| it.text().eq_ignore_ascii_case(name))
        };
        let begins = |it: &&crate::signature::Parameter| {
            it.name.text().get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
        let found = all.iter().find(is_meant).or_else(|| all.iter().find(begins));
        let Some(found) = found else { return Ok(Value::NULL) };
        let table = dictionary(command, &signature);
        let key = Value::from(found.name.clone());
        Ok(table.as_table().and_then(|it| it.with(|it| it.get(&key).cloned())).unwrap_or_default())
    }

    /// What it emits.
    #[ps(get)]
    fn output_type(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let names = output_names(context, of(this)?)?;
        let ty = crate::record::type_named("System.Management.Automation.PSTypeName");
        let item = |(name, found): (String, Option<Type>)| {
            let found = found.map_or(Value::NULL, Value::from);
            crate::session::record_object(
                "System.Management.Automation.PSTypeName",
                vec![("Name", name.as_str().into()), ("Type", found)],
            )
        };
        let items = names.into_iter().map(item).collect();
        Ok(Object::list(instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[ty]), items).into())
    }

    /// The name.
    #[ps("ToString")]
    fn text(this: &Value) -> Result<Str> {
        Ok(of(this)?.name())
    }
}

/// The types that a command says it emits.
fn output_names(context: &mut dyn Context, command: &Command) -> Result<Vec<(String, Option<Type>)>> {
    let attributes = match command {
        Command::Cmdlet(def, _) => {
            let named = |it: &&str| ((*it).to_owned(), psp_value::types::find(it));
            return Ok(def.outputs.iter().map(named).collect());
        }
        Command::Function(function) => &function.block.parameters().attributes,
        Command::Script(file) => &file.block.parameters().attributes,
        Command::Application(_) => {
            return Ok(vec![("System.String".to_owned(), Some(well_known::STRING.ty()))]);
        }
        Command::Block(_) => return Ok(Vec::new()),
    };
    let mut names = Vec::new();
    for attribute in attributes {
        let plain = attribute.ty.name.rsplit('.').next().unwrap_or_default();
        if !plain.eq_ignore_ascii_case("OutputType") && !plain.eq_ignore_ascii_case("OutputTypeAttribute") {
            continue;
        }
        for expression in &attribute.positional {
            add_output(context, expression, &mut names);
        }
    }
    Ok(names)
}

fn add_output(
    context: &mut dyn Context,
    expression: &psp_ir::ConstExpr,
    names: &mut Vec<(String, Option<Type>)>,
) {
    match expression {
        psp_ir::ConstExpr::Type(reference) => match context.find_type(&reference.name) {
            Some(ty) => names.push((ty.full_name(), Some(ty))),
            None => names.push((reference.name.to_string(), None)),
        },
        psp_ir::ConstExpr::Value(constant) => {
            if let Some(name) = constant.as_text() {
                names.push((name.to_owned(), context.find_type(name)));
            }
        }
        psp_ir::ConstExpr::Array(items) => items.iter().for_each(|it| add_output(context, it, names)),
        psp_ir::ConstExpr::Code(_) => {}
    }
}

#[ps_type("System.Management.Automation.CmdletInfo", base = base())]
impl CmdletInfo {
    /// The part of the name before the dash.
    #[ps(get)]
    fn verb(this: &Value) -> Result<Str> {
        of(this).map(|it| verb_and_noun(it).0)
    }

    /// The part of the name behind the dash.
    #[ps(get)]
    fn noun(this: &Value) -> Result<Str> {
        of(this).map(|it| verb_and_noun(it).1)
    }

    /// The set that is chosen when several fit.
    #[ps(get)]
    fn default_parameter_set(this: &Value) -> Result<Value> {
        Ok(match of(this)? {
            Command::Cmdlet(def, _) => def.default_set.map_or(Value::NULL, Value::from),
            _ => Value::NULL,
        })
    }

    /// The .NET class: its name.
    #[ps(get)]
    fn implementing_type(this: &Value) -> Result<Value> {
        Ok(match of(this)? {
            Command::Cmdlet(def, _) => crate::record::type_named(def.class).into(),
            _ => Value::NULL,
        })
    }

    /// What may be done with it.
    #[ps(get)]
    fn options(this: &Value) -> ScopedItemOptions {
        let _ = this;
        ScopedItemOptions(0)
    }

    /// Where its help is.
    #[ps(get)]
    fn help_file(this: &Value) -> Result<String> {
        of(this).map(|it| format!("{}.dll-Help.xml", module_of(it)))
    }
}

#[ps_type("System.Management.Automation.FunctionInfo", base = base())]
impl FunctionInfo {
    /// The body.
    #[ps(get)]
    fn script_block(context: &mut dyn Context, this: &Value) -> Result<Value> {
        block_of(context, this)
    }

    /// The part of the name before the dash.
    #[ps(get)]
    fn verb(this: &Value) -> Result<Str> {
        of(this).map(|it| verb_and_noun(it).0)
    }

    /// The part of the name behind the dash.
    #[ps(get)]
    fn noun(this: &Value) -> Result<Str> {
        of(this).map(|it| verb_and_noun(it).1)
    }

    /// It has the common parameters.
    #[ps("CmdletBinding", get)]
    fn is_advanced(context: &mut dyn Context, this: &Value) -> Result<bool> {
        Ok(signature_of(session(context)?, of(this)?)?.is_some_and(|it| it.advanced))
    }

    /// The set that is chosen when several fit.
    #[ps(get)]
    fn default_parameter_set(context: &mut dyn Context, this: &Value) -> Result<Value> {
        let signature = signature_of(session(context)?, of(this)?)?;
        let name = signature.and_then(|it| it.default_set.and_then(|set| it.sets.get(set as usize).cloned()));
        Ok(name.map_or(Value::NULL, Value::from))
    }

    /// What may be done with it.
    #[ps(get)]
    fn options(this: &Value) -> Result<ScopedItemOptions> {
        Ok(ScopedItemOptions(match of(this)? {
            Command::Function(function) => i64::from(function.options),
            _ => 0,
        }))
    }

    /// A text about it.
    #[ps(get)]
    fn description(this: &Value) -> Value {
        let _ = this;
        Value::NULL
    }

    /// Where its help is.
    #[ps(get)]
    fn help_file(this: &Value) -> Value {
        let _ = this;
        Value::NULL
    }
}

#[ps_type("System.Management.Automation.FilterInfo", base = function_base())]
impl FilterInfo {}

#[ps_type("System.Management.Automation.ExternalScriptInfo", base = base())]
impl ExternalScriptInfo {
    /// The file.
    #[ps(get)]
    fn path(this: &Value) -> Result<Str> {
        of(this).map(path_of)
    }

    /// The code.
    #[ps(get)]
    fn script_block(context: &mut dyn Context, this: &Value) -> Result<Value> {
        block_of(context, this)
    }

    /// The text.
    #[ps(get)]
    fn script_contents(this: &Value) -> Result<Str> {
        Ok(match of(this)? {
            Command::Script(file) => (&**file.block.file.text()).into(),
            _ => Str::default(),
        })
    }
}

#[ps_type("System.Management.Automation.ApplicationInfo", base = base())]
impl ApplicationInfo {
    /// The file.
    #[ps(get)]
    fn path(this: &Value) -> Result<Str> {
        of(this).map(path_of)
    }

    /// What stands behind the last dot of the file's name.
    #[ps(get)]
    fn extension(this: &Value) -> Result<String> {
        let path = of(this).map(path_of)?;
        let text = path.text();
        let file = text.rsplit('/').next().unwrap_or_default();
        Ok(file.rfind('.').and_then(|at| file.get(at..)).unwrap_or_default().to_owned())
    }
}

#[ps_type("System.Management.Automation.ScriptInfo", base = base())]
impl ScriptInfo {
    /// The code.
    #[ps(get)]
    fn script_block(context: &mut dyn Context, this: &Value) -> Result<Value> {
        block_of(context, this)
    }
}
