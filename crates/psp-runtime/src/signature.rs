//! [`Signature`]: the parameters of any command, whether declared in Rust or written in a script.

mod attribute;
mod object;
mod plan;
mod script;

pub use attribute::Attributes;
pub use attribute::{evaluate, is_attribute};
pub(crate) use attribute::{metadata_fault, resolve_type};
pub use plan::{ALL_SETS, Collection, ParamPlan, Plan};

use crate::cmdlet::{CmdletDef, ValidateDef};
use psp_ir::Symbol;
use psp_value::{Str, Type, Value, variable::Constraint};
use smallvec::SmallVec;
use std::{collections::HashMap, sync::Arc};

/// A command's parameters as the binder reads them.
#[derive(Clone, Default)]
pub struct Signature {
    /// The command's name in messages.
    pub command: Str,
    /// What error ids end in: the class of a cmdlet, the name of a function.
    pub error_source: Str,
    /// The parameters; common parameters are not among them.
    pub params: Vec<Parameter>,
    /// Names of the parameter sets, in order of appearance; at most 32.
    pub sets: Vec<Str>,
    /// Number of the default set.
    pub default_set: Option<u8>,
    /// Takes common parameters, and refuses arguments that no parameter takes: cmdlets and advanced functions.
    pub advanced: bool,
    /// Parameters without a position take positional arguments in their order: functions without
    /// `[CmdletBinding(PositionalBinding = $false)]` none of whose parameters has a position.
    pub positional_binding: bool,
    /// `-WhatIf` and `-Confirm`.
    pub should_process: bool,
    /// Names and aliases, lower-case, to parameter numbers.
    pub by_name: HashMap<Box<str>, u16, foldhash::fast::FixedState>,
    /// Written in a script: values go to variables with constraints.
    pub is_script: bool,
    /// `-Verbose`, `-ErrorAction` and so on; advanced commands have them, but for a few cmdlets.
    pub common_parameters: bool,
    /// `-First`, `-Skip` and `-IncludeTotalCount`.
    pub paging: bool,
    /// What the binder asks with every call; made by [`index_names`](Self::index_names).
    pub plan: Plan,
}

/// A parameter.
#[derive(Clone)]
pub struct Parameter {
    /// As declared.
    pub name: Str,
    /// The variable.
    pub symbol: Symbol,
    /// Other names.
    pub aliases: Vec<Str>,
    /// What values are converted to; none takes anything.
    pub ty: Option<Type>,
    /// Needs no value.
    pub is_switch: bool,
    /// Its places in parameter sets; never empty.
    pub sets: SmallVec<[SetPlace; 2]>,
    /// Transformations and validation in order of declaration.
    pub checks: Vec<Check>,
    /// A default value is written in the script.
    pub has_default: bool,
    /// Help text.
    pub help: Str,
    /// `[PSTypeName('…')]`
    pub type_name: Option<Str>,
    /// `DontShow`
    pub hidden: bool,
    /// Transformations in the order in which they run; empty where converting to [`ty`](Self::ty) is all there is.
    pub transforms: Vec<Transform>,
    /// What the variable checks after it was bound.
    pub constraint: Option<Arc<dyn Constraint>>,
    /// The message of `[Obsolete()]`.
    pub obsolete: Option<Str>,
    /// Added by a `dynamicparam` block: the object that takes the value.
    pub dynamic: Option<Value>,
}

/// What a script's parameter or variable does to a value before it is checked.
#[derive(Clone)]
pub enum Transform {
    /// Converts it.
    Type(Type),
    /// Asks an instance of a script's own `ArgumentTransformationAttribute`.
    Custom(Value),
}

/// What a parameter is in one set, or in all.
#[derive(Clone, Default)]
pub struct SetPlace {
    /// Number of the set; none for all.
    pub set: Option<u8>,
    /// Place among positional arguments.
    pub position: Option<i32>,
    /// Must be given.
    pub mandatory: bool,
    /// Takes the object from the pipeline.
    pub pipeline: bool,
    /// Takes the property of its name of the object from the pipeline.
    pub by_name: bool,
    /// Takes all positional arguments that are left.
    pub rest: bool,
    /// `HelpMessage`
    pub help_message: Str,
}

/// A transformation or validation of a parameter or variable.
#[derive(Clone)]
pub enum Check {
    /// `[ValidateSet()]`
    Set {
        /// The values.
        values: Arc<[Str]>,
        /// Case does not matter.
        ignore_case: bool,
        /// `ErrorMessage`
        message: Option<Str>,
    },
    /// `[ValidateSet([Generator])]`: a class that gives the values.
    SetFrom(Type),
    /// `[ValidateRange(min, max)]`
    Range {
        /// Least.
        min: Value,
        /// Greatest.
        max: Value,
    },
    /// `[ValidateRange('Positive')]`
    RangeKind(Str),
    /// `[ValidateLength(min, max)]`
    Length(i64, i64),
    /// `[ValidateCount(min, max)]`
    Count(i64, i64),
    /// `[ValidatePattern('…')]`
    Pattern {
        /// The regular expression.
        pattern: Str,
        /// `Options`, as the names of `RegexOptions`.
        options: Str,
        /// `ErrorMessage`
        message: Option<Str>,
    },
    /// `[ValidateScript({…})]`
    Script {
        /// The block.
        block: Value,
        /// `ErrorMessage`
        message: Option<Str>,
    },
    /// `[ValidateNotNull()]`
    NotNull,
    /// `[ValidateNotNullOrEmpty()]`
    NotNullOrEmpty,
    /// `[ValidateNotNullOrWhiteSpace()]`
    NotNullOrWhiteSpace,
    /// `[AllowNull()]`
    AllowNull,
    /// `[AllowEmptyString()]`
    AllowEmptyString,
    /// `[AllowEmptyCollection()]`
    AllowEmptyCollection,
    /// `[ValidateDrive('C')]`
    Drive(Arc<[Str]>),
    /// `[ValidateUserDrive()]`
    UserDrive,
    /// An instance of a script's own `ValidateArgumentsAttribute`.
    Custom(Value),
}

/// An argument as it stands on a command line, before binding.
#[derive(Clone)]
pub struct Argument {
    /// The parameter's name as written, without dash; none for a positional argument.
    pub name: Option<Str>,
    /// The value; none for a name alone.
    pub value: Option<Value>,
    /// The argument's text, where that differs from the value's: a `[string]` parameter and programs get it.
    pub text: Option<Str>,
    /// What a program gets for a name: with dash and colon.
    pub name_text: Option<Str>,
    /// Written with a colon: `-Name:value`.
    pub attached: bool,
    /// A bare word.
    pub bare: bool,
    /// How it was written, for programs.
    pub written: psp_ir::Written,
    /// Came out of a splatted variable: explicit arguments override it.
    pub splatted: bool,
    /// Its place.
    pub span: psp_source::Span,
}

impl Argument {
    /// A positional argument.
    pub fn positional(value: impl Into<Value>) -> Self {
        Self {
            name: None,
            value: Some(value.into()),
            text: None,
            name_text: None,
            attached: false,
            bare: false,
            written: psp_ir::Written::Expression,
            splatted: false,
            span: psp_source::Span::default(),
        }
    }

    /// A parameter with its value.
    pub fn named(name: impl Into<Str>, value: impl Into<Value>) -> Self {
        Self { name: Some(name.into()), attached: true, ..Self::positional(value) }
    }

    /// A switch.
    pub fn switch(name: impl Into<Str>) -> Self {
        Self { name: Some(name.into()), value: None, ..Self::positional(Value::NULL) }
    }
}

impl Signature {
    /// The parameters of a built-in command.
    pub fn of_cmdlet(def: &CmdletDef) -> Self {
        let mut signature = Self {
            command: def.name.into(),
            error_source: def.class.into(),
            advanced: true,
            should_process: def.should_process,
            common_parameters: def.common_parameters,
            ..Self::default()
        };
        for param in def.params {
            let sets = param.sets.iter().map(|it| SetPlace {
                set: it.set.map(|name| signature.set_number(name)),
                position: it.position.map(i32::from),
                mandatory: it.mandatory,
                pipeline: it.pipeline,
                by_name: it.by_name,
                rest: it.rest,
                help_message: Str::default(),
            });
            let sets = sets.collect();
            let ty = (param.ty)();
            signature.params.push(Parameter {
                name: param.name.into(),
                symbol: Symbol::new(param.name),
                aliases: param.aliases.iter().map(|&it| it.into()).collect(),
                ty: (ty != psp_value::well_known::OBJECT.ty()).then_some(ty),
                is_switch: ty == psp_value::well_known::SWITCH_PARAMETER.ty(),
                sets,
                checks: param.validate.iter().map(Check::from).collect(),
                has_default: false,
                help: param.help.into(),
                type_name: None,
                hidden: false,
                transforms: Vec::new(),
                constraint: None,
                obsolete: None,
                dynamic: None,
            });
        }
        signature.default_set = def.default_set.map(|name| signature.set_number(name));
        signature.index_names();
        signature
    }

    /// The number of a set, made when it is new.
    pub fn set_number(&mut self, name: &str) -> u8 {
        let known = self.sets.iter().position(|it| it.text().eq_ignore_ascii_case(name));
        known.unwrap_or_else(|| {
            self.sets.push(name.into());
            self.sets.len() - 1
        }) as u8
    }

    /// The signature with more parameters behind its own: those of a `dynamicparam` block.
    pub fn with_dynamic(&self, params: Vec<Parameter>) -> Self {
        let mut extended = self.clone();
        extended.params.extend(params);
        extended.index_names();
        extended
    }

    /// Fills [`by_name`](Self::by_name) and [`plan`](Self::plan); once all parameters are there.
    pub fn index_names(&mut self) {
        for (at, param) in self.params.iter().enumerate() {
            for name in std::iter::once(&param.name).chain(&param.aliases) {
                self.by_name.entry(name.text().to_lowercase().into()).or_insert(at as u16);
            }
        }
        self.make_plan();
    }
}

impl From<&ValidateDef> for Check {
    fn from(def: &ValidateDef) -> Self {
        match *def {
            ValidateDef::Set(values) => Self::Set {
                values: values.iter().map(|&it| it.into()).collect(),
                ignore_case: true,
                message: None,
            },
            ValidateDef::Range(min, max) => Self::Range { min: integer(min), max: integer(max) },
            ValidateDef::Length(min, max) => Self::Length(min.into(), max.into()),
            ValidateDef::Count(min, max) => Self::Count(min.into(), max.into()),
            ValidateDef::Pattern(pattern) => {
                Self::Pattern { pattern: pattern.into(), options: Str::default(), message: None }
            }
            ValidateDef::NotNull => Self::NotNull,
            ValidateDef::NotNullOrEmpty => Self::NotNullOrEmpty,
            ValidateDef::AllowNull => Self::AllowNull,
            ValidateDef::AllowEmptyString => Self::AllowEmptyString,
            ValidateDef::AllowEmptyCollection => Self::AllowEmptyCollection,
        }
    }
}

fn integer(it: i64) -> Value {
    i32::try_from(it).map_or_else(|_| Value::long(it), Value::int)
}
