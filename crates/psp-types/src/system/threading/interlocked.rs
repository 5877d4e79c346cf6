//! `System.Threading.Interlocked`: changes of variables that no other thread can come between.

use crate::declare::Out;
use psp_derive::ps_type;
use psp_value::{Result, Value, View};

/// Changes of variables, each in one step.
pub(crate) struct Interlocked;

/// Changes a number in its own type; gives the old and the new one.
fn change(location: &Out<Value>, f: impl FnOnce(i128) -> i128) -> (Value, Value) {
    location.with(|place| {
        let old = place.clone();
        let new = match old.unboxed().view() {
            View::Int32(it) => Value::int(f(i128::from(it)) as i32),
            View::UInt32(it) => Value::from(f(i128::from(it)) as u32),
            View::UInt64(it) => Value::from(f(i128::from(it)) as u64),
            View::Int64(it) => Value::long(f(i128::from(it)) as i64),
            View::Null | View::Nothing => Value::int(f(0) as i32),
            _ => return (old.clone(), old),
        };
        *place = new.clone();
        (old, new)
    })
}

fn number(value: &Value) -> i128 {
    match value.unboxed().view() {
        View::Int32(it) => i128::from(it),
        View::Int64(it) => i128::from(it),
        View::UInt32(it) => i128::from(it),
        View::UInt64(it) => i128::from(it),
        View::Byte(it) => i128::from(it),
        View::Int16(it) => i128::from(it),
        _ => 0,
    }
}

#[ps_type("System.Threading.Interlocked", kind = Static)]
impl Interlocked {
    /// Adds to a variable; gives the sum.
    #[ps]
    fn add(location1: Out<Value>, value: &Value) -> Value {
        let by = number(value);
        change(&location1, |it| it + by).1
    }

    /// Adds one to a variable; gives the sum.
    #[ps]
    fn increment(location: Out<Value>) -> Value {
        change(&location, |it| it + 1).1
    }

    /// Takes one from a variable; gives the difference.
    #[ps]
    fn decrement(location: Out<Value>) -> Value {
        change(&location, |it| it - 1).1
    }

    /// Combines a variable bit by bit; gives the old value.
    #[ps]
    fn and(location1: Out<Value>, value: &Value) -> Value {
        let with = number(value);
        change(&location1, |it| it & with).0
    }
    #[ps]
    fn or(location1: Out<Value>, value: &Value) -> Value {
        let with = number(value);
        change(&location1, |it| it | with).0
    }

    /// Writes a variable; gives the old value.
    #[ps]
    fn exchange(location1: Out<Value>, value: &Value) -> Value {
        let new = value.clone();
        location1.with(|it| std::mem::replace(it, new))
    }

    /// Writes a variable when it has a value; gives the old value.
    #[ps]
    fn compare_exchange(location1: Out<Value>, value: &Value, comparand: &Value) -> Value {
        let new = value.clone();
        location1.with(|it| {
            let old = it.clone();
            let same = match (old.as_object(), comparand.as_object()) {
                (None, None) => crate::support::values::same(&old, comparand),
                _ => psp_value::compare::reference_equals(&old, comparand),
            };
            if same {
                *it = new;
            }
            old
        })
    }

    /// Reads a variable.
    #[ps]
    fn read(location: Out<Value>) -> Value {
        location.get()
    }

    /// Orders memory accesses; in psp they are.
    #[ps]
    fn memory_barrier() -> Result<()> {
        Ok(())
    }
}
