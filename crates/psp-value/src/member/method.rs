//! Methods as values: what `$x.ToUpper` without parentheses gives.

use super::definition;
use crate::{
    Context, ExtraMemberKind, Native, Object, Result, Str, Type, Value,
    types::{TypeCode, TypeInfo, TypeKind, well_known},
};

/// `System.Management.Automation.PSMethod`.
pub static PS_METHOD: TypeInfo = TypeInfo::new(
    "System.Management.Automation.PSMethod",
    TypeKind::Class,
    TypeCode::Object,
    Some(Type(&well_known::OBJECT)),
    &[],
);
static PS_SCRIPT_METHOD: TypeInfo = TypeInfo::new(
    "System.Management.Automation.PSScriptMethod",
    TypeKind::Class,
    TypeCode::Object,
    Some(Type(&well_known::OBJECT)),
    &[],
);

/// A method of a value or a type.
pub struct PsMethod {
    /// The receiver; null for static methods.
    pub target: Value,
    /// The type that has it.
    pub owner: Type,
    /// As it is spelled.
    pub name: Str,
    /// The definitions of all overloads.
    overloads: Vec<String>,
    member_type: &'static str,
}

impl Native for PsMethod {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.overloads.join(", ")))
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => self.name.clone().into(),
            "membertype" => {
                let ty = context.find_type("System.Management.Automation.PSMemberTypes");
                let ty = ty.filter(|it| it.is_enum());
                let number =
                    ty.and_then(|it| crate::convert::parse_enum(it, self.member_type, true).ok().flatten());
                match (ty, number) {
                    (Some(ty), Some(number)) => Value::enumeration(ty, number),
                    _ => self.member_type.into(),
                }
            }
            "overloaddefinitions" => Value::strings(self.overloads.iter().map(String::as_str)),
            "value" => return None,
            "isinstance" => Value::FALSE,
            "typenameofvalue" => "System.Management.Automation.PSMethod".into(),
            _ => return None,
        }))
    }
}

/// A method that a script added.
pub(super) fn method_object(target: &Value, name: &Str, kind: &ExtraMemberKind) -> Value {
    let _ = kind;
    let overloads = vec![format!("System.Object {name}();")];
    let owner = target.ty().unwrap_or(well_known::OBJECT.ty());
    let method = PsMethod {
        target: target.clone(),
        owner,
        name: name.clone(),
        overloads,
        member_type: "ScriptMethod",
    };
    Object::native(PS_SCRIPT_METHOD.ty(), method).into()
}

/// A method of the value's type.
pub(super) fn declared_method(target: &Value, name: &str) -> Value {
    let owner = target.ty().unwrap_or(well_known::OBJECT.ty());
    let overloads = definition::overloads(owner, name, false);
    let method =
        PsMethod { target: target.clone(), owner, name: name.into(), overloads, member_type: "Method" };
    Object::native(PS_METHOD.ty(), method).into()
}

/// A static method of a type.
pub(super) fn static_method(ty: Type, name: &str) -> Value {
    let overloads = definition::overloads(ty, name, true);
    let method =
        PsMethod { target: Value::NULL, owner: ty, name: name.into(), overloads, member_type: "Method" };
    Object::native(PS_METHOD.ty(), method).into()
}
