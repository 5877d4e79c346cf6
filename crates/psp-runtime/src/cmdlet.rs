//! Built-in commands: what `#[derive(Cmdlet)]` declares, and what a running command may do through its [`Shell`].

use crate::{
    pipeline::StageInfo,
    session::{Session, StreamKind},
};
use psp_value::{
    Block, Context, ErrorRecord, Fault, Interrupt, Object, Ref, Result, Str, Type, Value, convert, member,
};
use std::sync::Arc;

/// A built-in command's behaviour; parameters are its fields.
pub trait Cmdlet: Send {
    /// Before the first object.
    fn begin(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }

    /// For each object from the pipeline; once when there is no pipeline input.
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }

    /// After the last object; not when the pipeline was stopped.
    fn end(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }

    /// Always at the end, however the pipeline ends; must not fail.
    fn clean(&mut self, _shell: &mut Shell<'_>) {}
}

/// What the derive adds to a command: its declaration, and how fields are written.
pub trait Declared: Cmdlet + Default {
    /// The declaration.
    const DEF: CmdletDef;

    /// Writes the field of parameter number `index` of the declaration; the value is of the parameter's type.
    fn assign(&mut self, index: usize, value: Value, context: &mut dyn Context) -> Result<()>;

    /// Gives the field of a parameter its default again, between two objects from the pipeline.
    fn reset(&mut self, index: usize);
}

/// A running instance of a command.
pub trait Instance: Send {
    /// [`Declared::assign`]
    fn assign(&mut self, index: usize, value: Value, context: &mut dyn Context) -> Result<()>;
    /// [`Declared::reset`]
    fn reset(&mut self, index: usize);
    /// [`Cmdlet::begin`]
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()>;
    /// [`Cmdlet::process`]
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()>;
    /// [`Cmdlet::end`]
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()>;
    /// [`Cmdlet::clean`]
    fn clean(&mut self, shell: &mut Shell<'_>);
}

impl<T: Declared> Instance for T {
    fn assign(&mut self, index: usize, value: Value, context: &mut dyn Context) -> Result<()> {
        Declared::assign(self, index, value, context)
    }

    fn reset(&mut self, index: usize) {
        Declared::reset(self, index);
    }

    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Cmdlet::begin(self, shell)
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Cmdlet::process(self, shell)
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        Cmdlet::end(self, shell)
    }

    fn clean(&mut self, shell: &mut Shell<'_>) {
        Cmdlet::clean(self, shell);
    }
}

/// A command's declaration: names, types, help. Made by `#[derive(Cmdlet)]`.
pub struct CmdletDef {
    /// `Get-Item`
    pub name: &'static str,
    /// The .NET class, which error ids end in: `Microsoft.PowerShell.Commands.GetItemCommand`.
    pub class: &'static str,
    /// First paragraph of the help.
    pub help: &'static str,
    /// The set that is chosen when several fit.
    pub default_set: Option<&'static str>,
    /// `-WhatIf` and `-Confirm`.
    pub should_process: bool,
    /// Takes the common parameters; all but a few do.
    pub common_parameters: bool,
    /// The parameters, in the order of the fields.
    pub params: &'static [ParamDef],
    /// Full names of the types it emits.
    pub outputs: &'static [&'static str],
    /// Other names it has from the start.
    pub aliases: &'static [&'static str],
    /// Makes an instance.
    pub create: fn() -> Box<dyn Instance>,
}

/// A parameter of a built-in command.
pub struct ParamDef {
    /// `InputObject`
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// Help text.
    pub help: &'static str,
    /// What a value is converted to.
    pub ty: fn() -> Type,
    /// Its places in parameter sets; never empty.
    pub sets: &'static [SetDef],
    /// Checks of the value.
    pub validate: &'static [ValidateDef],
}

/// What a parameter is in one set, or in all (no name).
pub struct SetDef {
    /// None: all sets.
    pub set: Option<&'static str>,
    /// Place among positional arguments.
    pub position: Option<u16>,
    /// Must be given.
    pub mandatory: bool,
    /// Takes the object from the pipeline.
    pub pipeline: bool,
    /// Takes the property of its name of the object from the pipeline.
    pub by_name: bool,
    /// Takes all positional arguments that are left.
    pub rest: bool,
}

/// A check of a parameter's value.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "named as the attributes")]
pub enum ValidateDef {
    Set(&'static [&'static str]),
    Range(i64, i64),
    Length(u32, u32),
    Count(u32, u32),
    Pattern(&'static str),
    NotNull,
    NotNullOrEmpty,
    AllowNull,
    AllowEmptyString,
    AllowEmptyCollection,
}

/// How a value becomes a field of a command.
pub trait FromArgument: Sized {
    /// The .NET type of the parameter.
    fn ty() -> Type;

    /// Takes a value of that type.
    fn from_argument(value: Value, context: &mut dyn Context) -> Result<Self>;
}

/// What a running command may do: write to its streams, ask for its invocation, run script blocks.
///
/// It dereferences to the [`Session`].
pub struct Shell<'a> {
    /// The session.
    pub session: &'a mut Session,
    /// The command's place in its pipeline.
    pub stage: &'a StageInfo,
}

impl std::ops::Deref for Shell<'_> {
    type Target = Session;

    fn deref(&self) -> &Session {
        self.session
    }
}

impl std::ops::DerefMut for Shell<'_> {
    fn deref_mut(&mut self) -> &mut Session {
        self.session
    }
}

impl Shell<'_> {
    /// The engine as the value layer sees it.
    pub fn context(&mut self) -> &mut dyn Context {
        self.session
    }

    /// Writes one object to the pipeline, as it is.
    pub fn write(&mut self, value: impl Into<Value>) -> Result<()> {
        self.session.write_stage_output(self.stage, value.into())
    }

    /// Writes an object, a collection element by element.
    pub fn write_enumerated(&mut self, value: Value) -> Result<()> {
        match psp_value::enumerate(&value) {
            None => self.write(value),
            Some(mut items) => {
                while let Some(item) = items.next(self.session)? {
                    self.write(item)?;
                }
                Ok(())
            }
        }
    }

    /// Writes a non-terminating error; its id gets the command's name.
    pub fn write_error(&mut self, record: impl Into<ErrorRecord>) -> Result<()> {
        self.session.write_stage_error(self.stage, record.into())
    }

    /// Writes the error inside an interrupt as a non-terminating one; hands other interrupts on.
    pub fn write_failure(&mut self, interrupt: Interrupt) -> Result<()> {
        match interrupt.raised() {
            Some(raised) if !raised.ends_script => {
                let Some(record) = raised.with(|it| it.clone()) else { return Ok(()) };
                self.write_error(record)
            }
            _ => Err(interrupt),
        }
    }

    /// Writes to the warning stream.
    pub fn write_warning(&mut self, text: impl Into<Str>) -> Result<()> {
        self.session.write_stage_text(self.stage, StreamKind::Warning, text.into())
    }

    /// Writes to the verbose stream.
    pub fn write_verbose(&mut self, text: impl Into<Str>) -> Result<()> {
        self.session.write_stage_text(self.stage, StreamKind::Verbose, text.into())
    }

    /// Writes to the debug stream.
    pub fn write_debug(&mut self, text: impl Into<Str>) -> Result<()> {
        self.session.write_stage_text(self.stage, StreamKind::Debug, text.into())
    }

    /// Writes a `ProgressRecord`.
    pub fn write_progress(&mut self, record: Value) -> Result<()> {
        self.session.write_stage_record(self.stage, StreamKind::Progress, record)
    }

    /// A parameter was given, by name, by position or from the pipeline.
    pub fn is_bound(&self, parameter: &str) -> bool {
        self.stage.bound().contains(parameter)
    }

    /// The name of the chosen parameter set.
    pub fn parameter_set(&self) -> Str {
        self.stage.parameter_set()
    }

    /// Input comes from the pipeline.
    pub fn expects_input(&self) -> bool {
        self.stage.expects_input
    }

    /// PowerShell's text of a value.
    pub fn text(&mut self, value: &Value) -> Result<Str> {
        convert::to_text(self.session, value)
    }

    /// A property of an object; null when there is none.
    pub fn property(&mut self, object: &Value, name: &str) -> Result<Value> {
        Ok(member::try_get_member(self.session, object, &Str::new(name))?.unwrap_or_default())
    }

    /// `ShouldProcess`: false under `-WhatIf` (after saying so) and when the user says no.
    pub fn should_process(&mut self, target: &str, action: &str) -> Result<bool> {
        self.session.should_process(self.stage, target, action)
    }
}

/// A switch parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switch(pub bool);

impl std::ops::Deref for Switch {
    type Target = bool;

    fn deref(&self) -> &bool {
        &self.0
    }
}

/// A script block parameter.
#[derive(Clone)]
pub struct ScriptBlock(pub Ref<Object>);

impl ScriptBlock {
    /// The block's code and state.
    pub fn block(&self) -> Option<&Block> {
        match &self.0.data {
            psp_value::Data::Block(block) => Some(block),
            _ => None,
        }
    }

    /// The block as a value.
    pub fn value(&self) -> Value {
        Value::object(self.0.clone())
    }
}

impl From<Interrupt> for crate::session::Failure {
    fn from(interrupt: Interrupt) -> Self {
        Self(interrupt)
    }
}

macro_rules! arguments {
    ($($rust:ty, $known:ident, |$value:ident, $context:ident| $take:expr;)*) => {$(
        impl FromArgument for $rust {
            fn ty() -> Type {
                psp_value::well_known::$known.ty()
            }

            fn from_argument($value: Value, $context: &mut dyn Context) -> Result<Self> {
                let _ = &$context;
                $take
            }
        }
    )*};
}

arguments! {
    Value, OBJECT, |value, context| Ok(value);
    bool, BOOL, |value, context| Ok(convert::is_true(&value));
    Switch, SWITCH_PARAMETER, |value, context| Ok(Self(convert::is_true(&value)));
    Str, STRING, |value, context| convert::to_text(context, &value);
    String, STRING, |value, context| Ok(convert::to_text(context, &value)?.text().into_owned());
    i32, INT32, |value, context| convert::to_i32(context, &value);
    i64, INT64, |value, context| convert::to_i64(context, &value);
    f64, DOUBLE, |value, context| convert::to_f64(context, &value);
    Type, TYPE, |value, context| value.as_type().ok_or_else(|| Fault::argument_null("type").into());
}

impl FromArgument for ScriptBlock {
    fn ty() -> Type {
        psp_value::well_known::SCRIPT_BLOCK.ty()
    }

    fn from_argument(value: Value, _context: &mut dyn Context) -> Result<Self> {
        match value.as_object() {
            Some(object) if value.as_block().is_some() => Ok(Self(object.clone())),
            _ => Err(Fault::argument_null("scriptBlock").into()),
        }
    }
}

impl<T: FromArgument> FromArgument for Option<T> {
    fn ty() -> Type {
        T::ty()
    }

    fn from_argument(value: Value, context: &mut dyn Context) -> Result<Self> {
        if value.is_null() { Ok(None) } else { T::from_argument(value, context).map(Some) }
    }
}

impl<T: FromArgument> FromArgument for Vec<T> {
    fn ty() -> Type {
        T::ty().array_of()
    }

    fn from_argument(value: Value, context: &mut dyn Context) -> Result<Self> {
        let Some(items) = value.as_elements() else {
            return if value.is_null() {
                Ok(Self::new())
            } else {
                Ok(vec![T::from_argument(value, context)?])
            };
        };
        items.into_iter().map(|it| T::from_argument(it, context)).collect()
    }
}

/// A hash table parameter, as a value.
#[derive(Clone, Default)]
pub struct TableArgument(pub Value);

impl FromArgument for TableArgument {
    fn ty() -> Type {
        psp_value::well_known::HASHTABLE.ty()
    }

    fn from_argument(value: Value, _context: &mut dyn Context) -> Result<Self> {
        Ok(Self(value))
    }
}

/// A dictionary parameter (`IDictionary`): takes ordered tables as they are.
#[derive(Clone, Default)]
pub struct DictionaryArgument(pub Value);

impl FromArgument for DictionaryArgument {
    fn ty() -> Type {
        psp_value::well_known::IDICTIONARY.ty()
    }

    fn from_argument(value: Value, _context: &mut dyn Context) -> Result<Self> {
        Ok(Self(value))
    }
}

/// A built-in module: its commands.
pub struct BuiltinModule {
    /// `Microsoft.PowerShell.Utility`
    pub name: &'static str,
    /// Its commands.
    pub cmdlets: &'static [&'static CmdletDef],
}

/// The commands of all built-in modules, by lower-case name.
pub type Registry =
    Arc<std::collections::HashMap<Box<str>, (&'static CmdletDef, &'static str), foldhash::fast::FixedState>>;
