//! Names of types: what `[name]` finds. Script classes are looked up in their session before this.

use super::{Type, TypeCode, TypeDef, TypeInfo, TypeKind, well_known};
use parking_lot::RwLock;
use std::{collections::HashMap, sync::OnceLock};

/// A generic type definition and how its instances are made.
pub struct Generic {
    /// With namespace, without arguments.
    pub name: &'static str,
    /// How many arguments.
    pub arity: usize,
    /// The definition's own type: base, interfaces and members of each instance come from here.
    pub definition: fn() -> Type,
}

#[derive(Default)]
struct Registry {
    defs: Vec<&'static [&'static TypeDef]>,
    generics: Vec<&'static [Generic]>,
}

static REGISTRY: RwLock<Registry> = RwLock::new(Registry { defs: Vec::new(), generics: Vec::new() });
static NAMES: OnceLock<HashMap<Box<str>, Type>> = OnceLock::new();
static INSTANCES: RwLock<Vec<Type>> = RwLock::new(Vec::new());

/// Adds declared types; before the first look-up. Their `ty` must not look a type up by name.
pub fn register(defs: &'static [&'static TypeDef]) {
    let mut registry = REGISTRY.write();
    if registry.defs.iter().any(|it| std::ptr::eq(*it, defs)) {
        return;
    }
    registry.defs.push(defs);
    drop(registry);
    for def in defs {
        let _ = (def.ty)().0.members.set(def);
    }
}

/// All declared types, in no particular order.
pub fn declared() -> Vec<&'static TypeDef> {
    REGISTRY.read().defs.iter().flat_map(|it| it.iter().copied()).collect()
}

/// Adds generic definitions; before the first look-up.
pub fn register_generics(generics: &'static [Generic]) {
    let mut registry = REGISTRY.write();
    if !registry.generics.iter().any(|it| std::ptr::eq(*it, generics)) {
        registry.generics.push(generics);
    }
}

/// The type with this full name or accelerator, without generic arguments; case does not matter. `System.` may be left out.
pub fn find(name: &str) -> Option<Type> {
    let names = NAMES.get_or_init(collect);
    let lower = name.to_ascii_lowercase();
    names.get(lower.as_str()).or_else(|| names.get(format!("system.{lower}").as_str())).copied()
}

fn collect() -> HashMap<Box<str>, Type> {
    let mut names = HashMap::new();
    for ty in well_known::all() {
        names.insert(ty.name.to_ascii_lowercase().into(), ty);
    }
    for def in crate::member::DEFS {
        let ty = (def.ty)();
        let _ = ty.0.members.set(def);
        names.insert(def.name.to_ascii_lowercase().into(), ty);
    }
    for def in REGISTRY.read().defs.iter().copied().flatten() {
        names.insert(def.name.to_ascii_lowercase().into(), (def.ty)());
    }
    for &(accelerator, name) in well_known::ACCELERATORS {
        if let Some(&ty) = names.get(name.to_ascii_lowercase().as_str()) {
            names.insert(accelerator.into(), ty);
        }
    }
    names
}

/// The definition of a generic type by name and count of arguments; case does not matter, `System.` may be left out.
pub fn find_generic(name: &str, arity: usize) -> Option<&'static Generic> {
    let name = name.split('`').next().unwrap_or(name);
    let registry = REGISTRY.read();
    let mut all = registry.generics.iter().copied().flatten();
    all.find(|it| {
        it.arity == arity
            && (it.name.eq_ignore_ascii_case(name)
                || it.name.len() == name.len() + 7
                    && it.name[..7].eq_ignore_ascii_case("System.")
                    && it.name[7..].eq_ignore_ascii_case(name))
    })
}

/// The instance of a generic type with these arguments.
pub fn instantiate(definition: Type, arguments: &[Type]) -> Type {
    let same = |it: &&Type| it.name == definition.name && it.arguments == arguments;
    if let Some(&known) = INSTANCES.read().iter().find(same) {
        return known;
    }
    let mut instances = INSTANCES.write();
    if let Some(&known) = instances.iter().find(same) {
        return known;
    }
    let kind = if definition.kind == TypeKind::GenericDefinition { TypeKind::Class } else { definition.kind };
    let info = TypeInfo::new(definition.name, kind, TypeCode::Object, definition.base, definition.interfaces)
        .with_arguments(Box::leak(arguments.to_vec().into_boxed_slice()));
    if let Some(&members) = definition.members.get() {
        let _ = info.members.set(members);
    }
    let ty = Type(Box::leak(Box::new(info)));
    instances.push(ty);
    ty
}

/// Makes a new type: a script's class or enum.
pub fn define(name: &str, kind: TypeKind, code: TypeCode, base: Option<Type>, interfaces: &[Type]) -> Type {
    let name = Box::leak(name.to_owned().into_boxed_str());
    let interfaces = Box::leak(interfaces.to_vec().into_boxed_slice());
    Type(Box::leak(Box::new(TypeInfo::new(name, kind, code, base, interfaces))))
}
