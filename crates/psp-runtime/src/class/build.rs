//! From the text of classes and enums to types: first the names of all that are defined together, then what they are
//! made of.

use super::{
    Class, Groups, Initial, Members, Method, Methods, Property, Static, constraint::PropertyConstraint,
};
use crate::{
    frame::FrameId,
    session::Session,
    signature::{Attributes, evaluate, resolve_type},
};
use psp_ir::{ClassInfo, ConstExpr, Constant, MethodInfo, ParamAttribute, PropertyInfo};
use psp_value::{
    Ref, Result, Str, Type, TypeCode, TypeKind, Value, Variable, convert, enums,
    member::{self, ScriptParam},
    types,
    variable::Constraint,
    well_known,
};
use std::sync::{Arc, OnceLock, atomic::AtomicBool};

/// Makes the type of a class or enum, or gives the one that this session made before.
///
/// # Errors
/// Base types that are not there or cannot be; values of an enum that are no numbers.
pub fn declare(session: &mut Session, info: &Arc<ClassInfo>, state: u32, scope: FrameId) -> Result<Type> {
    let key = Arc::as_ptr(info).addr();
    if let Some((known, _)) = session.classes.get(&key) {
        return Ok(*known);
    }
    let ty =
        if info.is_enum { declare_enum(session, info, scope)? } else { declare_class(session, info, state)? };
    session.classes.insert(key, (ty, info.clone()));
    Ok(ty)
}

/// Makes types known in a scope, and the classes among them to each other.
pub fn put(session: &mut Session, scope: FrameId, types: &[(Box<str>, Type)]) {
    let names = session.frame_mut(scope).names();
    names.types.retain(|it| !types.iter().any(|new| new.0 == it.0));
    names.types.extend_from_slice(types);
    let siblings: Arc<[(Box<str>, Type)]> = types.into();
    for class in types.iter().filter_map(|it| Class::of(it.1)) {
        let _ = class.siblings.set(siblings.clone());
    }
}

fn declare_class(session: &mut Session, info: &Arc<ClassInfo>, state: u32) -> Result<Type> {
    let (mut base, mut interfaces) = (well_known::OBJECT.ty(), Vec::new());
    for reference in &info.bases {
        let ty = resolve_type(session, reference)?;
        if ty.kind == TypeKind::Interface {
            interfaces.push(ty);
        } else {
            base = ty;
        }
    }
    let ty = types::define(&info.name, TypeKind::Class, TypeCode::Object, Some(base), &interfaces);
    let class = Class {
        info: info.clone(),
        home: (session.number, state),
        siblings: OnceLock::new(),
        members: OnceLock::new(),
        started: AtomicBool::new(false),
    };
    let _ = ty.0.script.set(Arc::new(class));
    Ok(ty)
}

fn is_flags(info: &ClassInfo) -> bool {
    info.attributes.iter().any(|it| {
        let name = it.ty.name.to_ascii_lowercase();
        matches!(name.trim_start_matches("system."), "flags" | "flagsattribute")
    })
}

fn enum_type(info: &ClassInfo) -> Type {
    let faces = [well_known::ICOMPARABLE.ty(), well_known::IFORMATTABLE.ty(), well_known::ICONVERTIBLE.ty()];
    types::define(&info.name, TypeKind::Enum, TypeCode::Enum, Some(well_known::ENUM.ty()), &faces)
}

fn declare_enum(session: &mut Session, info: &Arc<ClassInfo>, scope: FrameId) -> Result<Type> {
    let underlying = match info.bases.first() {
        Some(reference) => resolve_type(session, reference)?,
        None => well_known::INT32.ty(),
    };
    let mut values: Vec<(Box<str>, i64)> = Vec::new();
    for property in &info.properties {
        let number = match &property.initial {
            Some(initial) => {
                let value = constant_of(session, info, scope, initial, &values)?;
                let value = convert::convert(session, &value, underlying)?;
                convert::to_i64(session, &value)?
            }
            None => values.last().map_or(0, |it| it.1.wrapping_add(1)),
        };
        values.push((property.name.clone(), number));
    }
    let ty = enum_type(info);
    enums::declare(ty, values, is_flags(info), underlying);
    Ok(ty)
}

/// A value of an enum. Code may name the values before it, so it sees an enum that has these alone.
fn constant_of(
    session: &mut Session,
    info: &ClassInfo,
    scope: FrameId,
    initial: &ConstExpr,
    before: &[(Box<str>, i64)],
) -> Result<Value> {
    let ConstExpr::Code(code) = initial else { return evaluate(session, initial) };
    let so_far = enum_type(info);
    enums::declare(so_far, before.to_vec(), is_flags(info), well_known::INT32.ty());
    let name: Box<str> = info.name.to_lowercase().into();
    session.frame_mut(scope).names().types.push((name, so_far));
    let method = leak(method_of_code(so_far, "value", code.clone(), true));
    let methods: Arc<Methods> = Arc::new(Methods { name: "value".into(), overloads: vec![method] });
    let evaluator = session.engine().evaluator;
    let found = evaluator.call_method(session, &Value::from(so_far), &(methods as _), Vec::new());
    session.frame_mut(scope).names().types.pop();
    found
}

fn leak(method: Method) -> &'static Method {
    Box::leak(Box::new(method))
}

fn method_of_code(owner: Type, name: &str, block: Arc<psp_ir::Block>, is_static: bool) -> Method {
    Method {
        owner,
        name: name.into(),
        params: Vec::new(),
        returns: None,
        is_static,
        hidden: true,
        block,
        base_call: None,
    }
}

/// Resolves what a class is made of; its base classes and all types that it names are declared.
///
/// # Errors
/// Unknown types, and what attributes raise.
pub fn complete(session: &mut Session, ty: Type) -> Result<()> {
    let Some(class) = Class::of(ty) else { return Ok(()) };
    if class.members.get().is_some() {
        return Ok(());
    }
    let inherited = ty.base.and_then(super::members_of);
    let mut members = Members::default();
    for info in &class.info.properties {
        add_property(session, ty, info, &mut members)?;
    }
    if let Some(base) = inherited {
        for (property, value) in base.properties.iter().zip(base.template.values()) {
            if members.template.get(&property.name).is_none() {
                add_field(&mut members, property.clone(), value.clone());
            }
        }
        members.methods.clone_from(&base.methods);
        members.static_methods.clone_from(&base.static_methods);
    }
    let mut constructors = Vec::new();
    for info in &class.info.methods {
        let method = leak(method_of(session, ty, info)?);
        if info.is_constructor && info.is_static {
            // The static constructor runs when the class starts.
            members.statics.push(starter(method));
        } else if info.is_constructor {
            constructors.push(method);
        } else {
            add_method(&mut members, method);
        }
    }
    members.constructors = Arc::new(Methods { name: "new".into(), overloads: constructors });
    let _ = class.members.set(members);
    Ok(())
}

fn add_field(members: &mut Members, property: Property, value: Value) {
    members.template.set(&property.name, value);
    members.properties.push(property);
}

fn add_property(
    session: &mut Session,
    owner: Type,
    info: &PropertyInfo,
    members: &mut Members,
) -> Result<()> {
    let property = property_of(session, info)?;
    let start = default_value(session, property.ty)?;
    let method = match &info.initial {
        Some(ConstExpr::Code(code)) => {
            Some(leak(method_of_code(owner, &info.name, code.clone(), info.is_static)))
        }
        _ => None,
    };
    let index = if info.is_static { members.statics.len() } else { members.properties.len() };
    let initial = info.initial.clone().map(|value| Initial { index, value, method });
    if info.is_static {
        let variable =
            Variable::new(property.name.clone(), start).with_constraint(static_constraint(&property));
        members.statics.push(Static { property, place: Ref::new(variable), initial });
        return Ok(());
    }
    let mut value = start;
    match initial {
        Some(Initial { value: ConstExpr::Value(constant), .. }) if is_shared(&constant) => {
            value = constrained(session, &property, crate::value_of(&constant))?;
        }
        Some(initial) => members.initial.push(initial),
        None => {}
    }
    add_field(members, property, value);
    Ok(())
}

/// The constant may stand in all instances.
fn is_shared(constant: &Constant) -> bool {
    !matches!(constant, Constant::Block(_))
}

fn static_constraint(property: &Property) -> Arc<dyn Constraint> {
    let plain = || Arc::new(PropertyConstraint { ty: property.ty, checks: Vec::new() });
    property.constraint.clone().unwrap_or_else(|| plain())
}

/// A value as a property takes it.
///
/// # Errors
/// Those of conversion and validation.
pub fn constrained(session: &mut Session, property: &Property, value: Value) -> Result<Value> {
    match (&property.constraint, property.ty) {
        (Some(constraint), _) => constraint.apply(session, &property.name.text(), value),
        (None, Some(ty)) if value.ty() != Some(ty) => convert::convert(session, &value, ty),
        _ if value.is_nothing() => Ok(Value::NULL),
        _ => Ok(value),
    }
}

fn property_of(session: &mut Session, info: &PropertyInfo) -> Result<Property> {
    let ty = info.ty.as_ref().map(|it| resolve_type(session, it)).transpose()?;
    let attributes: Vec<_> = info.attributes.iter().cloned().map(ParamAttribute::Attribute).collect();
    let mut checks = Attributes::read(session, &attributes)?.checks;
    checks.retain(crate::signature::Check::validates);
    let constraint: Option<Arc<dyn Constraint>> =
        if checks.is_empty() { None } else { Some(Arc::new(PropertyConstraint { ty, checks })) };
    Ok(Property { name: Str::new(&info.name), ty, constraint, hidden: info.is_hidden })
}

/// What a property holds before anything is assigned.
fn default_value(session: &mut Session, ty: Option<Type>) -> Result<Value> {
    let Some(ty) = ty.filter(|it| it.is_value_type()) else { return Ok(Value::NULL) };
    if ty.name == well_known::NULLABLE.name {
        return Ok(Value::NULL);
    }
    if ty == well_known::SWITCH_PARAMETER.ty() {
        return Ok(Value::switch(false));
    }
    if ty.code == TypeCode::Object {
        member::construct(session, ty, Vec::new())
    } else {
        Ok(member::default_of(ty))
    }
}

fn method_of(session: &mut Session, owner: Type, info: &MethodInfo) -> Result<Method> {
    let mut params = Vec::new();
    for param in &info.block.parameters().params {
        let declared = param.attributes.iter().find_map(|it| match it {
            ParamAttribute::Type(reference) => Some(reference),
            ParamAttribute::Attribute(_) => None,
        });
        let ty = declared.map(|it| resolve_type(session, it)).transpose()?.unwrap_or(well_known::OBJECT.ty());
        params.push(ScriptParam { name: Str::new(&param.spelling), ty });
    }
    let returns = info.returns.as_ref().map(|it| resolve_type(session, it)).transpose()?;
    let base_call = info.base_call.clone().map(|it| leak(method_of_code(owner, &info.name, it, false)));
    Ok(Method {
        owner,
        name: Str::new(&info.name),
        params,
        returns: returns.filter(|it| *it != well_known::VOID.ty()),
        is_static: info.is_static,
        hidden: info.is_hidden,
        block: info.block.clone(),
        base_call,
    })
}

/// Adds an overload; it takes the place of the base class's with the same parameters.
fn add_method(members: &mut Members, method: &'static Method) {
    let groups: &mut Groups =
        if method.is_static { &mut members.static_methods } else { &mut members.methods };
    let group = groups.entry(method.name.text().to_lowercase().into()).or_default();
    let same = |it: &&'static Method| {
        it.params.len() == method.params.len()
            && it.params.iter().zip(&method.params).all(|(a, b)| a.ty == b.ty)
    };
    let own: Vec<_> = group.overloads.iter().copied().filter(|it| it.owner == method.owner).collect();
    let rest = group.overloads.iter().copied().filter(|it| it.owner != method.owner && !same(it));
    let overloads = own.into_iter().chain([method]).chain(rest).collect();
    *group = Arc::new(Methods { name: method.name.clone(), overloads });
}

/// A static constructor, as an initial value of a property that nobody sees.
fn starter(method: &'static Method) -> Static {
    let property = Property { name: Str::default(), ty: None, constraint: None, hidden: true };
    let initial = Initial { index: 0, value: ConstExpr::Value(Constant::Null), method: Some(method) };
    Static { property, place: Ref::new(Variable::new("", Value::NULL)), initial: Some(initial) }
}
