//! Commands of a body: what the name means, the arguments as the binder takes them.

use crate::vm::Vm;
use psp_ir::{CommandName, Invocation, Reg};
use psp_runtime::{Argument, Command, Session, SiteCache, function::ScriptFile, module::Module};
use psp_value::{Data, ErrorCategory, Fault, Result, Str, Value, convert};
use std::sync::{Arc, OnceLock};

/// A command with what is needed to run it.
pub(crate) struct Resolved {
    pub(crate) command: Command,
    /// As it was written.
    pub(crate) invocation_name: Str,
    /// `.`: in the caller's scope.
    pub(crate) dotted: bool,
    pub(crate) arguments: Vec<Argument>,
}

impl Vm<'_> {
    /// What `commands[k]` means, with its arguments.
    pub(crate) fn resolve(&mut self, k: u16) -> Result<Resolved> {
        let code = self.code;
        let row = &code.body.commands[k as usize];
        let dotted = row.invocation == Invocation::Dot;
        let (command, invocation_name) = match &row.name {
            CommandName::Static(name) if name.is_empty() => {
                return Err(bad_command(&Value::from(""), if dotted { "." } else { "&" }));
            }
            CommandName::Static(name) => match self.named_command(k, name) {
                Ok(command) => (command, sign_of(row.invocation).map_or_else(|| Str::new(name), Str::new)),
                Err(error) => return Err(self.at_name(error, k)),
            },
            CommandName::Block(block) => {
                let Some(psp_ir::Constant::Block(block)) = code.body.constants.get(*block as usize) else {
                    return Err(Fault::runtime("BadExpression", "The block is missing.").into());
                };
                let state = self.session.frame(self.frame).state;
                let value = self.session.block_value(block.clone(), state);
                let block = value.as_block().cloned();
                let block = block.ok_or_else(|| Fault::runtime("BadExpression", "The block is missing."))?;
                (Command::Block(block), if dotted { ".".into() } else { "&".into() })
            }
            CommandName::Dynamic(reg) => {
                if let Some(module) = psp_runtime::module::module_of(&self.fetch(*reg)?) {
                    return self.in_module(&module, k, dotted);
                }
                self.computed_command(*reg, dotted)
                    .map_err(|error| if is_not_found(&error) { self.at_name(error, k) } else { error })?
            }
        };
        let arguments = self.arguments(k)?;
        Ok(Resolved { command, invocation_name, dotted, arguments })
    }

    /// `& $module { … }`: the first argument is the command, which runs in the module.
    fn in_module(&mut self, module: &Module, k: u16, dotted: bool) -> Result<Resolved> {
        let mut arguments = self.arguments(k)?;
        let target = if arguments.is_empty() { None } else { arguments.remove(0).value };
        let target = target.unwrap_or_default();
        let invocation_name = Str::new(if dotted { "." } else { "&" });
        let bound = self.session.bound_to(&target, module.state);
        if let Some(block) = bound.as_block() {
            return Ok(Resolved {
                command: Command::Block(block.clone()),
                invocation_name,
                dotted,
                arguments,
            });
        }
        if let Some(command) = psp_runtime::command_info::command_of(&target) {
            return Ok(Resolved { command, invocation_name, dotted, arguments });
        }
        let name = convert::to_text(self.session, &target)?;
        let scope = self.session.scope_of_state(module.state);
        let Some(command) = self.session.find_command(&name.text(), scope)? else {
            return Err(self.session.command_not_found(&name.text()).into());
        };
        Ok(Resolved { command, invocation_name: name, dotted, arguments })
    }

    /// An error of a command's name has its place there.
    fn at_name(&mut self, error: psp_value::Interrupt, k: u16) -> psp_value::Interrupt {
        if let Some(raised) = error.raised() {
            let code = self.code;
            let row = &code.body.commands[k as usize];
            self.session.locate(raised, &code.body.file, row.name_span);
            raised.with(|it| {
                // What was not found is no command that could have been active: it is only what was called.
                let name = std::mem::take(&mut it.activity);
                let name = sign_of(row.invocation).map_or(name, Str::new);
                if let Some(invocation) = &it.invocation {
                    let invocation =
                        psp_value::InvocationInfo { invocation_name: name, ..(**invocation).clone() };
                    it.invocation = Some(Arc::new(invocation));
                }
            });
        }
        error
    }

    pub(crate) fn named_command(&mut self, k: u16, name: &str) -> Result<Command> {
        let at = self.code.command_site(k);
        if let SiteCache::Command(epoch, command) = &self.session.sites[at]
            && *epoch == self.session.command_epoch
        {
            return Ok(command.clone());
        }
        let command = self.session.resolve_command(name)?;
        if matches!(command, Command::Cmdlet(..) | Command::Function(_)) {
            let epoch = self.session.command_epoch;
            self.session.sites[at] = SiteCache::Command(epoch, command.clone());
        }
        Ok(command)
    }

    /// `& $command`
    fn computed_command(&mut self, reg: Reg, dotted: bool) -> Result<(Command, Str)> {
        let value = self.take(reg)?;
        let sign = if dotted { "." } else { "&" };
        if let Some(block) = value.as_block() {
            return Ok((Command::Block(block.clone()), sign.into()));
        }
        if let Some(command) = psp_runtime::command_info::command_of(&value) {
            return Ok((command, sign.into()));
        }
        if let Some(Data::Array(items)) = value.as_object().map(|it| &it.data)
            && items.with(|it| it.len()) == 1
        {
            let only = items.with(|it| it[0].clone());
            if let Some(block) = only.as_block() {
                return Ok((Command::Block(block.clone()), sign.into()));
            }
        }
        let text = convert::to_text(self.session, &value)?;
        if value.is_null() || text.is_empty() {
            return Err(bad_command(&value, sign));
        }
        let command = self.session.resolve_command(&text.text()).inspect_err(|error| {
            if let Some(raised) = error.raised() {
                raised.with(|it| it.activity = sign.into());
            }
        })?;
        Ok((command, sign.into()))
    }

    /// The arguments of `commands[k]` as the binder takes them.
    fn arguments(&mut self, k: u16) -> Result<Vec<Argument>> {
        let code = self.code;
        let row = &code.body.commands[k as usize];
        let mut arguments = Vec::with_capacity(row.arguments.len());
        for argument in &row.arguments {
            match argument {
                psp_ir::Argument::Value { reg, written, span } => {
                    let value = self.take(*reg)?;
                    arguments.push(Argument {
                        written: *written,
                        span: *span,
                        ..Argument::positional(value)
                    });
                }
                psp_ir::Argument::Word { reg, span } => {
                    let value = self.take(*reg)?;
                    arguments.push(Argument { span: *span, bare: true, ..Argument::positional(value) });
                }
                psp_ir::Argument::Constant { k, text, bare, span } => {
                    let text = text.as_deref().map(Str::new);
                    let value = &code.constants[*k as usize];
                    let value = match &text {
                        Some(text) => psp_value::member::spelled(value, text.clone()),
                        None => value.clone(),
                    };
                    let written = if *bare { psp_ir::Written::Expression } else { psp_ir::Written::Quoted };
                    arguments.push(Argument {
                        text,
                        bare: *bare,
                        written,
                        span: *span,
                        ..Argument::positional(value)
                    });
                }
                psp_ir::Argument::Switch { name, text, span } => {
                    let name_text = Some(Str::new(text));
                    arguments.push(Argument { name_text, span: *span, ..Argument::switch(&**name) });
                }
                psp_ir::Argument::Named { name, text, reg, spaced, written, span } => {
                    let value = self.take(*reg)?;
                    let name_text = if *spaced { format!("{text} ") } else { text.to_string() };
                    let name_text = Some(Str::from(name_text));
                    arguments.push(Argument {
                        name_text,
                        written: *written,
                        span: *span,
                        ..Argument::named(&**name, value)
                    });
                }
                psp_ir::Argument::Splat { reg, name, span } => {
                    let value = self.take(*reg)?;
                    self.splat(&value, name, *span, &mut arguments)?;
                }
                psp_ir::Argument::Verbatim { text, span } => {
                    // The mark stands before it as a word of its own.
                    arguments.push(Argument { span: *span, ..Argument::positional(&**text) });
                }
            }
        }
        Ok(arguments)
    }

    /// `@name`: a table gives named arguments, a list positional ones.
    fn splat(
        &mut self,
        value: &Value,
        name: &str,
        span: psp_source::Span,
        arguments: &mut Vec<Argument>,
    ) -> Result<()> {
        if name.eq_ignore_ascii_case("args")
            && let Some(kept) = crate::sink::named_arguments(value)
        {
            arguments.extend(kept.into_iter().map(|it| Argument { splatted: true, span, ..it }));
            return Ok(());
        }
        if let Some(table) = value.as_table() {
            let entries: Vec<_> = table.with(|it| it.iter().map(|(k, v)| (k.clone(), v.clone())).collect());
            for (key, value) in entries {
                let name = convert::to_text(self.session, &key)?;
                let name_text = Some(Str::from(format!("-{name}:")));
                arguments.push(Argument { name_text, splatted: true, span, ..Argument::named(name, value) });
            }
            return Ok(());
        }
        let items = match psp_value::enumerate(value) {
            Some(items) => items.collect(self.session)?,
            None => match value.unboxed().as_string() {
                Some(text) => text.utf16().map(Value::char).collect(),
                None => vec![value.clone()],
            },
        };
        arguments.extend(items.into_iter().map(|it| Argument {
            splatted: true,
            span,
            ..Argument::positional(it)
        }));
        Ok(())
    }
}

/// The error of something that is called and is no command.
fn bad_command(value: &Value, sign: &str) -> psp_value::Interrupt {
    let message = format!(
        "The expression after '{sign}' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object."
    );
    Fault::runtime("BadExpression", message)
        .category(ErrorCategory::InvalidOperation)
        .target(value.clone())
        .into()
}

/// `InvocationName` of a command that is called with a sign.
fn sign_of(invocation: Invocation) -> Option<&'static str> {
    match invocation {
        Invocation::Plain => None,
        Invocation::Ampersand => Some("&"),
        Invocation::Dot => Some("."),
    }
}

/// The command of a script file's code.
pub(crate) fn script(path: &str, block: Arc<psp_ir::Block>) -> Command {
    Command::Script(Arc::new(ScriptFile { path: path.into(), block, signature: OnceLock::new() }))
}

/// The `CommandInfo` that `$MyInvocation.MyCommand` gives.
pub(crate) fn info(session: &mut Session, command: &Command) -> Value {
    psp_runtime::command_info::value(session, command)
}

/// `$MyInvocation` of the script of `psp run`.
pub(crate) fn script_invocation(
    session: &mut Session,
    block: &Arc<psp_ir::Block>,
) -> Arc<psp_value::InvocationInfo> {
    let path = block.file.path().map(std::string::ToString::to_string).unwrap_or_default();
    let command = script(&path, block.clone());
    Arc::new(psp_value::InvocationInfo {
        command: info(session, &command),
        invocation_name: path.as_str().into(),
        pipeline_length: 1,
        pipeline_position: 1,
        ..psp_value::InvocationInfo::default()
    })
}

fn is_not_found(error: &psp_value::Interrupt) -> bool {
    let raised = error.raised();
    raised.is_some_and(|it| it.with(|it| it.id.text() == "CommandNotFoundException").unwrap_or(false))
}
