//! Attributes of parameters and variables: from what a script wrote to what the binder and variables do with a value.

use super::{Check, SetPlace, Transform};
use crate::session::Session;
use psp_ir::{Attribute, ConstExpr, Constant, ParamAttribute, TypeRef};
use psp_value::{
    BlockCall, Context, ErrorCategory, Fault, Interrupt, Result, Str, Type, Value, convert, member,
};
use std::sync::Arc;

/// What stands before a parameter or variable, resolved.
#[derive(Default)]
pub struct Attributes {
    /// The declared type: of several, the leftmost.
    pub ty: Option<Type>,
    /// Conversions and transformations in the order in which they run: from right to left.
    pub transforms: Vec<Transform>,
    /// Validation in order of declaration.
    pub checks: Vec<Check>,
    /// `[Parameter()]` attributes: the set's name, empty for all sets, and the place in it.
    pub places: Vec<(Str, SetPlace)>,
    /// `[Alias()]`
    pub aliases: Vec<Str>,
    /// `[PSTypeName()]`
    pub type_name: Option<Str>,
    /// `DontShow`
    pub hidden: bool,
    /// The message of `[Obsolete()]`.
    pub obsolete: Option<Str>,
}

/// An attribute's arguments as values.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) positional: Vec<Value>,
    pub(super) named: Vec<(Box<str>, Value)>,
}

impl Attributes {
    /// Resolves types and attributes.
    ///
    /// # Errors
    /// `TypeNotFound`, `CustomAttributeTypeNotFound`, `PropertyNotFoundForType`, and what the arguments' code raises.
    pub fn read(session: &mut Session, attributes: &[ParamAttribute]) -> Result<Self> {
        let mut this = Self::default();
        for attribute in attributes {
            match attribute {
                ParamAttribute::Type(reference) => {
                    let ty = resolve_type(session, reference)?;
                    this.ty.get_or_insert(ty);
                    this.transforms.push(Transform::Type(ty));
                }
                ParamAttribute::Attribute(attribute) => this.add(session, attribute)?,
            }
        }
        this.transforms.reverse();
        Ok(this)
    }

    fn add(&mut self, session: &mut Session, attribute: &Attribute) -> Result<()> {
        let name = canonical(&attribute.ty.name);
        if IGNORED.contains(&name.as_str()) {
            return Ok(());
        }
        if !KNOWN.contains(&name.as_str()) {
            return self.add_custom(session, attribute);
        }
        let arguments = Arguments::of(session, attribute)?;
        self.add_known(session, &name, &arguments)
    }

    /// One of [`KNOWN`].
    pub(super) fn add_known(
        &mut self,
        session: &mut Session,
        name: &str,
        arguments: &Arguments,
    ) -> Result<()> {
        match name {
            "parameter" => return self.add_place(session, arguments),
            "alias" => self.aliases.extend(arguments.texts(session)?),
            "pstypename" => self.type_name = arguments.texts(session)?.pop(),
            "obsolete" => {
                self.obsolete = Some(arguments.texts(session)?.into_iter().next().unwrap_or_default());
            }
            _ => self.checks.push(check(session, name, arguments)?),
        }
        Ok(())
    }

    fn add_place(&mut self, session: &mut Session, arguments: &Arguments) -> Result<()> {
        let (mut set, mut place) = (Str::default(), SetPlace::default());
        for (name, value) in &arguments.named {
            let on = convert::is_true(value);
            match name.to_ascii_lowercase().as_str() {
                "position" => place.position = Some(convert::to_i32(session, value)?),
                "parametersetname" => set = convert::to_text(session, value)?,
                "mandatory" => place.mandatory = on,
                "valuefrompipeline" => place.pipeline = on,
                "valuefrompipelinebypropertyname" => place.by_name = on,
                "valuefromremainingarguments" => place.rest = on,
                "helpmessage" => place.help_message = convert::to_text(session, value)?,
                "dontshow" => self.hidden |= on,
                "helpmessagebasename" | "helpmessageresourceid" => {}
                _ => return Err(unknown_property(name, "CmdletBinding")),
            }
        }
        if set.text().eq_ignore_ascii_case("__AllParameterSets") {
            set = Str::default();
        }
        self.places.push((set, place));
        Ok(())
    }

    /// An attribute of a script's own class, or of a type that the binder has no use for.
    fn add_custom(&mut self, session: &mut Session, attribute: &Attribute) -> Result<()> {
        let name = &attribute.ty.name;
        let Some(ty) = find_attribute(session, name) else { return Err(unknown_attribute(name)) };
        let derives = |base: &str| {
            ty.chain()
                .any(|it| it.name.strip_prefix("System.Management.Automation.").is_some_and(|it| it == base))
        };
        let validates =
            derives("ValidateArgumentsAttribute") || derives("ValidateEnumeratedArgumentsAttribute");
        if !validates && !derives("ArgumentTransformationAttribute") {
            return Ok(());
        }
        let arguments = Arguments::of(session, attribute)?;
        let instance = session.construct(ty, arguments.positional)?;
        for (name, value) in arguments.named {
            member::set_member(session, &instance, &Str::new(&name), value)?;
        }
        if validates {
            self.checks.push(Check::Custom(instance));
        } else {
            self.transforms.push(Transform::Custom(instance));
        }
        Ok(())
    }
}

/// Attributes with a meaning for binding, lower-case and without `Attribute`.
const KNOWN: &[&str] = &[
    "parameter",
    "alias",
    "pstypename",
    "obsolete",
    "allownull",
    "allowemptystring",
    "allowemptycollection",
    "validateset",
    "validaterange",
    "validatelength",
    "validatecount",
    "validatepattern",
    "validatescript",
    "validatenotnull",
    "validatenotnullorempty",
    "validatenotnullorwhitespace",
    "validatedrive",
    "validateuserdrive",
];

/// Attributes without one.
pub(super) const IGNORED: &[&str] = &[
    "supportswildcards",
    "psdefaultvalue",
    "argumentcompleter",
    "argumentcompletions",
    "validatetrusteddata",
    "credential",
    "experimental",
    "outputtype",
    "dscproperty",
    "dscresource",
    "norunspaceaffinity",
    "system.diagnostics.codeanalysis.suppressmessage",
    "diagnostics.codeanalysis.suppressmessage",
    "codeanalysis.suppressmessage",
    "suppressmessage",
    "system.diagnostics.codeanalysis.excludefromcodecoverage",
    "diagnostics.codeanalysis.excludefromcodecoverage",
    "excludefromcodecoverage",
    "system.componentmodel.description",
    "componentmodel.description",
    "system.diagnostics.debuggerhidden",
    "diagnostics.debuggerhidden",
    "debuggerhidden",
    "system.diagnostics.debuggerstepthrough",
    "diagnostics.debuggerstepthrough",
];

/// Attributes that classes and enums may have.
const OF_CLASSES: &[&str] = &[
    "flags",
    "serializable",
    "attributeusage",
    "nonserialized",
    "cmdletbinding",
    "componentmodel.typeconverter",
    "typeconverter",
];

/// The name is that of an attribute that psp knows, though there may be no type of it.
pub fn is_attribute(name: &str) -> bool {
    let name = canonical(name);
    let of_class = name.strip_prefix("system.").unwrap_or(&name);
    [KNOWN, IGNORED].iter().any(|it| it.contains(&name.as_str())) || OF_CLASSES.contains(&of_class)
}

/// Says something about binding.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

/// An attribute's name without namespace and suffix, lower-case.
pub(super) fn canonical(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let short = lower.strip_prefix("system.management.automation.").unwrap_or(&lower);
    let short = short.strip_prefix("system.obsolete").map_or(short, |_| "obsolete");
    short.strip_suffix("attribute").unwrap_or(short).to_owned()
}

fn find_attribute(session: &mut Session, name: &str) -> Option<Type> {
    session.find_type(name).or_else(|| session.find_type(&format!("{name}Attribute")))
}

fn check(session: &mut Session, name: &str, arguments: &Arguments) -> Result<Check> {
    let message = arguments.text(session, "errormessage")?;
    let of = |index: usize| arguments.positional.get(index).cloned().unwrap_or_default();
    Ok(match name {
        "validateset" => return set_check(session, arguments, message),
        "validaterange" if arguments.positional.len() < 2 => {
            Check::RangeKind(convert::to_text(session, &of(0))?)
        }
        "validaterange" => range_check(session, of(0), of(1))?,
        "validatelength" => {
            Check::Length(convert::to_i64(session, &of(0))?, convert::to_i64(session, &of(1))?)
        }
        "validatecount" => Check::Count(convert::to_i64(session, &of(0))?, convert::to_i64(session, &of(1))?),
        "validatepattern" => {
            let options = arguments.text(session, "options")?.unwrap_or_else(|| "IgnoreCase".into());
            Check::Pattern { pattern: convert::to_text(session, &of(0))?, options, message }
        }
        "validatescript" => Check::Script { block: of(0), message },
        "validatenotnull" => Check::NotNull,
        "validatenotnullorempty" => Check::NotNullOrEmpty,
        "validatenotnullorwhitespace" => Check::NotNullOrWhiteSpace,
        "allownull" => Check::AllowNull,
        "allowemptystring" => Check::AllowEmptyString,
        "allowemptycollection" => Check::AllowEmptyCollection,
        "validatedrive" => Check::Drive(arguments.texts(session)?.into()),
        _ => Check::UserDrive,
    })
}

fn set_check(session: &mut Session, arguments: &Arguments, message: Option<Str>) -> Result<Check> {
    if let [only] = arguments.positional.as_slice()
        && let Some(ty) = only.as_type()
    {
        return Ok(Check::SetFrom(ty));
    }
    let ignore_case = arguments.get("ignorecase").is_none_or(convert::is_true);
    let values: Arc<[Str]> = arguments.texts(session)?.into();
    Ok(Check::Set { values, ignore_case, message })
}

fn range_check(session: &mut Session, min: Value, max: Value) -> Result<Check> {
    if psp_value::compare::order(session, &max, &min, false)?.is_lt() {
        let message = "The specified maximum range cannot be accepted because it is less than the specified minimum range. Update the ValidateRange attribute for the parameter.";
        return Err(metadata_fault("MaxRangeSmallerThanMinRange", message).into());
    }
    Ok(Check::Range { min, max })
}

impl Arguments {
    /// Evaluates an attribute's arguments.
    pub(super) fn of(session: &mut Session, attribute: &Attribute) -> Result<Self> {
        let mut this = Self::default();
        for argument in &attribute.positional {
            this.positional.push(evaluate(session, argument)?);
        }
        for (name, argument) in &attribute.named {
            this.named.push((name.clone(), evaluate(session, argument)?));
        }
        Ok(this)
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.named.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn text(&self, session: &mut Session, name: &str) -> Result<Option<Str>> {
        self.get(name).map(|value| convert::to_text(session, value)).transpose()
    }

    /// The positional arguments as texts; an array counts for its elements.
    fn texts(&self, session: &mut Session) -> Result<Vec<Str>> {
        let mut texts = Vec::new();
        for value in &self.positional {
            for item in value.as_elements().unwrap_or_else(|| vec![value.clone()]) {
                texts.push(convert::to_text(session, &item)?);
            }
        }
        Ok(texts)
    }
}

/// The value of an argument or initial value.
///
/// # Errors
/// Unknown types, and what code raises.
pub fn evaluate(session: &mut Session, expression: &ConstExpr) -> Result<Value> {
    let state = session.frame(session.current).state;
    match expression {
        ConstExpr::Value(Constant::Block(code)) => Ok(session.block_value(code.clone(), state)),
        ConstExpr::Value(constant) => Ok(crate::value_of(constant)),
        ConstExpr::Type(reference) => Ok(resolve_type(session, reference)?.into()),
        ConstExpr::Array(items) => {
            let items: Result<Vec<Value>> = items.iter().map(|it| evaluate(session, it)).collect();
            Ok(Value::array(items?))
        }
        ConstExpr::Code(code) => {
            let block = session.block_value(code.clone(), state);
            let Some(object) = block.as_object() else { return Ok(Value::NULL) };
            session.call_block(object, BlockCall { in_callers_scope: true, ..BlockCall::default() })
        }
    }
}

/// The type that a script names.
///
/// # Errors
/// `TypeNotFound`
pub(crate) fn resolve_type(session: &mut Session, reference: &TypeRef) -> Result<Type> {
    session.find_type(&reference.name).ok_or_else(|| {
        Fault::runtime("TypeNotFound", format!("Unable to find type [{}].", reference.name))
            .category(ErrorCategory::InvalidOperation)
            .target(&*reference.name)
            .into()
    })
}

pub(super) fn unknown_attribute(name: &str) -> Interrupt {
    let message = format!(
        "Cannot find the type for custom attribute '{name}'. Make sure that the assembly that contains this type is loaded."
    );
    Fault::runtime("CustomAttributeTypeNotFound", message).category(ErrorCategory::InvalidOperation).into()
}

/// The error of a named argument that an attribute does not have. pwsh names `CmdletBinding` for `Parameter`, too.
pub(super) fn unknown_property(property: &str, attribute: &str) -> Interrupt {
    let message = format!(
        "Property '{property}' cannot be found for type 'System.Management.Automation.{attribute}Attribute'."
    );
    Fault::runtime("PropertyNotFoundForType", message).category(ErrorCategory::InvalidOperation).into()
}

/// An error of a declaration.
pub(crate) fn metadata_fault(id: &str, message: impl Into<String>) -> Fault {
    Fault::new("System.Management.Automation.MetadataException", message)
        .id(id)
        .category(ErrorCategory::MetadataError)
}

/// Nothing but a conversion to one type, which needs no list of transformations.
pub(super) fn is_plain(transforms: &[Transform]) -> bool {
    matches!(transforms, [] | [Transform::Type(_)])
}
