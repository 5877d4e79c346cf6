//! What an emulated .NET object may answer beside its declared members.

use crate::{Context, Enumeration, Result, Value, member::MemberView};
use std::{any::Any, cmp::Ordering};

/// An object whose data is a Rust struct. Everything has a default that says "nothing special".
pub trait Native: Any + Send + Sync {
    /// `ToString()`; `None` gives the type's name.
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(None)
    }

    /// What a pipeline or `foreach` sees; `None` when the object is not enumerable.
    fn enumerate(&self, _this: &Value) -> Option<Enumeration> {
        None
    }

    /// How many elements, when that is known without enumerating.
    fn count(&self) -> Option<usize> {
        None
    }

    /// `Equals`; `None` compares identities.
    fn equals(&self, _other: &Value) -> Option<bool> {
        None
    }

    /// `CompareTo`; `None` when the object has no order or the other is of another type.
    fn compare(&self, _other: &Value) -> Option<Ordering> {
        None
    }

    /// Has an order: comparing with a value of another type converts that first.
    fn is_ordered(&self) -> bool {
        false
    }

    /// A hash that agrees with [`equals`](Self::equals); `None` hashes the identity.
    fn hash(&self) -> Option<u64> {
        None
    }

    /// Members that depend on the object, such as the elements of an XML node.
    fn get_member(&self, _context: &mut dyn Context, _this: &Value, _name: &str) -> Option<Result<Value>> {
        None
    }

    /// Writes such a member; `None` when there is none.
    fn set_member(
        &self,
        _context: &mut dyn Context,
        _this: &Value,
        _name: &str,
        _to: &Value,
    ) -> Option<Result<()>> {
        None
    }

    /// Names of such members, for display.
    fn member_names(&self) -> Vec<String> {
        Vec::new()
    }

    /// All properties of an object that shows its own in place of those of its type, as nodes of XML do.
    fn own_members(&self) -> Option<Vec<MemberView>> {
        None
    }

    /// What a view shows where it is a value, when that is not its text: the name of an XML node.
    fn label(&self) -> Option<String> {
        None
    }

    /// What the name of its type ends in for formatting and `Get-Member`: `#namespace#name` of an XML node.
    fn type_suffix(&self) -> Option<String> {
        None
    }

    /// Looks an unboxed copy up: value types are copied when they are assigned.
    fn copy(&self) -> Option<Value> {
        None
    }
}
