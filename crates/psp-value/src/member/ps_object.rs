//! `psobject`, `pstypenames` and their like: an object's members as objects.

use super::{
    property_info::{MemberCollection, Which},
    type_names,
};
use crate::{
    Context, Native, Object, Result, Str, Type, Value,
    object::Data,
    types::{TypeCode, TypeInfo, TypeKind, well_known},
};

static MEMBER_SET: TypeInfo = TypeInfo::new(
    "System.Management.Automation.PSMemberSet",
    TypeKind::Class,
    TypeCode::Object,
    Some(Type(&well_known::OBJECT)),
    &[],
);

/// The members that every value has beside its own.
pub(super) fn special(target: &Value, name: &Str) -> Option<Value> {
    let bytes = name.as_bytes();
    if bytes.len() < 6 || !bytes[..2].eq_ignore_ascii_case(b"ps") {
        return None;
    }
    match name.text().to_ascii_lowercase().as_str() {
        "psobject" => Some(Object::native(well_known::PS_OBJECT.ty(), PsObject(target.clone())).into()),
        "pstypenames" => Some(type_name_list(target)),
        "psbase" if target.as_table().is_some() => {
            Some(Object::native(MEMBER_SET.ty(), PsBase(target.clone())).into())
        }
        "psbase" => Some(target.base().clone()),
        "psadapted" | "psextended" => Some(Object::native(MEMBER_SET.ty(), PsObject(target.clone())).into()),
        _ => None,
    }
}

/// A table without its entries: `$h.psbase.Count` is the count whatever keys there are.
pub(super) struct PsBase(pub Value);

impl Native for PsBase {
    fn enumerate(&self, _this: &Value) -> Option<crate::Enumeration> {
        crate::enumerate_table(self.0.as_object()?)
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        super::get::of_type(context, &self.0, &Str::new(name)).transpose()
    }
}

/// What `$x.psobject` gives.
pub struct PsObject(pub Value);

impl Native for PsObject {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        crate::convert::to_text(context, &self.0).map(|it| Some(it.text().into_owned()))
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let collection = |which| Some(Ok(MemberCollection::of(&self.0, which)));
        match name.to_ascii_lowercase().as_str() {
            "properties" => collection(Which::Properties),
            "methods" => collection(Which::Methods),
            "members" => collection(Which::All),
            "typenames" => Some(Ok(type_name_list(&self.0))),
            "baseobject" | "immediatebaseobject" => Some(Ok(self.0.base().clone())),
            _ => None,
        }
    }
}

/// `$x.psobject.Copy()`: the same members in a new object.
pub fn copy(value: &Value) -> Value {
    let Some(object) = value.as_object() else { return value.clone() };
    let data = match &object.data {
        Data::Fields(fields) => Data::Fields(crate::Lock::new(fields.snapshot())),
        Data::Boxed(inner) => Data::Boxed(inner.clone()),
        _ => return value.clone(),
    };
    let copy = Object::new(object.ty(), data);
    let extra = object.read_extra(|it| (it.type_names.clone(), it.members.clone(), it.base.clone()));
    if let Some((type_names, members, base)) = extra {
        copy.with_extra(|it| {
            it.type_names = type_names;
            it.members = members;
            it.base = base;
        });
    }
    copy.into()
}

/// `PSTypeNames`: a list that the object keeps, so that changing it changes the object.
fn type_name_list(target: &Value) -> Value {
    let names: Vec<Value> = type_names(target).into_iter().map(Value::from).collect();
    let ty = crate::types::instantiate(well_known::COLLECTION.ty(), &[well_known::STRING.ty()]);
    let Some(object) = target.as_object() else { return Object::list(ty, names).into() };
    if let Some(known) = object.read_extra(|it| it.replaced_type_names.clone()).flatten() {
        return known;
    }
    let list = Value::from(Object::list(ty, names));
    object.with_extra(|it| it.replaced_type_names = Some(list.clone()));
    list
}

/// Puts a type name before the others.
pub fn add_type_name(value: &Value, name: &Str) {
    let Some(object) = value.as_object() else { return };
    let list = object.with_extra(|it| {
        if it.replaced_type_names.is_none() {
            it.type_names.insert(0, name.clone());
        }
        it.replaced_type_names.clone()
    });
    if let Some(Data::List(list)) = list.as_ref().and_then(|it| it.as_object()).map(|it| &it.data) {
        list.with(|it| {
            it.items.insert(0, name.into());
            it.version = it.version.wrapping_add(1);
        });
    }
}

/// A value that can carry members of its own: scalars are put into a box.
pub fn boxed(value: &Value) -> Value {
    match value.as_object() {
        Some(_) => value.clone(),
        None if value.is_null() => value.clone(),
        None => Object::new(value.ty().unwrap_or(well_known::OBJECT.ty()), Data::Boxed(value.clone())).into(),
    }
}

/// A number with the text that stood for it: `Show 0x10` shows `0x10`.
pub fn spelled(number: &Value, spelling: Str) -> Value {
    let ty = number.ty().unwrap_or(well_known::OBJECT.ty());
    let object = Object::new(ty, Data::Boxed(number.clone()));
    object.with_extra(|it| it.spelling = Some(spelling));
    object.into()
}

/// The text of a number that [`spelled`] made.
pub fn spelling(value: &Value) -> Option<Str> {
    value.as_object()?.read_extra(|it| it.spelling.clone()).flatten()
}

/// The number itself, without what [`spelled`] gave it: strings that are put together show it so.
pub fn unspelled(value: &Value) -> &Value {
    if spelling(value).is_some() { value.unboxed() } else { value }
}
