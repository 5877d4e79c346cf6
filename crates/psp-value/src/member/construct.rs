//! Constructors: `[ty]::new(…)`.

use super::{
    error::{invocation, no_method, no_overload},
    overload,
};
use crate::{
    Context, ErrorCategory, Fault, Object, Result, Type, TypeCode, Value, View,
    object::{Data, KeyComparer},
    types::{MemberDef, MemberKind, TypeKind, well_known},
};

/// `[ty]::new(arguments)`
pub(super) fn construct(context: &mut dyn Context, ty: Type, arguments: Vec<Value>) -> Result<Value> {
    if ty.script.get().is_some() && !ty.is_enum() {
        return context.construct(ty, arguments);
    }
    if ty.is_array() {
        return new_array(context, ty, &arguments);
    }
    let mut members = constructors(ty);
    if members.is_empty() && ty.chain().any(|it| it == well_known::EXCEPTION.ty()) {
        members = constructors(well_known::EXCEPTION.ty());
    }
    if members.is_empty() {
        return undeclared(context, ty, arguments);
    }
    if arguments.is_empty()
        && ty.is_value_type()
        && !members.iter().any(|it| it.params().is_some_and(<[_]>::is_empty))
    {
        return undeclared(context, ty, arguments);
    }
    let (member, converted) = overload::choose(context, ty, "new", &members, &arguments, &[])?;
    let MemberKind::Constructor { call, .. } = member.kind else { return Ok(Value::NULL) };
    call(context, &Value::from(ty), &converted).map_err(|error| invocation(error, "new", arguments.len()))
}

/// The type's own constructors; those of base types make base types.
pub(crate) fn constructors(ty: Type) -> Vec<&'static MemberDef> {
    let Some(def) = ty.members.get() else { return Vec::new() };
    def.members.iter().filter(|it| matches!(it.kind, MemberKind::Constructor { .. })).collect()
}

fn new_array(context: &mut dyn Context, ty: Type, arguments: &[Value]) -> Result<Value> {
    let TypeKind::Array(rank) = ty.kind else { return Ok(Value::NULL) };
    if arguments.len() != rank as usize {
        return Err(no_overload("new", arguments.len()));
    }
    let mut dims = Vec::new();
    for argument in arguments {
        let length = crate::convert::to_i32(context, argument)?;
        let Ok(length) = usize::try_from(length) else {
            let fault =
                Fault::new("System.OverflowException", "Arithmetic operation resulted in an overflow.");
            return Err(invocation(fault.into(), "new", arguments.len()));
        };
        dims.push(length);
    }
    let total: usize = dims.iter().product();
    if total > 1 << 30 {
        let fault = Fault::new("System.OutOfMemoryException", "Array dimensions exceeded supported range.");
        return Err(invocation(fault.into(), "new", arguments.len()));
    }
    let element = ty.element();
    if element == well_known::BYTE.ty() && rank == 1 {
        return Ok(Object::bytes(vec![0; total]).into());
    }
    let items = vec![default_of(element); total];
    Ok(if rank == 1 { Object::array_of(element, items) } else { Object::grid(element, dims, items) }.into())
}

/// The value of a fresh element or field of the type.
pub fn default_of(ty: Type) -> Value {
    use crate::convert::{Num, cast};
    match ty.code {
        TypeCode::Bool => Value::FALSE,
        TypeCode::DateTime => psp_clr::datetime::DateTime::default().into(),
        TypeCode::TimeSpan => psp_clr::datetime::TimeSpan::default().into(),
        TypeCode::Enum => Value::enumeration(ty, 0),
        TypeCode::String | TypeCode::Object | TypeCode::Array => Value::NULL,
        code => cast(&Num::Int(0), code).unwrap_or_default(),
    }
}

/// Constructors of types that are data of this crate, when nothing declares them.
fn undeclared(context: &mut dyn Context, ty: Type, arguments: Vec<Value>) -> Result<Value> {
    let bare = arguments.is_empty() || arguments.len() == 1 && arguments[0].as_int().is_some();
    if bare {
        if ty == well_known::HASHTABLE.ty() || ty.is_a(well_known::IDICTIONARY.ty()) {
            return Ok(Object::table(ty, crate::Table::new(KeyComparer::Exact)).into());
        }
        if [well_known::ARRAY_LIST.name, well_known::LIST.name, well_known::COLLECTION.name]
            .contains(&ty.name)
        {
            return Ok(Object::list(ty, Vec::new()).into());
        }
    }
    if ty == well_known::OBJECT.ty() && arguments.is_empty() {
        return Ok(Object::new(ty, Data::Fields(crate::Lock::default())).into());
    }
    if (ty == well_known::PS_OBJECT.ty() || ty == well_known::PS_CUSTOM_OBJECT.ty()) && arguments.is_empty() {
        return Ok(Object::custom(crate::Fields::default()).into());
    }
    if ty.chain().any(|it| it == well_known::EXCEPTION.ty()) {
        return new_exception(context, ty, &arguments);
    }
    if ty.is_value_type() && arguments.is_empty() && ty.code != TypeCode::Object {
        return Ok(default_of(ty));
    }
    if let [only] = &arguments[..]
        && ty.name != well_known::OBJECT.name
        && matches!(only.view(), View::Object(_))
        && [well_known::ARRAY_LIST.name, well_known::LIST.name, well_known::COLLECTION.name]
            .contains(&ty.name)
    {
        return crate::convert::convert(context, only, ty);
    }
    if matches!(ty.kind, TypeKind::Interface | TypeKind::Abstract | TypeKind::Static) {
        return Err(Fault::runtime("MethodNotFound", no_new(ty))
            .category(ErrorCategory::InvalidOperation)
            .into());
    }
    Err(no_method(ty, "new"))
}

fn no_new(ty: Type) -> String {
    format!(
        "Method invocation failed because [{}] does not contain a method named 'new'.",
        crate::convert::net_full_name(ty)
    )
}

fn new_exception(context: &mut dyn Context, ty: Type, arguments: &[Value]) -> Result<Value> {
    let mut exception = crate::Exception { hresult: -2_146_233_088, ..crate::Exception::default() };
    match arguments {
        [] => {
            exception.message = format!("Exception of type '{}' was thrown.", ty.full_name()).into();
        }
        [message, rest @ ..] => {
            exception.message = crate::convert::to_text(context, message)?;
            if let Some(inner) =
                rest.iter().find(|it| it.ty().is_some_and(|it| it.is_a(well_known::EXCEPTION.ty())))
            {
                exception.inner = Some(inner.clone());
            }
        }
    }
    Ok(exception.object(ty))
}
