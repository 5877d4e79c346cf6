//! `Parameters` and `ParameterSets` of a command as objects.

use super::syntax;
use crate::{
    record::{Properties, type_named},
    session::Session,
    signature::{Check, Parameter, SetPlace, Signature},
};
use psp_value::{Type, Value, well_known};

const PARAMETER: &str = "System.Management.Automation.ParameterMetadata";
const ALL_SETS: &str = "__AllParameterSets";

/// The common parameters: name, alias and type.
const COMMON: [(&str, &str, &str); 12] = [
    ("Verbose", "vb", "System.Management.Automation.SwitchParameter"),
    ("Debug", "db", "System.Management.Automation.SwitchParameter"),
    ("ErrorAction", "ea", "System.Management.Automation.ActionPreference"),
    ("WarningAction", "wa", "System.Management.Automation.ActionPreference"),
    ("InformationAction", "infa", "System.Management.Automation.ActionPreference"),
    ("ProgressAction", "proga", "System.Management.Automation.ActionPreference"),
    ("ErrorVariable", "ev", "System.String"),
    ("WarningVariable", "wv", "System.String"),
    ("InformationVariable", "iv", "System.String"),
    ("OutVariable", "ov", "System.String"),
    ("OutBuffer", "ob", "System.Int32"),
    ("PipelineVariable", "pv", "System.String"),
];

const SHOULD_PROCESS: [(&str, &str, &str); 2] = [
    ("WhatIf", "wi", "System.Management.Automation.SwitchParameter"),
    ("Confirm", "cf", "System.Management.Automation.SwitchParameter"),
];

/// The common parameters that a command has.
fn common(signature: &Signature) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    let common = COMMON.iter().filter({
        let has = signature.common_parameters;
        move |_| has
    });
    let process = SHOULD_PROCESS.iter().filter({
        let has = signature.should_process;
        move |_| has
    });
    common.chain(process)
}

/// The names of all parameters of a command, common ones last.
pub fn names(signature: &Signature) -> Vec<String> {
    let own = signature.params.iter().map(|it| it.name.text().into_owned());
    own.chain(common(signature).map(|it| it.0.to_owned())).collect()
}

fn type_of(parameter: &Parameter) -> Type {
    match parameter.ty {
        Some(ty) => ty,
        None if parameter.is_switch => well_known::SWITCH_PARAMETER.ty(),
        None => well_known::OBJECT.ty(),
    }
}

/// `CommandInfo.Parameters`: a dictionary of names and `ParameterMetadata`.
pub(super) fn table(session: &mut Session, signature: &Signature) -> Value {
    let mut entries = Vec::new();
    for parameter in &signature.params {
        let name = parameter.name.text().into_owned();
        entries.push((name.clone(), metadata(session, signature, parameter)));
    }
    for (name, alias, ty) in common(signature) {
        let ty = type_named(ty);
        let attributes = Value::array(vec![set_attribute(None, &SetPlace::default()), alias_attribute(&[(*alias).into()])]);
        let value = Properties::value(
            PARAMETER,
            None,
            vec![
                ("Name", (*name).into()),
                ("ParameterType", ty.into()),
                ("ParameterSets", crate::module::table_of("System.Management.Automation.ParameterSetMetadata", Vec::new())),
                ("IsDynamic", Value::FALSE),
                ("Aliases", Value::strings([*alias])),
                ("Attributes", attributes),
                ("SwitchParameter", Value::bool(ty == well_known::SWITCH_PARAMETER.ty())),
            ],
        );
        entries.push(((*name).to_owned(), value));
    }
    crate::module::table_of(PARAMETER, entries)
}

fn metadata(session: &mut Session, signature: &Signature, parameter: &Parameter) -> Value {
    let sets = parameter.sets.iter().map(|place| {
        let name = set_name(signature, place.set);
        let entry = Properties::value(
            "System.Management.Automation.ParameterSetMetadata",
            None,
            vec![
                ("IsMandatory", place.mandatory.into()),
                ("Position", Value::int(place.position.unwrap_or(i32::MIN))),
                ("ValueFromPipeline", place.pipeline.into()),
                ("ValueFromPipelineByPropertyName", place.by_name.into()),
                ("ValueFromRemainingArguments", place.rest.into()),
                ("HelpMessage", place.help_message.clone().into()),
            ],
        );
        (name, entry)
    });
    let sets = crate::module::table_of("System.Management.Automation.ParameterSetMetadata", sets.collect());
    Properties::value(
        PARAMETER,
        None,
        vec![
            ("Name", parameter.name.clone().into()),
            ("ParameterType", type_of(parameter).into()),
            ("ParameterSets", sets),
            ("IsDynamic", Value::FALSE),
            ("Aliases", Value::strings(parameter.aliases.iter().cloned())),
            ("Attributes", attributes(session, signature, parameter)),
            ("SwitchParameter", parameter.is_switch.into()),
        ],
    )
}

fn set_name(signature: &Signature, set: Option<u8>) -> String {
    let name = set.and_then(|it| signature.sets.get(it as usize));
    name.map_or_else(|| ALL_SETS.to_owned(), |it| it.text().into_owned())
}

fn attributes(_session: &mut Session, signature: &Signature, parameter: &Parameter) -> Value {
    let mut found: Vec<Value> = Vec::new();
    for place in &parameter.sets {
        found.push(set_attribute(Some(&set_name(signature, place.set)), place));
    }
    if !parameter.aliases.is_empty() {
        let names: Vec<Value> = parameter.aliases.iter().map(|it| it.clone().into()).collect();
        found.push(alias_attribute(&names));
    }
    found.extend(parameter.checks.iter().filter_map(check_attribute));
    Value::array(found)
}

fn set_attribute(set: Option<&str>, place: &SetPlace) -> Value {
    Properties::value(
        "System.Management.Automation.ParameterAttribute",
        None,
        vec![
            ("Position", Value::int(place.position.unwrap_or(i32::MIN))),
            ("ParameterSetName", set.unwrap_or(ALL_SETS).into()),
            ("Mandatory", place.mandatory.into()),
            ("ValueFromPipeline", place.pipeline.into()),
            ("ValueFromPipelineByPropertyName", place.by_name.into()),
            ("ValueFromRemainingArguments", place.rest.into()),
            ("HelpMessage", if place.help_message.is_empty() { Value::NULL } else { place.help_message.clone().into() }),
            ("DontShow", Value::FALSE),
        ],
    )
}

fn alias_attribute(names: &[Value]) -> Value {
    let names = Value::array(names.to_vec());
    Properties::value("System.Management.Automation.AliasAttribute", None, vec![("AliasNames", names)])
}

fn check_attribute(check: &Check) -> Option<Value> {
    let made = |name: &str, entries| Some(Properties::value(&format!("System.Management.Automation.{name}Attribute"), None, entries));
    match check {
        Check::Set { values, ignore_case, message } => made(
            "ValidateSet",
            vec![
                ("ValidValues", Value::strings(values.iter().cloned())),
                ("IgnoreCase", (*ignore_case).into()),
                ("ErrorMessage", message.clone().map_or(Value::NULL, Value::from)),
            ],
        ),
        Check::Range { min, max } => {
            made("ValidateRange", vec![("MinRange", min.clone()), ("MaxRange", max.clone())])
        }
        Check::Length(min, max) => made(
            "ValidateLength",
            vec![("MinLength", Value::int(*min as i32)), ("MaxLength", Value::int(*max as i32))],
        ),
        Check::Count(min, max) => made(
            "ValidateCount",
            vec![("MinLength", Value::int(*min as i32)), ("MaxLength", Value::int(*max as i32))],
        ),
        Check::Pattern { pattern, .. } => made("ValidatePattern", vec![("RegexPattern", pattern.clone().into())]),
        Check::Script { block, .. } => made("ValidateScript", vec![("ScriptBlock", block.clone())]),
        Check::NotNull => made("ValidateNotNull", Vec::new()),
        Check::NotNullOrEmpty => made("ValidateNotNullOrEmpty", Vec::new()),
        Check::NotNullOrWhiteSpace => made("ValidateNotNullOrWhiteSpace", Vec::new()),
        Check::AllowNull => made("AllowNull", Vec::new()),
        Check::AllowEmptyString => made("AllowEmptyString", Vec::new()),
        Check::AllowEmptyCollection => made("AllowEmptyCollection", Vec::new()),
        Check::Custom(value) => Some(value.clone()),
        Check::SetFrom(_) | Check::RangeKind(_) | Check::Drive(_) | Check::UserDrive => None,
    }
}

/// `CommandInfo.ParameterSets`
pub(super) fn sets(session: &mut Session, signature: &Signature) -> Value {
    let mut made = Vec::new();
    for set in syntax::sets_of(signature) {
        let parameters = signature.params.iter().filter_map(|parameter| {
            let place = parameter.sets.iter().find(|it| it.set == set || it.set.is_none())?;
            Some((parameter, place))
        });
        let infos: Vec<Value> = parameters.map(|(parameter, place)| info(session, signature, parameter, place)).collect();
        let is_default = set == signature.default_set;
        let entries = vec![
            ("Name", set_name(signature, set).into()),
            ("IsDefault", is_default.into()),
            ("Parameters", Value::array(infos)),
        ];
        let text = syntax::line("", signature, set);
        made.push(Properties::value("System.Management.Automation.CommandParameterSetInfo", Some(text), entries));
    }
    Value::array(made)
}

fn info(session: &mut Session, signature: &Signature, parameter: &Parameter, place: &SetPlace) -> Value {
    Properties::value(
        "System.Management.Automation.CommandParameterInfo",
        None,
        vec![
            ("Name", parameter.name.clone().into()),
            ("ParameterType", type_of(parameter).into()),
            ("IsMandatory", place.mandatory.into()),
            ("IsDynamic", Value::FALSE),
            ("Position", Value::int(place.position.unwrap_or(i32::MIN))),
            ("ValueFromPipeline", place.pipeline.into()),
            ("ValueFromPipelineByPropertyName", place.by_name.into()),
            ("ValueFromRemainingArguments", place.rest.into()),
            ("HelpMessage", place.help_message.clone().into()),
            ("Aliases", Value::strings(parameter.aliases.iter().cloned())),
            ("Attributes", attributes(session, signature, parameter)),
        ],
    )
}
