//! Classes that scripts define: what a type is made of whose text a script has. Like types they are never freed.

mod build;
mod constraint;
mod view;

pub use build::{complete, constrained, declare, put};
pub use view::views;

use crate::session::Session;
use psp_ir::{Block, ClassInfo, ConstExpr};
use psp_value::{Fields, Ref, ScriptMember, Str, Type, Variable, member::ScriptParam, variable::Constraint};
use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// A class.
pub struct Class {
    /// Its text.
    pub info: Arc<ClassInfo>,
    /// Number of the session that defined it, and the session state there.
    home: (u64, u32),
    /// What it was defined together with: methods see these names wherever they run.
    siblings: OnceLock<Arc<[(Box<str>, Type)]>>,
    members: OnceLock<Members>,
    started: AtomicBool,
}

/// The members of a class, those of base classes included.
#[derive(Default)]
pub struct Members {
    /// The properties of an instance with the values that they start with.
    pub template: Fields,
    /// The properties in the order of the template.
    pub properties: Vec<Property>,
    /// Initial values that are no constants, of the class's own properties.
    pub initial: Vec<Initial>,
    /// The class's own static properties.
    pub statics: Vec<Static>,
    /// Methods by lower-case name.
    methods: Groups,
    static_methods: Groups,
    /// The class's own constructors.
    pub constructors: Arc<Methods>,
}

type Groups = HashMap<Box<str>, Arc<Methods>, foldhash::fast::FixedState>;

/// A declared property.
#[derive(Clone)]
pub struct Property {
    /// As it is spelled.
    pub name: Str,
    /// The declared type.
    pub ty: Option<Type>,
    /// Type and validation, where there is validation.
    pub constraint: Option<Arc<dyn Constraint>>,
    /// `hidden`
    pub hidden: bool,
}

/// The initial value of a property.
pub struct Initial {
    /// Number of the property: of the instance's, or of the static ones.
    pub index: usize,
    /// What it is.
    pub value: ConstExpr,
    /// The code, when it is code.
    pub method: Option<&'static Method>,
}

/// A static property.
pub struct Static {
    /// Its declaration.
    pub property: Property,
    /// Its place.
    pub place: Ref<Variable>,
    /// `= …`
    pub initial: Option<Initial>,
}

/// The overloads of a method, those of the most derived class first.
#[derive(Default)]
pub struct Methods {
    /// As the first one is spelled; `new` for constructors.
    pub name: Str,
    /// In order.
    pub overloads: Vec<&'static Method>,
}

/// A method or constructor.
pub struct Method {
    /// The class that declares it.
    pub owner: Type,
    /// As it is spelled.
    pub name: Str,
    /// In order.
    pub params: Vec<ScriptParam>,
    /// Of the result; none for `[void]`.
    pub returns: Option<Type>,
    /// `static`
    pub is_static: bool,
    /// `hidden`
    pub hidden: bool,
    /// Parameters and body.
    pub block: Arc<Block>,
    /// The arguments of `: base(…)`, as a method with the same parameters.
    pub base_call: Option<&'static Method>,
}

static NO_MEMBERS: LazyLock<Members> = LazyLock::new(Members::default);

impl Class {
    /// The class behind a type; none for types that no script wrote.
    #[inline]
    pub fn of(ty: Type) -> Option<&'static Self> {
        ty.0.script.get()?.downcast_ref()
    }

    /// Its members; none before the definition is complete.
    #[inline]
    pub fn members(&self) -> &Members {
        self.members.get().unwrap_or_else(|| &NO_MEMBERS)
    }

    /// The session state that its methods belong to.
    pub fn state_in(&self, session: &Session) -> u32 {
        let (number, state) = self.home;
        if number == session.number && (state as usize) < session.states.len() { state } else { 0 }
    }

    /// True once: the caller initialises the static properties.
    pub fn start(&self) -> bool {
        !self.started.swap(true, Ordering::AcqRel)
    }

    fn sibling(&self, lower: &str) -> Option<Type> {
        let siblings = self.siblings.get()?;
        siblings.iter().find(|it| *it.0 == *lower).map(|it| it.1)
    }
}

impl Members {
    /// The overloads of a method.
    pub fn methods(&self, is_static: bool, name: &str) -> Option<&Arc<Methods>> {
        let groups = if is_static { &self.static_methods } else { &self.methods };
        if groups.is_empty() {
            return None;
        }
        groups.get(name.to_lowercase().as_str())
    }

    /// The property of an instance.
    pub fn property(&self, name: &Str) -> Option<(usize, &Property)> {
        let at = self.template.shape().find(name)?;
        self.properties.get(at).map(|it| (at, it))
    }
}

impl Methods {
    /// An overload takes this number of arguments.
    pub fn takes(&self, count: usize) -> bool {
        self.overloads.iter().any(|it| it.params.len() == count)
    }
}

/// The members of the first class in a type's chain.
pub fn members_of(ty: Type) -> Option<&'static Members> {
    ty.chain().find_map(Class::of).map(Class::members)
}

/// A member of a class for the value layer.
pub(crate) fn member(ty: Type, is_static: bool, name: &str) -> Option<ScriptMember> {
    let members = members_of(ty)?;
    if let Some(found) = members.methods(is_static, name) {
        return Some(ScriptMember::Method(found.clone()));
    }
    if is_static {
        return None;
    }
    let (_, property) = members.property(&Str::new(name))?;
    Some(ScriptMember::Property {
        ty: property.ty,
        constraint: property.constraint.clone(),
        hidden: property.hidden,
    })
}

/// An overload takes this number of arguments.
pub(crate) fn takes(method: &Arc<dyn std::any::Any + Send + Sync>, count: usize) -> bool {
    method.downcast_ref::<Methods>().is_some_and(|it| it.takes(count))
}

/// The parameter types of a class's constructors.
pub(crate) fn constructors(ty: Type) -> Option<Vec<Vec<Type>>> {
    let declared = &Class::of(ty)?.members().constructors.overloads;
    if declared.is_empty() {
        return Some(vec![Vec::new()]);
    }
    Some(declared.iter().map(|it| it.params.iter().map(|it| it.ty).collect()).collect())
}

/// The place of a class's own static property.
pub(crate) fn static_place(ty: Type, name: &str) -> Option<Ref<Variable>> {
    let statics = &Class::of(ty)?.members().statics;
    let name = Str::new(name);
    statics
        .iter()
        .find(|it| psp_value::object::same_name(&it.property.name, &name))
        .map(|it| it.place.clone())
}

impl Session {
    /// The script class or enum that the running code means by a name.
    pub(crate) fn find_class(&self, name: &str) -> Option<Type> {
        let lower = name.to_lowercase();
        let mut at = self.scope();
        while let Some(frame) = self.frames.get(at.0 as usize) {
            let own = frame.extra.as_deref().and_then(|it| it.types.iter().rev().find(|it| *it.0 == *lower));
            if let Some(&(_, ty)) = own {
                return Some(ty);
            }
            let around = frame.method.and_then(|it| Class::of(it.owner)).and_then(|it| it.sibling(&lower));
            if around.is_some() {
                return around;
            }
            at = frame.parent;
        }
        None
    }
}
