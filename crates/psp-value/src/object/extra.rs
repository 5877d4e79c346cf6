//! Members that a script added to one object.

use crate::{Str, Value};

/// What an object carries beyond its type and data.
#[derive(Default)]
pub struct Extra {
    /// Added type names, most specific first; they stand before the type's own.
    pub type_names: Vec<Str>,
    /// All of `PSTypeNames`, once a script has changed the list itself.
    pub replaced_type_names: Option<Value>,
    /// Added members in order.
    pub members: Vec<ExtraMember>,
    /// The .NET object behind an instance of a script class that derives from a .NET type.
    pub base: Option<Value>,
    /// The error record that an exception was wrapped in.
    pub note: Option<Value>,
    /// A collection that a script asked to be synchronized, as all are.
    pub synchronized: bool,
    /// A number that was an argument, as it was written: its text.
    pub spelling: Option<Str>,
}

/// A member that a script added.
#[derive(Clone)]
pub struct ExtraMember {
    /// As it was spelled.
    pub name: Str,
    /// What it is.
    pub kind: ExtraMemberKind,
    /// Not shown by `Get-Member` and formatting.
    pub hidden: bool,
}

/// The kinds of added members.
#[derive(Clone)]
pub enum ExtraMemberKind {
    /// A value.
    Note(Value),
    /// Another name of a member.
    Alias(Str),
    /// Script blocks that read and write.
    ScriptProperty {
        /// Runs with `$this`.
        get: Option<Value>,
        /// Runs with `$this` and the new value as argument.
        set: Option<Value>,
    },
    /// A script block that is called.
    ScriptMethod(Value),
    /// A named set of property names: `DefaultDisplayPropertySet`, `PSStandardMembers`.
    PropertySet(Vec<Str>),
    /// A set of members.
    MemberSet(Value),
}

impl Extra {
    /// The member with this name; case does not matter.
    pub fn find(&self, name: &str) -> Option<&ExtraMember> {
        self.members.iter().find(|it| same_name(&it.name, name))
    }

    /// Adds a member, or replaces the one of this name.
    pub fn put(&mut self, member: ExtraMember) {
        match self.members.iter_mut().find(|it| same_name(&it.name, &member.name.text())) {
            Some(known) => *known = member,
            None => self.members.push(member),
        }
    }

    /// Removes a member; true when it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.members.len();
        self.members.retain(|it| !same_name(&it.name, name));
        before != self.members.len()
    }
}

fn same_name(a: &Str, b: &str) -> bool {
    let bytes = a.as_bytes();
    bytes.eq_ignore_ascii_case(b.as_bytes())
        || !(a.is_ascii() && b.is_ascii()) && psp_clr::compare::equals_ordinal_ignore_case(&a.text(), b)
}
