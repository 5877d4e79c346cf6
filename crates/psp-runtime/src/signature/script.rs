//! [`Signature::of_script`]: the parameters of a function, script or script block.

use super::{
    Parameter, SetPlace, Signature,
    attribute::{
        Arguments, Attributes, IGNORED, canonical, is_plain, metadata_fault, unknown_attribute,
        unknown_property,
    },
};
use crate::{binder::common, check::VariableConstraint, session::Session};
use psp_ir::{Attribute, Parameters, Symbol};
use psp_value::{Context, Result, Str, Value, convert, variable::Constraint, well_known};
use smallvec::{SmallVec, smallvec};
use std::{collections::HashMap, sync::Arc};

/// What `[CmdletBinding()]` says.
struct Options {
    present: bool,
    positional_binding: bool,
    default_set: Option<Str>,
    should_process: bool,
    paging: bool,
}

impl Signature {
    /// The parameters of a function, script or script block; `command` is the name in messages and error ids.
    ///
    /// # Errors
    /// Unknown types and attributes, names that clash, and what the attributes' arguments raise.
    pub fn of_script(session: &mut Session, parameters: &Parameters, command: &Str) -> Result<Self> {
        let options = Options::read(session, &parameters.attributes)?;
        let mut this = Self {
            command: command.clone(),
            error_source: command.clone(),
            is_script: true,
            advanced: options.present,
            should_process: options.should_process,
            paging: options.paging,
            ..Self::default()
        };
        this.default_set = options.default_set.as_ref().map(|name| this.set_number(&name.text()));
        for param in &parameters.params {
            let attributes = Attributes::read(session, &param.attributes)?;
            this.advanced |= !attributes.places.is_empty();
            let name = (&*param.spelling).into();
            let parameter = this.parameter(name, param.name, param.has_default, attributes);
            this.params.push(parameter);
        }
        this.common_parameters = this.advanced;
        this.positional_binding = options.positional_binding && !this.has_own_places();
        if this.positional_binding {
            this.number_positions();
        }
        this.refuse_clashes()?;
        this.index_names();
        Ok(this)
    }

    /// A parameter that is added at run time.
    pub(crate) fn added_parameter(
        &mut self,
        name: &Str,
        attributes: Attributes,
        object: &Value,
    ) -> Parameter {
        let parameter = self.parameter(name.clone(), Symbol::new(&name.text()), false, attributes);
        Parameter { dynamic: Some(object.clone()), ..parameter }
    }

    fn parameter(
        &mut self,
        name: Str,
        symbol: Symbol,
        has_default: bool,
        attributes: Attributes,
    ) -> Parameter {
        let mut sets: SmallVec<[SetPlace; 2]> = SmallVec::new();
        for (set, place) in attributes.places {
            let number = (!set.is_empty()).then(|| self.set_number(&set.text()));
            sets.push(SetPlace { set: number, ..place });
        }
        if sets.is_empty() {
            sets = smallvec![SetPlace::default()];
        }
        let ty =
            attributes.ty.filter(|&it| it != well_known::OBJECT.ty() && it != well_known::PS_OBJECT.ty());
        let transforms = if is_plain(&attributes.transforms) { Vec::new() } else { attributes.transforms };
        let checked = attributes.checks.iter().any(super::Check::validates);
        let constraint = (checked || !transforms.is_empty()).then(|| {
            let constraint = VariableConstraint::of_parts(ty, transforms.clone(), attributes.checks.clone());
            Arc::new(constraint) as Arc<dyn Constraint>
        });
        Parameter {
            name,
            symbol,
            aliases: attributes.aliases,
            is_switch: ty == Some(well_known::SWITCH_PARAMETER.ty()),
            ty,
            sets,
            checks: attributes.checks,
            has_default,
            help: Str::default(),
            type_name: attributes.type_name,
            hidden: attributes.hidden,
            transforms,
            constraint,
            obsolete: attributes.obsolete,
            dynamic: None,
        }
    }

    /// A position or a set that was written anywhere switches the implicit positions off.
    fn has_own_places(&self) -> bool {
        self.params.iter().flat_map(|it| &it.sets).any(|it| it.position.is_some() || it.set.is_some())
    }

    fn number_positions(&mut self) {
        for (position, param) in self.params.iter_mut().filter(|it| !it.is_switch).enumerate() {
            if let Some(place) = param.sets.first_mut() {
                place.position = Some(position as i32);
            }
        }
    }

    /// Names and aliases are unique, those of common parameters included.
    fn refuse_clashes(&self) -> Result<()> {
        let commons = || common::available(self);
        let mut names: HashMap<String, &Str> = HashMap::new();
        for param in &self.params {
            let lower = param.name.text().to_lowercase();
            if commons().any(|it| it.name.eq_ignore_ascii_case(&lower)) {
                let message = format!(
                    "A parameter with the name '{}' was defined multiple times for the command.",
                    param.name
                );
                return Err(metadata_fault("ParameterNameAlreadyExistsForCommand", message).into());
            }
            names.insert(lower, &param.name);
        }
        let mut aliases: Vec<String> = commons().map(|it| it.alias.to_owned()).collect();
        for param in &self.params {
            for alias in &param.aliases {
                let lower = alias.text().to_lowercase();
                if let Some(name) = names.get(&lower).filter(|it| **it != &param.name) {
                    let message = format!(
                        "The parameter '{name}' cannot be specified because it conflicts with the parameter alias of the same name for parameter '{}'.",
                        param.name
                    );
                    return Err(metadata_fault("ParameterNameConflictsWithAlias", message).into());
                }
                if aliases.contains(&lower) {
                    let message = format!(
                        "The parameter alias cannot be specified because an alias with the name '{alias}' was already defined multiple times for the command."
                    );
                    return Err(metadata_fault("AliasParameterNameAlreadyExistsForCommand", message).into());
                }
                aliases.push(lower);
            }
        }
        Ok(())
    }
}

impl Options {
    fn read(session: &mut Session, attributes: &[Attribute]) -> Result<Self> {
        let mut this = Self {
            present: false,
            positional_binding: true,
            default_set: None,
            should_process: false,
            paging: false,
        };
        for attribute in attributes {
            let name = canonical(&attribute.ty.name);
            if name == "cmdletbinding" {
                this.present = true;
                let arguments = Arguments::of(session, attribute)?;
                this.add(session, &arguments)?;
                continue;
            }
            let known = IGNORED.contains(&name.as_str())
                || matches!(name.as_str(), "alias" | "obsolete" | "parameter");
            let name = &attribute.ty.name;
            let found = known
                || session.find_type(name).is_some()
                || session.find_type(&format!("{name}Attribute")).is_some();
            if !found {
                return Err(unknown_attribute(name));
            }
        }
        Ok(this)
    }

    fn add(&mut self, session: &mut Session, arguments: &Arguments) -> Result<()> {
        for (name, value) in &arguments.named {
            let on = convert::is_true(value);
            match name.to_ascii_lowercase().as_str() {
                "defaultparametersetname" => {
                    self.default_set = Some(convert::to_text(session, value)?).filter(|it| !it.is_empty());
                }
                "positionalbinding" => self.positional_binding = on,
                "supportsshouldprocess" => self.should_process = on,
                "supportspaging" => self.paging = on,
                "confirmimpact" | "helpuri" | "remotingcapability" | "supportstransactions" => {}
                _ => return Err(unknown_property(name, "CmdletBinding")),
            }
        }
        Ok(())
    }
}
