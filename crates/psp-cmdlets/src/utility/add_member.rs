//! `Add-Member`: members for one object.

use super::get_member::mask;
use crate::{fault, property::same_name};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, FromArgument, Shell, Switch};
use psp_value::{
    Context, ErrorCategory, ExtraMember, ExtraMemberKind, Fault, Interrupt, Result, Str, Type, Value,
    convert,
    member::{self, MemberTypes},
    well_known,
};

/// Adds properties and methods to one object.
///
/// ```powershell
/// $box = [pscustomobject]@{ Width = 2; Height = 3 }
/// $box | Add-Member ScriptProperty Area { $this.Width * $this.Height }
/// $box | Add-Member -NotePropertyMembers @{ Colour = 'red' } -PassThru
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Add-Member", default_set = "TypeNameSet")]
pub(super) struct AddMember {
    /// The object that gets the members.
    #[param(set = "MemberSet", mandatory, pipeline)]
    #[param(set = "NotePropertyMultiMemberSet", mandatory, pipeline)]
    #[param(set = "NotePropertySingleMemberSet", mandatory, pipeline)]
    #[param(set = "TypeNameSet", mandatory, pipeline)]
    input_object: Value,
    /// The kind of member, such as `NoteProperty`, `ScriptMethod`.
    #[param(
        set = "MemberSet",
        position = 0,
        mandatory,
        alias = "Type",
        ty = "System.Management.Automation.PSMemberTypes"
    )]
    member_type: Value,
    /// The member's name.
    #[param(set = "MemberSet", position = 1, mandatory)]
    name: Option<String>,
    /// The value, the script block that reads or is called, or the name that an alias stands for.
    #[param(set = "MemberSet", position = 2)]
    value: Value,
    /// The script block that writes.
    #[param(set = "MemberSet", position = 3)]
    second_value: Value,
    /// A type name that goes before the object's own.
    #[param(set = "MemberSet", validate_not_null_or_empty)]
    #[param(set = "NotePropertyMultiMemberSet")]
    #[param(set = "NotePropertySingleMemberSet")]
    #[param(set = "TypeNameSet", mandatory)]
    type_name: Option<String>,
    /// Replaces a member of the name.
    #[param(set = "MemberSet")]
    #[param(set = "NotePropertyMultiMemberSet")]
    #[param(set = "NotePropertySingleMemberSet")]
    force: Switch,
    /// Gives the object.
    #[param(set = "MemberSet")]
    #[param(set = "NotePropertyMultiMemberSet")]
    #[param(set = "NotePropertySingleMemberSet")]
    #[param(set = "TypeNameSet")]
    pass_thru: Switch,
    /// The name of a property with a value.
    #[param(set = "NotePropertySingleMemberSet", position = 0, mandatory, validate_not_null_or_empty)]
    note_property_name: Option<NoteName>,
    /// The property's value.
    #[param(set = "NotePropertySingleMemberSet", position = 1, mandatory, allow_null)]
    note_property_value: Value,
    /// Several properties: names and values.
    #[param(
        set = "NotePropertyMultiMemberSet",
        position = 0,
        mandatory,
        ty = "System.Collections.IDictionary",
        validate_not_null_or_empty
    )]
    note_property_members: Value,
}

impl Cmdlet for AddMember {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let target = member::boxed(&self.input_object);
        if let Some(name) = self.type_name.clone().filter(|it| !it.is_empty()) {
            let full = shell.find_type(&name).map_or(name, psp_value::Type::full_name);
            member::add_type_name(&target, &Str::new(&full));
        }
        if let Some(table) = self.note_property_members.as_table() {
            let entries: Vec<(Value, Value)> =
                table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
            for (key, value) in entries {
                let name = convert::to_text(shell.session, &key)?;
                self.add(shell, &target, &name, ExtraMemberKind::Note(value))?;
            }
        } else if let Some(NoteName(name)) = &self.note_property_name {
            let value = self.note_property_value.clone();
            self.add(shell, &target, &Str::new(name), ExtraMemberKind::Note(value))?;
        } else if let Some(name) = self.name.clone() {
            match self.kind(shell)? {
                Ok(kind) => self.add(shell, &target, &Str::new(&name), kind)?,
                Err(error) => return Err(error),
            }
        }
        if self.pass_thru.0 { shell.write(target) } else { Ok(()) }
    }
}

/// The name of a property; the name of a kind of member is an argument for `-MemberType`.
struct NoteName(String);

impl FromArgument for NoteName {
    fn ty() -> Type {
        well_known::STRING.ty()
    }

    fn from_argument(value: Value, context: &mut dyn Context) -> Result<Self> {
        const KINDS: &str = "AliasProperty CodeProperty Property NoteProperty ScriptProperty Properties PropertySet \
            Method CodeMethod ScriptMethod Methods ParameterizedProperty MemberSet Event Dynamic InferredProperty All";
        let name = convert::to_text(context, &value)?.text().into_owned();
        if KINDS.split_whitespace().any(|it| it.eq_ignore_ascii_case(&name)) {
            let message = format!(
                "Cannot validate argument on parameter 'NotePropertyName'. The name of a kind of member, '{name}', names no property."
            );
            // This type lets the binder go on to other parameters at the same position.
            return Err(Fault::new("System.Management.Automation.ParameterBindingException", message)
                .id("ParameterArgumentValidationError")
                .category(ErrorCategory::InvalidData)
                .into());
        }
        Ok(Self(name))
    }
}

fn wrong(id: &str, message: &str) -> Interrupt {
    Fault::new("System.InvalidOperationException", message)
        .id(id)
        .category(ErrorCategory::InvalidOperation)
        .into()
}

impl AddMember {
    /// The member that the arguments describe, or the error of arguments that do not fit.
    fn kind(&self, shell: &mut Shell<'_>) -> Result<std::result::Result<ExtraMemberKind, Interrupt>> {
        let block = |value: &Value| value.as_block().is_some();
        let wanted = mask(&self.member_type);
        let is = |kind: MemberTypes| wanted == i64::from(kind as u16);
        if is(MemberTypes::NoteProperty) {
            return Ok(Ok(ExtraMemberKind::Note(self.value.clone())));
        }
        if is(MemberTypes::AliasProperty) {
            if !self.second_value.is_null() {
                return Err(fault::parameter("Add-Member", "SecondValue with AliasProperty"));
            }
            return Ok(Ok(ExtraMemberKind::Alias(shell.text(&self.value)?)));
        }
        if is(MemberTypes::ScriptProperty) {
            let (get, set) = (self.value.clone(), self.second_value.clone());
            if !block(&get) && !block(&set) {
                let message = "Both Value1 and Value2 parameters for ScriptProperty should not be null.";
                return Ok(Err(wrong("Value1AndValue2ShouldNotBeNull", message)));
            }
            let some = |it: Value| if it.is_null() { None } else { Some(it) };
            return Ok(Ok(ExtraMemberKind::ScriptProperty { get: some(get), set: some(set) }));
        }
        if is(MemberTypes::ScriptMethod) {
            let body = convert::convert(shell.session, &self.value, well_known::SCRIPT_BLOCK.ty())?;
            return Ok(Ok(ExtraMemberKind::ScriptMethod(body)));
        }
        if is(MemberTypes::PropertySet) {
            let names = self.value.as_elements().unwrap_or_else(|| vec![self.value.clone()]);
            let names = names.iter().map(|it| shell.text(it)).collect::<Result<Vec<_>>>()?;
            return Ok(Ok(ExtraMemberKind::PropertySet(names)));
        }
        if is(MemberTypes::MemberSet) {
            return Ok(Ok(ExtraMemberKind::MemberSet(self.value.clone())));
        }
        let message = format!(
            "Cannot add a member with type \"{}\". Specify a different type for the MemberTypes parameter.",
            shell.text(&self.member_type)?
        );
        Ok(Err(wrong("CannotAddMemberType", &message)))
    }

    fn add(&self, shell: &mut Shell<'_>, target: &Value, name: &Str, kind: ExtraMemberKind) -> Result<()> {
        if exists(shell, target, name)? {
            if !self.force.0 {
                let message = format!(
                    "Cannot add a member with the name \"{name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command."
                );
                let fault = Fault::new("System.InvalidOperationException", message)
                    .id("MemberAlreadyExists")
                    .category(ErrorCategory::InvalidOperation)
                    .target(target.clone());
                return shell.write_error(fault.into_record());
            }
            member::remove_member(target, name);
        }
        member::add_member(target, ExtraMember { name: name.clone(), kind, hidden: false });
        Ok(())
    }
}

/// The object has a member of this name.
fn exists(shell: &mut Shell<'_>, target: &Value, name: &Str) -> Result<bool> {
    if let Some(object) = target.as_object()
        && object.ty() == well_known::PS_CUSTOM_OBJECT.ty()
    {
        let field = target.as_fields().is_some_and(|it| it.with(|it| it.get(name).is_some()));
        let added = object.read_extra(|it| it.find(&name.text()).is_some()).unwrap_or(false);
        let universal =
            ["Equals", "GetHashCode", "GetType", "ToString"].iter().any(|it| same_name(it, &name.text()));
        return Ok(field || added || universal);
    }
    let members = member::members_of(shell.session, target)?;
    Ok(members.iter().any(|it| !it.is_static && same_name(&it.name.text(), &name.text())))
}
