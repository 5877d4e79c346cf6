//! `switch` clauses, and enumerators that scripts can move.

use crate::vm::Vm;
use psp_ir::{Reg, SwitchTest};
use psp_runtime::{Iteration, Session};
use psp_value::{
    Context, Enumeration, Lock, Native, Object, Result, Value, convert,
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

/// `$foreach`, `$switch`: an enumerator that the loop and the script move together.
struct LoopEnumerator(Lock<State>);

struct State {
    items: Option<Enumeration>,
    single: Option<Value>,
    current: Value,
}

/// An enumerator object over what is left of an iteration.
pub(crate) fn enumerator(iteration: Iteration) -> Value {
    let (items, single) = match iteration {
        Iteration::Range { next, last, step } => {
            let mut numbers = Vec::new();
            let mut at = next;
            loop {
                if step != 0 {
                    numbers.push(Value::int(at as i32));
                }
                if at == last || step == 0 {
                    break;
                }
                at += step;
            }
            (Some(Enumeration::ready(numbers)), None)
        }
        Iteration::Array(array, next) => (Some(Enumeration::Array { array, next }), None),
        Iteration::Other(items) => (Some(items), None),
        Iteration::Single(value) => (None, Some(value)),
        Iteration::Object(value) => return value,
        Iteration::None => (None, None),
    };
    let ty = psp_runtime::named_type("System.Collections.IEnumerator");
    Object::native(ty, LoopEnumerator(Lock::new(State { items, single, current: Value::NULL }))).into()
}

/// Moves an enumerator on; `None` at its end.
pub(crate) fn move_next(session: &mut Session, enumerator: &Value) -> Result<Option<Value>> {
    let Some(it) = enumerator.downcast::<LoopEnumerator>() else { return Ok(None) };
    it.advance(session)
}

impl LoopEnumerator {
    fn advance(&self, context: &mut dyn Context) -> Result<Option<Value>> {
        let taken = self.0.with(|it| it.items.take());
        let next = match taken {
            Some(mut items) => {
                let next = items.next(context);
                self.0.with(|it| it.items = Some(items));
                next?
            }
            None => self.0.with(|it| it.single.take()),
        };
        self.0.with(|it| it.current = next.clone().unwrap_or_default());
        Ok(next)
    }
}

impl Native for LoopEnumerator {
    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        name.eq_ignore_ascii_case("Current").then(|| Ok(self.0.with(|it| it.current.clone())))
    }
}
