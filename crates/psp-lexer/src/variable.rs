//! Variables: `$x`, `${x}`, `$env:x`, `$_`, `$?`, and `@x`.

use crate::Kind;
use crate::chars::{is_name_part, is_variable_part};
use crate::frame::State;
use crate::machine::Lexer;

impl Lexer<'_> {
    /// Where the variable whose sigil is at `at` ends; `None` when there is none.
    pub(crate) fn variable_end(&self, at: usize) -> Option<usize> {
        let name = at + 1;
        let splatted = self.byte(at) == b'@';
        match self.char(name) {
            '{' if !splatted => Some(self.braced_end(name + 1)),
            '$' | '^' | '?' if !splatted => Some(name + 1),
            ':' if is_name_part(self.char(name + 1)) => Some(self.name_end(name)),
            c if is_name_part(c) => Some(self.name_end(name)),
            _ => None,
        }
    }

    /// Where a name with qualifiers ends.
    fn name_end(&self, mut at: usize) -> usize {
        loop {
            at = self.run(at, is_variable_part);
            if self.char(at) != ':' || self.char(at + 1) == ':' || !is_variable_part(self.char(at + 1)) {
                return at;
            }
            at += 1;
        }
    }

    fn braced_end(&self, mut at: usize) -> usize {
        while at < self.limit {
            match self.char(at) {
                '}' => return at + 1,
                '`' => at += 1,
                _ => {}
            }
            at += self.char(at).len_utf8();
        }
        self.limit
    }

    pub(crate) fn variable(&mut self, end: usize, next: State) {
        self.check_variable(end, false);
        self.emit_value(Kind::Variable, end, next);
    }

    /// Notes what is wrong with the variable that ends at `end`.
    pub(crate) fn check_variable(&mut self, end: usize, in_string: bool) {
        if self.byte(self.pos + 1) == b'{' {
            if self.byte(end - 1) != b'}' || end == self.pos + 2 {
                let message = "${{variable}} reference starting is missing the closing '}}'.";
                self.problem("IncompleteDollarVariableReference", message, self.pos, end, true);
            } else if end == self.pos + 3 {
                let message =
                    "An empty ${} variable reference was found. A name is required inside the braces.";
                self.problem("EmptyVariableReference", message, self.pos, end, false);
            }
            return;
        }
        let special = matches!(self.byte(self.pos + 1), b'$' | b'^' | b'?');
        let ternary = !in_string && self.frame().ternary > 0;
        if !special && !ternary && self.byte(end) == b':' && self.byte(end + 1) != b':' {
            let scope = self.slice(self.pos + 1, end).to_ascii_lowercase();
            let (id, what) = match scope.as_str() {
                "global" | "script" | "local" | "private" => ("InvalidVariableReference", "'$'"),
                _ => ("InvalidVariableReferenceWithDrive", "':'"),
            };
            let message = format!(
                "Variable reference is not valid. {what} was not followed by a valid variable name character. \
                Consider using ${{}} to delimit the name."
            );
            self.problem(id, message, self.pos, end + 1, false);
        }
    }
}
