//! `CommandInfo` objects: what `Get-Command` and `$MyInvocation.MyCommand` give.

use crate::{function::Command, record::type_named, session::Session};
use psp_value::{Context, Native, Object, Result, Value, well_known};

/// `CmdletInfo`, `FunctionInfo`, `ExternalScriptInfo`, `ApplicationInfo`, `ScriptInfo`.
pub struct CommandObject {
    /// What it is.
    pub command: Command,
    /// The script block, of functions and scripts.
    pub block: Value,
}

/// The object of a command.
pub fn value(session: &Session, command: &Command) -> Value {
    let (ty, block) = match command {
        Command::Cmdlet(..) => ("System.Management.Automation.CmdletInfo", Value::NULL),
        Command::Function(function) if function.is_filter => {
            ("System.Management.Automation.FilterInfo", session.function_block(function))
        }
        Command::Function(function) => {
            ("System.Management.Automation.FunctionInfo", session.function_block(function))
        }
        Command::Script(file) => {
            ("System.Management.Automation.ExternalScriptInfo", session.block_value(file.block.clone(), 0))
        }
        Command::Application(_) => ("System.Management.Automation.ApplicationInfo", Value::NULL),
        Command::Block(_) => ("System.Management.Automation.ScriptInfo", Value::NULL),
    };
    Object::native(type_named(ty), CommandObject { command: command.clone(), block }).into()
}

/// The command behind such an object.
pub fn command_of(value: &Value) -> Option<Command> {
    value.downcast::<CommandObject>().map(|it| it.command.clone())
}

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

    fn module(&self) -> Value {
        match &self.command {
            Command::Cmdlet(_, module) => (*module).into(),
            Command::Function(function) => function.module.clone().into(),
            _ => "".into(),
        }
    }

    fn definition(&self) -> Value {
        match &self.command {
            Command::Function(function) => function.block.text().into(),
            Command::Script(file) => file.path.clone().into(),
            Command::Application(path) => path.clone().into(),
            Command::Block(block) => block.text().into(),
            Command::Cmdlet(def, _) => def.name.into(),
        }
    }
}

impl Native for CommandObject {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.command.name().text().into_owned()))
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => self.command.name().into(),
            "commandtype" => Value::enumeration(well_known::COMMAND_TYPES.ty(), self.kind()),
            "source" => match &self.command {
                Command::Script(file) => file.path.clone().into(),
                Command::Application(path) => path.clone().into(),
                _ => self.module(),
            },
            "modulename" => self.module(),
            "path" => match &self.command {
                Command::Script(file) => file.path.clone().into(),
                Command::Application(path) => path.clone().into(),
                _ => return None,
            },
            "version" => "".into(),
            "definition" => self.definition(),
            "scriptblock" => self.block.clone(),
            "verb" | "noun" => {
                let text = self.command.name().text().into_owned();
                let (verb, noun) = text.split_once('-').unwrap_or(("", ""));
                if name.eq_ignore_ascii_case("verb") { verb.into() } else { noun.into() }
            }
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        ["Name", "CommandType", "Source", "ModuleName", "Version", "Definition", "ScriptBlock"]
            .map(str::to_owned)
            .into()
    }
}
