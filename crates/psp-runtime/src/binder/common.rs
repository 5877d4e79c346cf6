//! The common parameters: names, aliases, types, and where their values go.

use super::{Binder, coerce, failure::Failure};
use crate::{
    pipeline::{Action, CommonParameters},
    session::{action, to_action},
    signature::Signature,
};
use psp_value::{ErrorCategory, Result, Str, Type, Value, View, convert, well_known};

/// A parameter that commands have without declaring it.
pub(crate) struct Common {
    /// `ErrorAction`
    pub(crate) name: &'static str,
    /// `ea`
    pub(crate) alias: &'static str,
    kind: Kind,
    group: Group,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Action,
    Switch,
    Text,
    Int,
    Long,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    All,
    ShouldProcess,
    Paging,
}

const fn common(name: &'static str, alias: &'static str, kind: Kind, group: Group) -> Common {
    Common { name, alias, kind, group }
}

/// All of them; a parameter's number is its place here. Static, since places are compared: a constant may be at several.
pub(crate) static COMMON: &[Common] = &[
    common("Verbose", "vb", Kind::Switch, Group::All),
    common("Debug", "db", Kind::Switch, Group::All),
    common("ErrorAction", "ea", Kind::Action, Group::All),
    common("WarningAction", "wa", Kind::Action, Group::All),
    common("InformationAction", "infa", Kind::Action, Group::All),
    common("ProgressAction", "proga", Kind::Action, Group::All),
    common("ErrorVariable", "ev", Kind::Text, Group::All),
    common("WarningVariable", "wv", Kind::Text, Group::All),
    common("InformationVariable", "iv", Kind::Text, Group::All),
    common("OutVariable", "ov", Kind::Text, Group::All),
    common("OutBuffer", "ob", Kind::Int, Group::All),
    common("PipelineVariable", "pv", Kind::Text, Group::All),
    common("WhatIf", "wi", Kind::Switch, Group::ShouldProcess),
    common("Confirm", "cf", Kind::Switch, Group::ShouldProcess),
    common("IncludeTotalCount", "", Kind::Switch, Group::Paging),
    common("Skip", "", Kind::Long, Group::Paging),
    common("First", "", Kind::Long, Group::Paging),
];

/// The ones that a command has.
pub(crate) fn available(signature: &Signature) -> impl Iterator<Item = &'static Common> {
    let has = (signature.common_parameters, signature.should_process, signature.paging);
    COMMON.iter().filter(move |it| match it.group {
        Group::All => has.0,
        Group::ShouldProcess => has.1,
        Group::Paging => has.2,
    })
}

/// The number of one.
pub(crate) fn number(common: &'static Common) -> u8 {
    COMMON.iter().position(|it| std::ptr::eq(it, common)).unwrap_or_default() as u8
}

impl Common {
    /// Needs no value.
    pub(crate) fn is_switch(&self) -> bool {
        self.kind == Kind::Switch
    }

    /// Its type.
    pub(crate) fn ty(&self) -> Type {
        match self.kind {
            Kind::Action => well_known::ACTION_PREFERENCE.ty(),
            Kind::Switch => well_known::SWITCH_PARAMETER.ty(),
            Kind::Text => well_known::STRING.ty(),
            Kind::Int => well_known::INT32.ty(),
            Kind::Long => well_known::UINT64.ty(),
        }
    }
}

impl Binder<'_> {
    /// Binds a common parameter.
    pub(super) fn bind_common(&mut self, number: u8, value: &Value, text: Option<&Str>) -> Result<()> {
        let common = &COMMON[number as usize];
        let value = match (common.kind, text) {
            (Kind::Text, Some(text)) => text.clone().into(),
            // A name of an action needs no table of the enum's names.
            (Kind::Action, _) if value.as_string().is_some() && to_action(value).is_some() => {
                action(to_action(value).unwrap_or_default() as i64)
            }
            _ => coerce::to_type(self.session, &self.signature, common.name, common.ty(), value)?,
        };
        self.store(common, &value)?;
        let order = self.binding.bound.len() as u32;
        self.binding.bound_common.push((order, number, value));
        Ok(())
    }

    fn store(&mut self, common: &Common, value: &Value) -> Result<()> {
        let signature = self.signature.clone();
        let text = || value.as_string().cloned();
        let on = convert::is_true(value.unboxed());
        let to: &mut CommonParameters = &mut self.binding.common;
        match common.name {
            "Verbose" => to.verbose = Some(on),
            "Debug" => to.debug = Some(on),
            "WhatIf" => to.what_if = Some(on),
            "Confirm" => to.confirm = Some(on),
            "ErrorVariable" => to.error_variable = text(),
            "WarningVariable" => to.warning_variable = text(),
            "InformationVariable" => to.information_variable = text(),
            "OutVariable" => to.out_variable = text(),
            "PipelineVariable" => to.pipeline_variable = text(),
            "OutBuffer" => to.out_buffer = value.as_int(),
            "IncludeTotalCount" => to.include_total_count = on,
            "Skip" => to.skip = whole(value),
            "First" => to.first = whole(value),
            _ => {
                let wanted = to_action(value).unwrap_or_default();
                if wanted == Action::Suspend {
                    return Err(suspended(&signature, common.name));
                }
                match common.name {
                    "ErrorAction" => to.error_action = Some(wanted),
                    "WarningAction" => to.warning_action = Some(wanted),
                    "InformationAction" => to.information_action = Some(wanted),
                    _ => to.progress_action = Some(wanted),
                }
            }
        }
        Ok(())
    }
}

fn whole(value: &Value) -> Option<u64> {
    match value.view() {
        View::UInt64(it) => Some(it),
        _ => None,
    }
}

fn suspended(signature: &Signature, name: &'static str) -> psp_value::Interrupt {
    let message = format!(
        "Cannot bind parameter '{name}' to the target. Exception setting \"{name}\": \"The Suspend ActionPreference value is reserved for future use and is not supported at this time. For more information about preference variables, see the Help topic, \"about_Preference_Variables.\"\""
    );
    Failure::new(signature, "ParameterBindingFailed", message)
        .category(ErrorCategory::WriteError)
        .named(name)
        .into()
}
