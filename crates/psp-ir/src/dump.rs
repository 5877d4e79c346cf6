//! Bodies as text, for tests and for reading.

use crate::Body;
use std::fmt;

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "slots {:?}, {} registers, entries {:?}", self.slots, self.registers, self.entries)?;
        for (at, op) in self.ops.iter().enumerate() {
            writeln!(f, "{at:4} {op:?}")?;
        }
        for (at, constant) in self.constants.iter().enumerate() {
            writeln!(f, "k{at} {constant:?}")?;
        }
        for handler in &self.handlers {
            writeln!(f, "{handler:?}")?;
        }
        Ok(())
    }
}
