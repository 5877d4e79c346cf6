//! `switch` clauses, and enumerators that scripts can move.

use crate::vm::Vm;
use psp_ir::{Reg, SwitchTest};
use psp_runtime::{Iteration, Session};
use psp_value::{
    Enumeration, Result, Str, Value, convert, member,
    operators::{self, Comparison},
};

impl Vm<'_> {
    /// A clause of a `switch` matches the value.
    #[inline(never)]
    pub(crate) fn switch_test(&mut self, how: SwitchTest, dst: Reg, value: Reg, clause: Reg) -> Result<()> {
        let (value, clause) = (self.fetch(value)?, self.fetch(clause)?);
        let matched = match how {
            SwitchTest::Exact | SwitchTest::CExact => {
                let ignore_case = how == SwitchTest::Exact;
                operators::switch_matches(self.session, ignore_case, &value, &clause)?
            }
            SwitchTest::Wildcard | SwitchTest::CWildcard => {
                let text = Value::string(convert::to_text(self.session, &value)?);
                let ignore_case = how == SwitchTest::Wildcard;
                let found = operators::compare(self.session, Comparison::Like, ignore_case, &text, &clause)?;
                convert::is_true(&found)
            }
            SwitchTest::Regex | SwitchTest::CRegex => {
                let text = Value::string(convert::to_text(self.session, &value)?);
                let ignore_case = how == SwitchTest::Regex;
                let (found, groups) = operators::matches(self.session, false, ignore_case, &text, &clause)?;
                if let Some(groups) = groups {
                    self.set_matches(groups)?;
                }
                convert::is_true(&found)
            }
        };
        self.put(dst, Value::bool(matched))
    }
}

/// `$foreach`, `$switch`: an enumerator over what is left of an iteration, which the loop and the script move together.
pub(crate) fn enumerator(session: &mut Session, iteration: Iteration) -> Result<Value> {
    let source = match iteration {
        Iteration::Range { next, last, step } => Value::array(numbers(next, last, step)),
        Iteration::Array(array, _) => Value::object(array),
        Iteration::Other(Enumeration::List { list, .. }) => Value::object(list),
        Iteration::Other(items) => Value::array(items.collect(session)?),
        Iteration::Single(value) => Value::array(vec![value]),
        Iteration::Object(value) => return Ok(value),
        Iteration::None => Value::array(Vec::new()),
    };
    member::invoke(session, &source, &Str::new("GetEnumerator"), Vec::new(), &[])
}

fn numbers(next: i64, last: i64, step: i64) -> Vec<Value> {
    match step {
        0 => Vec::new(),
        1 => (next..=last).map(|it| Value::int(it as i32)).collect(),
        _ => (last..=next).rev().map(|it| Value::int(it as i32)).collect(),
    }
}

/// Moves an enumerator on; `None` at its end.
pub(crate) fn move_next(session: &mut Session, enumerator: &Value) -> Result<Option<Value>> {
    let moved = member::invoke(session, enumerator, &Str::new("MoveNext"), Vec::new(), &[])?;
    if !convert::is_true(&moved) {
        return Ok(None);
    }
    member::get_member(session, enumerator, &Str::new("Current")).map(Some)
}
