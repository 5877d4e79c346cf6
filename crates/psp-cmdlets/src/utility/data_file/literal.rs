//! Literals of PowerShell's language: text, numbers, `$true`, arrays and hash tables, and nothing that would run.

use psp_clr::number::{PsNumber, ps_number};
use psp_value::{Object, Table, Value};

/// Why a text is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is no expression.
    Syntax,
    /// It would run something.
    Unsafe,
}

type Taken<T> = Result<T, Problem>;

/// Reads the one expression of a text.
pub(super) fn read(text: &str) -> Taken<Value> {
    let mut reader = Reader { text: text.trim_start_matches('\u{feff}'), at: 0 };
    reader.skip(true);
    let value = reader.list()?;
    reader.skip(true);
    if reader.rest().is_empty() { Ok(value) } else { Err(Problem::Unsafe) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    /// Skips blanks, comments, and with `lines` line ends and semicolons too.
    fn skip(&mut self, lines: bool) {
        loop {
            let rest = self.rest();
            let blank = |it: char| it.is_whitespace() && (lines || it != '\n') || lines && it == ';';
            let trimmed = rest.trim_start_matches(blank);
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("<#") {
                self.at += trimmed.find("#>").map_or(trimmed.len(), |it| it + 2);
            } else if trimmed.starts_with('#') {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("`\r\n") || trimmed.starts_with("`\n") {
                self.at += trimmed.find('\n').map_or(1, |it| it + 1);
            } else {
                return;
            }
        }
    }

    /// Values with commas between them.
    fn list(&mut self) -> Taken<Value> {
        self.skip(false);
        if self.take(",") {
            self.skip(true);
            return Ok(Value::array(vec![self.primary()?]));
        }
        let first = self.primary()?;
        let mut items = Vec::new();
        loop {
            self.skip(false);
            if !self.take(",") {
                break;
            }
            self.skip(true);
            items.push(self.primary()?);
        }
        if items.is_empty() {
            return Ok(first);
        }
        items.insert(0, first);
        Ok(Value::array(items))
    }

    fn primary(&mut self) -> Taken<Value> {
        let rest = self.rest();
        match rest.chars().next() {
            Some('@') if rest.starts_with("@{") => self.table(),
            Some('@') if rest.starts_with("@(") => {
                self.at += 2;
                self.statements().map(Value::array)
            }
            Some('@') if rest.starts_with("@'") => self.here('\''),
            Some('@') if rest.starts_with("@\"") => self.here('"'),
            Some('(') => {
                self.at += 1;
                self.skip(true);
                let value = self.list()?;
                self.skip(true);
                if self.take(")") { Ok(value) } else { Err(Problem::Unsafe) }
            }
            Some('\'') => self.single(),
            Some('"') => self.double(),
            Some('$') => self.variable(),
            Some('[' | '&' | '.' | '{') => Err(Problem::Unsafe),
            Some(it) if it.is_ascii_digit() || it == '-' || it == '+' => self.number(),
            Some(it) if it.is_alphabetic() => Err(Problem::Unsafe),
            _ => Err(Problem::Syntax),
        }
    }

    /// Expressions up to a closing parenthesis; arrays among them are opened.
    fn statements(&mut self) -> Taken<Vec<Value>> {
        let mut items = Vec::new();
        loop {
            self.skip(true);
            if self.take(")") {
                return Ok(items);
            }
            if self.rest().is_empty() {
                return Err(Problem::Syntax);
            }
            let value = self.list()?;
            match value.as_elements() {
                Some(inner) => items.extend(inner),
                None => items.push(value),
            }
        }
    }

    fn table(&mut self) -> Taken<Value> {
        self.at += 2;
        let mut table = Table::default();
        loop {
            self.skip(true);
            if self.take("}") {
                return Ok(Object::hashtable(table).into());
            }
            let key = self.key()?;
            self.skip(false);
            if !self.take("=") {
                return Err(Problem::Syntax);
            }
            self.skip(true);
            let value = self.list()?;
            if table.contains(&key) {
                return Err(Problem::Syntax);
            }
            table.insert(key, value);
            self.skip(false);
            if !self.rest().starts_with(['\n', ';', '}']) {
                return Err(if self.rest().is_empty() { Problem::Syntax } else { Problem::Unsafe });
            }
        }
    }

    fn key(&mut self) -> Taken<Value> {
        match self.rest().chars().next() {
            Some('\'' | '"') => self.primary(),
            Some(it) if it.is_ascii_digit() => self.number(),
            Some(it) if it.is_alphanumeric() || it == '_' => {
                let rest = self.rest();
                let length =
                    rest.find(|it: char| !it.is_alphanumeric() && !"_-.".contains(it)).unwrap_or(rest.len());
                self.at += length;
                Ok(rest[..length].into())
            }
            _ => Err(Problem::Syntax),
        }
    }

    fn single(&mut self) -> Taken<Value> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let end = self.rest().find('\'').ok_or(Problem::Syntax)?;
            text.push_str(&self.rest()[..end]);
            self.at += end + 1;
            if !self.take("'") {
                return Ok(text.into());
            }
            text.push('\'');
        }
    }

    fn double(&mut self) -> Taken<Value> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let it = self.rest().chars().next().ok_or(Problem::Syntax)?;
            self.at += it.len_utf8();
            match it {
                '"' if self.take("\"") => text.push('"'),
                '"' => return Ok(text.into()),
                '`' => self.escape(&mut text)?,
                '$' if self.expands() => return Err(Problem::Unsafe),
                _ => text.push(it),
            }
        }
    }

    /// What stands behind a dollar sign would be replaced.
    fn expands(&self) -> bool {
        self.rest().starts_with(|it: char| it.is_alphanumeric() || "_({:?$^".contains(it))
    }

    fn escape(&mut self, text: &mut String) -> Taken<()> {
        let it = self.rest().chars().next().ok_or(Problem::Syntax)?;
        self.at += it.len_utf8();
        text.push(match it {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' => '\u{1b}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            other => other,
        });
        Ok(())
    }

    fn here(&mut self, quote: char) -> Taken<Value> {
        let rest = &self.rest()[2..];
        let start = rest.find('\n').ok_or(Problem::Syntax)?;
        if !rest[..start].trim().is_empty() {
            return Err(Problem::Syntax);
        }
        let body = &rest[start..];
        let end = body.find(&format!("\n{quote}@")).ok_or(Problem::Syntax)?;
        let text = body[..end].strip_prefix('\n').unwrap_or_default();
        let text = text.strip_suffix('\r').unwrap_or(text);
        self.at += 2 + start + end + 3;
        if quote == '\'' {
            return Ok(text.into());
        }
        let mut inner = Reader { text, at: 0 };
        let mut plain = String::new();
        while let Some(it) = inner.rest().chars().next() {
            inner.at += it.len_utf8();
            match it {
                '`' => inner.escape(&mut plain)?,
                '$' if inner.expands() => return Err(Problem::Unsafe),
                _ => plain.push(it),
            }
        }
        Ok(plain.into())
    }

    fn variable(&mut self) -> Taken<Value> {
        for (name, value) in [("$true", Value::TRUE), ("$false", Value::FALSE), ("$null", Value::NULL)] {
            let found = self.rest().get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
            let ends = !self.rest()[name.len().min(self.rest().len())..]
                .starts_with(|it: char| it.is_alphanumeric() || "_:.[".contains(it));
            if found && ends {
                self.at += name.len();
                return Ok(value);
            }
        }
        Err(Problem::Unsafe)
    }

    fn number(&mut self) -> Taken<Value> {
        let rest = self.rest();
        let end = |it: char| it.is_whitespace() || ",;)}=#".contains(it);
        let length = rest.find(end).unwrap_or(rest.len());
        let number = ps_number(&rest[..length]).ok_or(Problem::Unsafe)?;
        self.at += length;
        Ok(match number {
            PsNumber::SByte(it) => it.into(),
            PsNumber::Byte(it) => it.into(),
            PsNumber::Int16(it) => it.into(),
            PsNumber::UInt16(it) => it.into(),
            PsNumber::Int32(it) => Value::int(it),
            PsNumber::UInt32(it) => it.into(),
            PsNumber::Int64(it) => Value::long(it),
            PsNumber::UInt64(it) => it.into(),
            PsNumber::Double(it) => Value::double(it),
            PsNumber::Decimal(it) => Object::decimal(it).into(),
            PsNumber::Big(it) => Object::big_integer(it).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Option<Problem> {
        read(text).err()
    }

    #[test]
    fn literals() {
        let text = "# c\n@{\n  A = 'x', \"y`n\", @('z')\n  'B c' = @{ D = -1KB; E = $true }\n  F = @\"\ntwo\nlines\n\"@\n}\n";
        assert_eq!(problem(text), None);
        assert_eq!(problem("@{ A = Get-Date }"), Some(Problem::Unsafe));
        assert_eq!(problem("@{ A = $env:HOME }"), Some(Problem::Unsafe));
        assert_eq!(problem("@{ A = \"$x\" }"), Some(Problem::Unsafe));
        assert_eq!(problem("@{ A = 1"), Some(Problem::Syntax));
        assert_eq!(problem("'just text'"), None);
    }
}
