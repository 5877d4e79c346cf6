//! `Get-Member`: what an object can be asked.

use crate::{record::Record, wildcard::Wildcard};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch, named_type};
use psp_value::{
    ErrorCategory, Fault, Result, Type, Value, View, enums,
    member::{self, MemberTypes},
    types::MemberKind,
};

/// Lists the properties and methods of objects, once for each type.
///
/// ```powershell
/// 'text' | Get-Member -MemberType Property
/// [math] | Get-Member -Static
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Member", output = "Microsoft.PowerShell.Commands.MemberDefinition")]
pub(super) struct GetMember {
    /// The object to look at.
    #[param(pipeline)]
    input_object: Value,
    /// Names of members; wildcards are allowed.
    #[param(position = 0, validate_not_null_or_empty)]
    name: Vec<String>,
    /// Kinds of members, such as `Property`, `Method`, `NoteProperty`.
    #[param(alias = "Type", ty = "System.Management.Automation.PSMemberTypes")]
    member_type: Value,
    /// `Base`, `Adapted`, `Extended` or `All`.
    #[param(ty = "System.Management.Automation.PSMemberViewTypes")]
    view: Value,
    /// Members of the type instead of the object's.
    #[param(name = "Static")]
    statics: Switch,
    /// Hidden members too.
    #[param]
    force: Switch,

    shown: Vec<String>,
}

/// A member that is listed.
struct Row {
    name: String,
    kind: MemberTypes,
    definition: String,
}

const PATH: &str = "System.Management.Automation.PSMemberTypes";

impl Cmdlet for GetMember {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_null() {
            return Ok(());
        }
        let of_type = self.statics.0.then(|| object.as_type().or_else(|| object.unboxed().ty())).flatten();
        let type_name = match of_type {
            Some(ty) => ty.full_name(),
            None => member::type_names(&object).first().map(|it| it.text().into_owned()).unwrap_or_default(),
        };
        if self.shown.contains(&type_name) {
            return Ok(());
        }
        self.shown.push(type_name.clone());
        let mut rows = match of_type {
            Some(ty) => static_members(shell.session, ty),
            None => self.members(shell, &object)?,
        };
        let mask = mask(&self.member_type);
        rows.retain(|it| mask & i64::from(it.kind as u16) != 0);
        if !self.name.is_empty() {
            let patterns = Wildcard::all(&self.name);
            rows.retain(|row| patterns.iter().any(|it| it.matches(&row.name)));
        }
        rows.sort_by(|a, b| {
            a.kind.name().cmp(b.kind.name()).then_with(|| a.name.to_uppercase().cmp(&b.name.to_uppercase()))
        });
        rows.into_iter().try_for_each(|row| shell.write(definition(&type_name, row)))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !self.shown.is_empty() {
            return Ok(());
        }
        let fault = Fault::new(
            "System.InvalidOperationException",
            "You must specify an object for the Get-Member cmdlet.",
        )
        .id("NoObjectInGetMember")
        .category(ErrorCategory::CloseError);
        shell.write_error(fault.into_record())
    }
}

impl GetMember {
    fn members(&self, shell: &mut Shell<'_>, object: &Value) -> Result<Vec<Row>> {
        let view = match self.view.unboxed().view() {
            View::Enum(_, number) => number,
            _ => 7,
        };
        let all = member::members_of(shell.session, object)?;
        let wanted = all.into_iter().filter(|it| {
            let own = matches!(it.kind, MemberTypes::Property | MemberTypes::Method | MemberTypes::Event);
            !it.is_static && (!it.hidden || self.force.0) && (if own { view & 6 != 0 } else { view & 1 != 0 })
        });
        Ok(wanted
            .map(|it| Row { name: it.name.text().into_owned(), kind: it.kind, definition: it.definition })
            .collect())
    }
}

/// Static members as the types declare them; overloads together.
fn static_members(context: &mut dyn psp_value::Context, ty: Type) -> Vec<Row> {
    let of_class = context.script_class_members(ty).into_iter().filter(|it| it.is_static && !it.hidden);
    let row = |it: member::MemberView| Row {
        name: it.name.text().into_owned(),
        kind: it.kind,
        definition: it.definition,
    };
    let mut rows: Vec<Row> = of_class.map(row).collect();
    for member in ty.all_members().into_iter().filter(|it| it.is_static) {
        let (kind, definition) = match &member.kind {
            MemberKind::Method { .. } => (MemberTypes::Method, member::method_text(member, ty)),
            MemberKind::Constructor { .. } => continue,
            MemberKind::Property { ty: of, set, .. } => {
                let access = if set.is_some() { "{get;set;}" } else { "{get;}" };
                let of = member::type_text(of.resolve(ty));
                (MemberTypes::Property, format!("static {of} {} {access}", member.name))
            }
        };
        match rows.iter_mut().find(|it| it.name == member.name && it.kind == kind) {
            Some(known) if kind == MemberTypes::Method => {
                known.definition.push_str(", ");
                known.definition.push_str(&definition);
            }
            Some(_) => {}
            None => rows.push(Row { name: member.name.to_owned(), kind, definition }),
        }
    }
    rows
}

fn definition(type_name: &str, row: Row) -> Value {
    let ty = named_type(PATH);
    let kind = if enums::info(ty).values.is_empty() {
        row.kind.name().into()
    } else {
        Value::enumeration(ty, i64::from(row.kind as u16))
    };
    let values = vec![type_name.into(), row.name.as_str().into(), kind, row.definition.as_str().into()];
    let names = &["TypeName", "Name", "MemberType", "Definition"];
    Record::with_text("Microsoft.PowerShell.Commands.MemberDefinition", row.definition, names, values)
}

/// The kinds that `-MemberType` asks for, as bits.
pub(super) fn mask(value: &Value) -> i64 {
    match value.unboxed().view() {
        View::Enum(_, number) => number,
        View::Int32(number) => i64::from(number),
        View::Str(text) => text.text().split(',').map(|it| named(it.trim())).fold(0, |all, it| all | it),
        View::Object(_) => {
            value.as_elements().unwrap_or_default().iter().map(mask).fold(0, |all, it| all | it)
        }
        _ => -1,
    }
}

fn named(name: &str) -> i64 {
    use MemberTypes as M;
    const ALL: [MemberTypes; 13] = [
        M::AliasProperty,
        M::CodeProperty,
        M::Property,
        M::NoteProperty,
        M::ScriptProperty,
        M::PropertySet,
        M::Method,
        M::CodeMethod,
        M::ScriptMethod,
        M::ParameterizedProperty,
        M::MemberSet,
        M::Event,
        M::Dynamic,
    ];
    match name.to_ascii_lowercase().as_str() {
        "properties" => 31,
        "methods" => 448,
        "all" => -1,
        _ => ALL
            .into_iter()
            .find(|it| it.name().eq_ignore_ascii_case(name))
            .map_or(0, |it| i64::from(it as u16)),
    }
}
