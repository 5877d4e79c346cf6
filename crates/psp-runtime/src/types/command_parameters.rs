//! `ParameterMetadata` and its kin: the parameters of a command as objects.

use crate::{
    constant::value_of,
    function::Command,
    session::Session,
    signature::{Check, Parameter, SetPlace, Signature},
};
use psp_derive::ps_type;
use psp_types::declare::Emulated;
use psp_value::{
    Context, Fields, Native, Object, Result, Str, Table, Type, Value, object::KeyComparer,
    types::instantiate, well_known,
};
use std::sync::Arc;

const ALL_SETS: &str = "__AllParameterSets";

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

/// The parameters with the common ones, which a signature does not list.
pub(super) fn all_parameters(signature: &Signature) -> Vec<Parameter> {
    let mut all = signature.params.clone();
    if signature.common_parameters {
        all.extend(COMMON.iter().map(common));
        if signature.should_process {
            all.extend(SHOULD_PROCESS.iter().map(common));
        }
        if signature.paging {
            all.extend(PAGING.iter().map(common));
        }
    }
    all
}

type Row = (&'static str, &'static [&'static str], fn() -> Type);

/// The names of all parameters of a command, common ones too.
pub fn parameter_names(signature: &Signature) -> Vec<String> {
    all_parameters(signature).iter().map(|it| it.name.text().into_owned()).collect()
}

fn switch() -> Type {
    well_known::SWITCH_PARAMETER.ty()
}

fn preference() -> Type {
    well_known::ACTION_PREFERENCE.ty()
}

pub(super) fn string() -> Type {
    well_known::STRING.ty()
}

const COMMON: &[Row] = &[
    ("Verbose", &["vb"], switch),
    ("Debug", &["db"], switch),
    ("ErrorAction", &["ea"], preference),
    ("WarningAction", &["wa"], preference),
    ("InformationAction", &["infa"], preference),
    ("ProgressAction", &["proga"], preference),
    ("ErrorVariable", &["ev"], string),
    ("WarningVariable", &["wv"], string),
    ("InformationVariable", &["iv"], string),
    ("OutVariable", &["ov"], string),
    ("OutBuffer", &["ob"], || well_known::INT32.ty()),
    ("PipelineVariable", &["pv"], string),
];

const SHOULD_PROCESS: &[Row] = &[("WhatIf", &["wi"], switch), ("Confirm", &["cf"], switch)];

const PAGING: &[Row] = &[
    ("IncludeTotalCount", &[], switch),
    ("Skip", &[], || well_known::UINT64.ty()),
    ("First", &[], || well_known::UINT64.ty()),
];

fn common(&(name, aliases, ty): &Row) -> Parameter {
    let ty = ty();
    Parameter {
        name: name.into(),
        symbol: psp_ir::Symbol::new(name),
        aliases: aliases.iter().map(|&it| it.into()).collect(),
        ty: Some(ty),
        is_switch: ty == switch(),
        sets: std::iter::once(SetPlace::default()).collect(),
        checks: Vec::new(),
        has_default: false,
        help: Str::default(),
        type_name: None,
        hidden: false,
        transforms: Vec::new(),
        constraint: None,
        obsolete: None,
        dynamic: None,
    }
}

/// `Parameters`: a dictionary of all parameters.
pub(super) fn dictionary(command: &Command, signature: &Signature) -> Value {
    let written = written_parameters(command);
    let mut table = Table::new(KeyComparer::IgnoreCase);
    for parameter in all_parameters(signature) {
        let attributes = written.iter().find(|it| it.name == parameter.symbol);
        let metadata = ParameterMetadata {
            sets: set_names(&parameter, signature),
            attributes: attributes_of(&parameter, attributes, signature),
            parameter,
        };
        table.insert(
            metadata.parameter.name.clone().into(),
            Object::native(ParameterMetadata::ty(), metadata).into(),
        );
    }
    let ty = instantiate(well_known::DICTIONARY.ty(), &[string(), ParameterMetadata::ty()]);
    Object::table(ty, table).into()
}

/// The parameters as a script wrote them.
fn written_parameters(command: &Command) -> Vec<psp_ir::Param> {
    match command {
        Command::Function(function) => function.block.parameters().params.clone(),
        Command::Script(file) => file.block.parameters().params.clone(),
        _ => Vec::new(),
    }
}

fn set_names(parameter: &Parameter, signature: &Signature) -> Vec<(Str, SetPlace)> {
    let name = |place: &SetPlace| match place.set.and_then(|it| signature.sets.get(it as usize)) {
        Some(name) => name.clone(),
        None => ALL_SETS.into(),
    };
    parameter.sets.iter().map(|place| (name(place), place.clone())).collect()
}

/// The attributes of a parameter: objects of their types with the values that were given.
fn attributes_of(
    parameter: &Parameter,
    written: Option<&psp_ir::Param>,
    signature: &Signature,
) -> Vec<Value> {
    let mut attributes = Vec::new();
    let explicit = written.is_none_or(|it| {
        it.attributes.iter().any(|it| match it {
            psp_ir::ParamAttribute::Attribute(it) => is_named(&it.ty.name, "Parameter"),
            psp_ir::ParamAttribute::Type(_) => false,
        })
    });
    for (set, place) in set_names(parameter, signature) {
        if explicit || place.set.is_some() || signature.advanced {
            attributes.push(parameter_attribute(parameter.hidden, &set, &place));
        }
    }
    if !parameter.aliases.is_empty() {
        let names = parameter.aliases.iter().map(|it| it.clone().into()).collect();
        let names = Value::array_of(string(), names);
        attributes.push(attribute(well_known::ALIAS_ATTRIBUTE.ty(), vec![("AliasNames", names)]));
    }
    attributes.extend(parameter.checks.iter().filter_map(check_attribute));
    for it in written.into_iter().flat_map(|it| &it.attributes) {
        if let psp_ir::ParamAttribute::Attribute(it) = it {
            attributes.extend(other_attribute(it));
        }
    }
    attributes
}

fn is_named(written: &str, name: &str) -> bool {
    let last = written.rsplit('.').next().unwrap_or(written);
    last.eq_ignore_ascii_case(name)
        || last.len() == name.len() + 9
            && last.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
            && last.get(name.len()..).is_some_and(|it| it.eq_ignore_ascii_case("Attribute"))
}

/// `[Parameter()]` without arguments.
pub(super) fn new_parameter_attribute() -> Value {
    parameter_attribute(false, &ALL_SETS.into(), &SetPlace::default())
}

fn parameter_attribute(hidden: bool, set: &Str, place: &SetPlace) -> Value {
    attribute(
        well_known::PARAMETER_ATTRIBUTE.ty(),
        vec![
            ("ExperimentName", Value::NULL),
            ("ExperimentAction", Value::NULL),
            ("Position", Value::int(place.position.unwrap_or(i32::MIN))),
            ("ParameterSetName", set.clone().into()),
            ("Mandatory", place.mandatory.into()),
            ("ValueFromPipeline", place.pipeline.into()),
            ("ValueFromPipelineByPropertyName", place.by_name.into()),
            ("ValueFromRemainingArguments", place.rest.into()),
            ("HelpMessage", help_message(place)),
            ("HelpMessageBaseName", Value::NULL),
            ("HelpMessageResourceId", Value::NULL),
            ("DontShow", hidden.into()),
        ],
    )
}

fn help_message(place: &SetPlace) -> Value {
    if place.help_message.is_empty() { Value::NULL } else { place.help_message.clone().into() }
}

/// An attribute as an object: its properties are fields.
pub(super) fn attribute(ty: Type, properties: Vec<(&str, Value)>) -> Value {
    let mut fields = Fields::default();
    for (name, value) in properties {
        fields.set(&Str::new(name), value);
    }
    Object::new(ty, psp_value::Data::Fields(psp_value::Lock::new(fields))).into()
}

fn named(name: &str) -> Type {
    crate::record::type_named(&format!("System.Management.Automation.{name}"))
}

pub(super) fn texts(values: &[Str]) -> Value {
    Value::array_of(string(), values.iter().map(|it| it.clone().into()).collect())
}

/// A check as the attribute that it came from.
fn check_attribute(check: &Check) -> Option<Value> {
    let long = |it: i64| Value::int(it as i32);
    let (name, properties) = match check {
        Check::Set { values, ignore_case, message } => (
            "ValidateSetAttribute",
            vec![
                ("ValidValues", texts(values)),
                ("IgnoreCase", (*ignore_case).into()),
                ("ErrorMessage", message.clone().map_or(Value::NULL, Value::from)),
            ],
        ),
        Check::Range { min, max } => {
            ("ValidateRangeAttribute", vec![("MinRange", min.clone()), ("MaxRange", max.clone())])
        }
        Check::RangeKind(kind) => ("ValidateRangeAttribute", vec![("RangeKind", kind.clone().into())]),
        Check::Length(min, max) => {
            ("ValidateLengthAttribute", vec![("MinLength", long(*min)), ("MaxLength", long(*max))])
        }
        Check::Count(min, max) => {
            ("ValidateCountAttribute", vec![("MinLength", long(*min)), ("MaxLength", long(*max))])
        }
        Check::Pattern { pattern, options, message } => (
            "ValidatePatternAttribute",
            vec![
                ("RegexPattern", pattern.clone().into()),
                ("Options", options.clone().into()),
                ("ErrorMessage", message.clone().map_or(Value::NULL, Value::from)),
            ],
        ),
        Check::Script { block, message } => (
            "ValidateScriptAttribute",
            vec![
                ("ErrorMessage", message.clone().map_or(Value::NULL, Value::from)),
                ("ScriptBlock", block.clone()),
            ],
        ),
        Check::NotNull => ("ValidateNotNullAttribute", Vec::new()),
        Check::NotNullOrEmpty => ("ValidateNotNullOrEmptyAttribute", Vec::new()),
        Check::NotNullOrWhiteSpace => ("ValidateNotNullOrWhiteSpaceAttribute", Vec::new()),
        Check::AllowNull => ("AllowNullAttribute", Vec::new()),
        Check::AllowEmptyString => ("AllowEmptyStringAttribute", Vec::new()),
        Check::AllowEmptyCollection => ("AllowEmptyCollectionAttribute", Vec::new()),
        Check::Drive(names) => ("ValidateDriveAttribute", vec![("ValidRootDrives", texts(names))]),
        Check::UserDrive => ("ValidateUserDriveAttribute", Vec::new()),
        Check::Custom(instance) => return Some(instance.clone()),
        Check::SetFrom(_) => ("ValidateSetAttribute", Vec::new()),
    };
    Some(attribute(named(name), properties))
}

/// Attributes that describe and do nothing.
fn other_attribute(written: &psp_ir::Attribute) -> Option<Value> {
    const DESCRIBING: &[&str] = &[
        "SupportsWildcards",
        "PSDefaultValue",
        "ArgumentCompleter",
        "ArgumentCompletions",
        "Credential",
        "Hidden",
    ];
    let name = DESCRIBING.iter().find(|it| is_named(&written.ty.name, it))?;
    let mut properties = Vec::new();
    for (key, expression) in &written.named {
        if let psp_ir::ConstExpr::Value(constant) = expression {
            properties.push((&**key, value_of(constant)));
        }
    }
    Some(attribute(named(&format!("{name}Attribute")), properties))
}

/// `ParameterMetadata`: a parameter of a command.
pub(super) struct ParameterMetadata {
    parameter: Parameter,
    sets: Vec<(Str, SetPlace)>,
    attributes: Vec<Value>,
}

impl Native for ParameterMetadata {}

fn collection_of(element: Type, items: Vec<Value>) -> Value {
    Object::list(instantiate(well_known::COLLECTION.ty(), &[element]), items).into()
}

#[ps_type("System.Management.Automation.ParameterMetadata")]
impl ParameterMetadata {
    /// The name.
    #[ps(get)]
    fn name(&self) -> Str {
        self.parameter.name.clone()
    }

    /// What values are converted to.
    #[ps(get)]
    fn parameter_type(&self) -> Type {
        self.parameter.ty.unwrap_or(well_known::OBJECT.ty())
    }

    /// Needs no value.
    #[ps(get)]
    fn switch_parameter(&self) -> bool {
        self.parameter.is_switch
    }

    /// Other names.
    #[ps(get)]
    fn aliases(&self) -> Value {
        collection_of(string(), self.parameter.aliases.iter().map(|it| it.clone().into()).collect())
    }

    /// What it is in each set.
    #[ps(get)]
    fn parameter_sets(&self) -> Value {
        let mut table = Table::new(KeyComparer::IgnoreCase);
        for (name, place) in &self.sets {
            let metadata = ParameterSetMetadata(place.clone());
            table.insert(name.clone().into(), Object::native(ParameterSetMetadata::ty(), metadata).into());
        }
        let ty = instantiate(well_known::DICTIONARY.ty(), &[string(), ParameterSetMetadata::ty()]);
        Object::table(ty, table).into()
    }

    /// Attributes.
    #[ps(get)]
    fn attributes(&self) -> Value {
        collection_of(well_known::OBJECT.ty(), self.attributes.clone())
    }

    /// Was made by `dynamicparam`.
    #[ps(get)]
    fn is_dynamic(&self) -> bool {
        self.parameter.dynamic.is_some()
    }
}

/// `ParameterSetMetadata`: what a parameter is in one set.
pub(super) struct ParameterSetMetadata(SetPlace);

impl Native for ParameterSetMetadata {}

#[ps_type("System.Management.Automation.ParameterSetMetadata")]
impl ParameterSetMetadata {
    /// Must be given.
    #[ps(get)]
    fn is_mandatory(&self) -> bool {
        self.0.mandatory
    }

    /// Its place; the least number for none.
    #[ps(get)]
    fn position(&self) -> i32 {
        self.0.position.unwrap_or(i32::MIN)
    }

    /// Takes the object from the pipeline.
    #[ps(get)]
    fn value_from_pipeline(&self) -> bool {
        self.0.pipeline
    }

    /// Takes the property of its name.
    #[ps(get)]
    fn value_from_pipeline_by_property_name(&self) -> bool {
        self.0.by_name
    }

    /// Takes the rest.
    #[ps(get)]
    fn value_from_remaining_arguments(&self) -> bool {
        self.0.rest
    }

    /// What it is for.
    #[ps(get)]
    fn help_message(&self) -> Value {
        help_message(&self.0)
    }
}

/// `ParameterSets`: the parameter sets of a command.
pub(super) fn set_list(signature: &Arc<Signature>) -> Value {
    let parameters = all_parameters(signature);
    let numbers: Vec<Option<u8>> = if signature.sets.is_empty() {
        vec![None]
    } else {
        (0..signature.sets.len() as u8).map(Some).collect()
    };
    let set = |number: Option<u8>| {
        let belongs = |it: &&SetPlace| it.set.is_none() || it.set == number;
        let members = parameters.iter().filter_map(|parameter| {
            let place = parameter.sets.iter().find(belongs)?;
            Some(CommandParameterInfo { parameter: parameter.clone(), place: place.clone() })
        });
        let set = CommandParameterSetInfo {
            name: number
                .and_then(|it| signature.sets.get(it as usize).cloned())
                .unwrap_or_else(|| ALL_SETS.into()),
            is_default: number.is_some() && number == signature.default_set,
            parameters: members.map(|it| Object::native(CommandParameterInfo::ty(), it).into()).collect(),
        };
        Object::native(CommandParameterSetInfo::ty(), set).into()
    };
    let items = numbers.into_iter().map(set).collect();
    let ty = instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[CommandParameterSetInfo::ty()]);
    Object::list(ty, items).into()
}

/// `CommandParameterSetInfo`
pub(super) struct CommandParameterSetInfo {
    name: Str,
    is_default: bool,
    parameters: Vec<Value>,
}

impl Native for CommandParameterSetInfo {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let mut texts = Vec::new();
        for value in &self.parameters {
            let Some(it) = value.downcast::<CommandParameterInfo>() else { continue };
            let is_common = COMMON.iter().any(|row| row.0 == &*it.parameter.name.text());
            if !is_common && !it.parameter.hidden {
                texts.push(it.syntax(context));
            }
        }
        if self.parameters.len() >= COMMON.len() && texts.len() < self.parameters.len() {
            texts.push("[<CommonParameters>]".to_owned());
        }
        Ok(Some(texts.join(" ")))
    }
}

#[ps_type("System.Management.Automation.CommandParameterSetInfo")]
impl CommandParameterSetInfo {
    /// The name.
    #[ps(get)]
    fn name(&self) -> Str {
        self.name.clone()
    }

    /// Is chosen when several fit.
    #[ps(get)]
    fn is_default(&self) -> bool {
        self.is_default
    }

    /// Its parameters.
    #[ps(get)]
    fn parameters(&self) -> Value {
        let ty = instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[CommandParameterInfo::ty()]);
        Object::list(ty, self.parameters.clone()).into()
    }
}

/// `CommandParameterInfo`: a parameter in one set.
pub(super) struct CommandParameterInfo {
    parameter: Parameter,
    place: SetPlace,
}

impl Native for CommandParameterInfo {}

impl CommandParameterInfo {
    /// `[-Name] <string>`
    fn syntax(&self, _context: &mut dyn Context) -> String {
        let name = format!("-{}", self.parameter.name);
        let name = if self.place.position.is_some() { format!("[{name}]") } else { name };
        let text = if self.parameter.is_switch {
            name
        } else {
            let ty = psp_value::member::type_text(self.parameter.ty.unwrap_or(well_known::OBJECT.ty()));
            format!("{name} <{ty}>")
        };
        if self.place.mandatory { text } else { format!("[{text}]") }
    }
}

#[ps_type("System.Management.Automation.CommandParameterInfo")]
impl CommandParameterInfo {
    /// The name.
    #[ps(get)]
    fn name(&self) -> Str {
        self.parameter.name.clone()
    }

    /// What values are converted to.
    #[ps(get)]
    fn parameter_type(&self) -> Type {
        self.parameter.ty.unwrap_or(well_known::OBJECT.ty())
    }

    /// Must be given.
    #[ps(get)]
    fn is_mandatory(&self) -> bool {
        self.place.mandatory
    }

    /// Was made by `dynamicparam`.
    #[ps(get)]
    fn is_dynamic(&self) -> bool {
        self.parameter.dynamic.is_some()
    }

    /// Its place; the least number for none.
    #[ps(get)]
    fn position(&self) -> i32 {
        self.place.position.unwrap_or(i32::MIN)
    }

    /// Takes the object from the pipeline.
    #[ps(get)]
    fn value_from_pipeline(&self) -> bool {
        self.place.pipeline
    }

    /// Takes the property of its name.
    #[ps(get)]
    fn value_from_pipeline_by_property_name(&self) -> bool {
        self.place.by_name
    }

    /// Takes the rest.
    #[ps(get)]
    fn value_from_remaining_arguments(&self) -> bool {
        self.place.rest
    }

    /// What it is for.
    #[ps(get)]
    fn help_message(&self) -> Value {
        help_message(&self.place)
    }

    /// Other names.
    #[ps(get)]
    fn aliases(&self) -> Value {
        let aliases = self.parameter.aliases.iter().map(|it| it.clone().into()).collect();
        Object::list(instantiate(well_known::READ_ONLY_COLLECTION.ty(), &[string()]), aliases).into()
    }
}
