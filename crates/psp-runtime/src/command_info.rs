//! `CommandInfo` objects: what `Get-Command` and `$MyInvocation.MyCommand` give.

pub mod parameters;
pub mod syntax;

use crate::{
    alias_object::AliasObject,
    function::{Alias, Command},
    module::{self, Module},
    record::{Properties, type_named},
    session::Session,
    signature::Signature,
};
use psp_ir::ConstExpr;
use psp_value::{Context, Native, Object, Result, Value, well_known};
use std::sync::Arc;

/// `CmdletInfo`, `FunctionInfo`, `ExternalScriptInfo`, `ApplicationInfo`, `ScriptInfo`.
pub struct CommandObject {
    /// What it is.
    pub command: Command,
    /// The script block, of functions and scripts.
    pub block: Value,
}

/// The object of a command.
pub fn value(session: &Session, command: &Command) -> Value {
    value_in(session, command, session.running_state())
}

/// The object of a command; a script file belongs to a session state.
pub fn value_in(session: &Session, command: &Command, state: u32) -> Value {
    let (ty, block) = match command {
        Command::Cmdlet(..) => ("System.Management.Automation.CmdletInfo", Value::NULL),
        Command::Function(function) if function.is_filter => {
            ("System.Management.Automation.FilterInfo", session.function_block(function))
        }
        Command::Function(function) => {
            ("System.Management.Automation.FunctionInfo", session.function_block(function))
        }
        Command::Script(file) => {
            ("System.Management.Automation.ExternalScriptInfo", session.block_value(file.block.clone(), state))
        }
        Command::Application(_) => ("System.Management.Automation.ApplicationInfo", Value::NULL),
        Command::Block(_) => ("System.Management.Automation.ScriptInfo", Value::NULL),
    };
    Object::native(type_named(ty), CommandObject { command: command.clone(), block }).into()
}

/// The object of an alias.
pub fn alias_value(_session: &mut Session, alias: &Arc<Alias>) -> Value {
    AliasObject::value(alias.clone())
}

/// The command behind such an object.
pub fn command_of(value: &Value) -> Option<Command> {
    value.downcast::<CommandObject>().map(|it| it.command.clone())
}

/// The parameters of a command; none for a program.
pub fn signature_of(session: &mut Session, command: &Command) -> Result<Option<Arc<Signature>>> {
    Ok(match command {
        Command::Cmdlet(def, _) => Some(session.engine().signature_of(def)),
        Command::Function(function) => Some(session.signature_of(function)?),
        Command::Script(file) => Some(session.script_signature(file)?),
        Command::Block(block) => match crate::code::block_code(block) {
            Some(code) => Some(session.block_signature(&code)?),
            None => None,
        },
        Command::Application(_) => None,
    })
}

const MEMBERS: [&str; 14] = [
    "Name", "CommandType", "Source", "ModuleName", "Module", "Version", "Definition", "ScriptBlock", "Parameters",
    "ParameterSets", "OutputType", "Visibility", "RemotingCapability", "Options",
];

impl CommandObject {
    fn kind(&self) -> i64 {
        match &self.command {
            Command::Function(function) if function.is_filter => 4,
            Command::Function(_) => 2,
            Command::Cmdlet(..) => 8,
            Command::Script(_) => 16,
            Command::Application(_) => 32,
            Command::Block(_) => 64,
        }
    }

    fn module_name(&self) -> Value {
        match &self.command {
            Command::Cmdlet(_, module) => (*module).into(),
            Command::Function(function) => function.module.clone().into(),
            _ => "".into(),
        }
    }

    /// The module that the command comes from.
    fn module(&self, session: &mut Session) -> Option<Arc<Module>> {
        match &self.command {
            Command::Cmdlet(_, module) => session.built_in_module(module),
            Command::Function(function) if !function.module.is_empty() => {
                let module = function.module.text().into_owned();
                session.loaded_module(&module).or_else(|| session.module_of_state(function.state))
            }
            Command::Script(_) => {
                let block = self.block.as_block()?;
                let state = session.state_of(block);
                session.module_of_state(state)
            }
            _ => None,
        }
    }

    fn definition(&self, session: &mut Session) -> Result<Value> {
        Ok(match &self.command {
            Command::Function(function) => function.block.text().into(),
            Command::Script(file) => file.path.clone().into(),
            Command::Application(path) => path.clone().into(),
            Command::Block(block) => block.text().into(),
            Command::Cmdlet(..) => syntax::of_command(session, &self.command)?.into(),
        })
    }

    fn path(&self) -> Option<Value> {
        match &self.command {
            Command::Script(file) => Some(file.path.clone().into()),
            Command::Application(path) => Some(path.clone().into()),
            _ => None,
        }
    }

    fn plain(&self, name: &str) -> Option<Value> {
        Some(match name {
            "name" => self.command.name().into(),
            "commandtype" => Value::enumeration(well_known::COMMAND_TYPES.ty(), self.kind()),
            "source" => self.path().unwrap_or_else(|| self.module_name()),
            "modulename" => self.module_name(),
            "path" => self.path()?,
            "scriptblock" => self.block.clone(),
            "scriptcontents" => match &self.command {
                Command::Script(file) => (&**file.block.file.text()).into(),
                _ => return None,
            },
            "extension" => match &self.command {
                Command::Application(path) => {
                    let path = path.text().into_owned();
                    let name = path.rsplit('/').next().unwrap_or_default();
                    name.rfind('.').map_or("", |at| &name[at..]).into()
                }
                _ => return None,
            },
            "verb" | "noun" => {
                let text = self.command.name().text().into_owned();
                let (verb, noun) = text.split_once('-').unwrap_or(("", ""));
                if name == "verb" { verb.into() } else { noun.into() }
            }
            "visibility" => "Public".into(),
            "remotingcapability" => "PowerShell".into(),
            "options" => {
                let options = match &self.command {
                    Command::Function(function) => function.options,
                    _ => 0,
                };
                Value::enumeration(well_known::SCOPED_ITEM_OPTIONS.ty(), options.into())
            }
            "cmdletbinding" => return None,
            _ => return None,
        })
    }

    fn computed(&self, session: &mut Session, name: &str) -> Result<Option<Value>> {
        Ok(Some(match name {
            "module" => self.module(session).map_or(Value::NULL, |it| module::value(&it)),
            "version" => match self.module(session) {
                Some(module) => module.version.value(session),
                None => Value::NULL,
            },
            "definition" => self.definition(session)?,
            "parameters" => match signature_of(session, &self.command)? {
                Some(signature) => parameters::table(session, &signature),
                None => Value::NULL,
            },
            "parametersets" => match signature_of(session, &self.command)? {
                Some(signature) => parameters::sets(session, &signature),
                None => Value::array(Vec::new()),
            },
            "cmdletbinding" => match (&self.command, signature_of(session, &self.command)?) {
                (Command::Function(_), Some(signature)) => signature.advanced.into(),
                _ => return Ok(None),
            },
            "defaultparameterset" => match signature_of(session, &self.command)? {
                Some(signature) => match signature.default_set.and_then(|it| signature.sets.get(it as usize)) {
                    Some(name) => name.clone().into(),
                    None => Value::NULL,
                },
                None => return Ok(None),
            },
            "outputtype" => self.output_type(session),
            _ => return Ok(None),
        }))
    }

    /// What it says that it emits: `PSTypeName` objects.
    fn output_type(&self, session: &mut Session) -> Value {
        let names: Vec<String> = match &self.command {
            Command::Cmdlet(def, _) => def.outputs.iter().map(|it| (*it).to_owned()).collect(),
            Command::Function(function) => output_names(&function.block),
            Command::Script(file) => output_names(&file.block),
            _ => Vec::new(),
        };
        let made = names.into_iter().map(|name| {
            let ty = session.find_type(&name);
            let full = ty.map_or_else(|| name.clone(), psp_value::Type::full_name);
            let entries = vec![("Name", full.clone().into()), ("Type", ty.map_or(Value::NULL, Value::from))];
            Properties::value("System.Management.Automation.PSTypeName", Some(full), entries)
        });
        Value::array(made.collect())
    }
}

/// The names in `[OutputType()]`.
fn output_names(block: &psp_ir::Block) -> Vec<String> {
    let attributes = block.parameters().attributes.iter();
    let outputs = attributes.filter(|it| {
        let name = it.ty.name.rsplit('.').next().unwrap_or_default();
        name.eq_ignore_ascii_case("OutputType") || name.eq_ignore_ascii_case("OutputTypeAttribute")
    });
    outputs.flat_map(|it| it.positional.iter()).flat_map(output_name).collect()
}

fn output_name(expression: &ConstExpr) -> Vec<String> {
    match expression {
        ConstExpr::Type(ty) => vec![ty.name.to_string()],
        ConstExpr::Value(constant) => constant.as_text().map(str::to_owned).into_iter().collect(),
        ConstExpr::Array(items) => items.iter().flat_map(output_name).collect(),
        ConstExpr::Code(_) => Vec::new(),
    }
}

impl Native for CommandObject {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(match &self.command {
            Command::Block(block) => block.text().to_owned(),
            other => other.name().text().into_owned(),
        }))
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let name = name.to_ascii_lowercase();
        if let Some(found) = self.plain(&name) {
            return Some(Ok(found));
        }
        self.computed(Session::of(context)?, &name).transpose()
    }

    fn member_names(&self) -> Vec<String> {
        MEMBERS.map(str::to_owned).into()
    }
}
