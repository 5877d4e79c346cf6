//! Reads parameter lists and command lines of the few forms that the tests use.

use super::stub::code;
use crate::{session::Session, signature::Argument};
use psp_ir::{Attribute, ConstExpr, Constant, Param, ParamAttribute, Parameters, Symbol, TypeRef};
use psp_source::Span;
use psp_value::{Object, Table, Value};

/// A place in a text.
pub(super) struct Reader<'a>(pub(super) &'a str);

impl<'a> Reader<'a> {
    fn skip(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn eat(&mut self, text: &str) -> bool {
        self.skip();
        match self.0.strip_prefix(text) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, stop: impl Fn(char) -> bool) -> &'a str {
        let at = self.0.find(stop).unwrap_or(self.0.len());
        let (found, rest) = self.0.split_at(at);
        self.0 = rest;
        found
    }

    fn quoted(&mut self) -> &'a str {
        let found = self.until(|it| it == '\'');
        self.eat("'");
        found
    }

    /// `[CmdletBinding()]param([int]$a, $b = 5)`, with or without `param`.
    pub(super) fn parameters(mut self) -> Parameters {
        let mut parameters = Parameters::default();
        while !self.eat("param(") {
            assert!(self.eat("["), "attribute expected at {}", self.0);
            if let ParamAttribute::Attribute(attribute) = self.attribute() {
                parameters.attributes.push(attribute);
            }
        }
        while !self.eat(")") {
            let mut attributes = Vec::new();
            while self.eat("[") {
                attributes.push(self.attribute());
            }
            assert!(self.eat("$"), "parameter expected at {}", self.0);
            let name = self.until(|it| !it.is_alphanumeric());
            let has_default = self.eat("=");
            if has_default {
                self.constant();
            }
            self.eat(",");
            let (default_text, span) = (Box::default(), Span::default());
            parameters.params.push(Param {
                name: Symbol::new(name),
                spelling: name.into(),
                attributes,
                has_default,
                default_text,
                span,
            });
        }
        parameters
    }

    fn attribute(&mut self) -> ParamAttribute {
        let mut name = self.until(|it| matches!(it, '(' | ']' | '[')).to_owned();
        if self.eat("[") {
            name = format!("{name}[{}]", self.until(|it| it == ']'));
            self.eat("]");
        }
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        let ty = TypeRef { name: name.into(), span: Span::default() };
        if self.eat("]") {
            return ParamAttribute::Type(ty);
        }
        self.eat("(");
        while !self.eat(")") {
            self.skip();
            if self.0.starts_with(|it: char| it.is_alphabetic()) {
                let name = self.until(|it| !it.is_alphanumeric());
                let value =
                    if self.eat("=") { self.constant() } else { ConstExpr::Value(Constant::Bool(true)) };
                named.push((name.into(), value));
            } else {
                positional.push(self.constant());
            }
            self.eat(",");
        }
        self.eat("]");
        ParamAttribute::Attribute(Attribute { ty, positional, named, span: Span::default() })
    }

    fn constant(&mut self) -> ConstExpr {
        ConstExpr::Value(if self.eat("'") {
            Constant::Text(self.quoted().into())
        } else if self.eat("{") {
            let text = self.until(|it| it == '}');
            self.eat("}");
            Constant::Block(code(text))
        } else if self.eat("@(1)") || self.eat("$b") || self.eat("$null") {
            Constant::Null
        } else if self.eat("$false") {
            Constant::Bool(false)
        } else {
            let text = self.until(|it| !it.is_ascii_digit() && it != '.');
            text.parse().map_or_else(|_| Constant::Double(text.parse().unwrap_or_default()), Constant::Int32)
        })
    }

    /// The arguments of a command line; `@h` is `@{ a = 1 }`, `@arr` is `1, 2`.
    pub(super) fn arguments(mut self, session: &Session) -> Vec<Argument> {
        let mut arguments = Vec::new();
        let mut names = true;
        loop {
            self.skip();
            if self.0.is_empty() {
                return arguments;
            }
            if self.eat("--%") {
                arguments.push(Argument::positional("--%"));
                arguments.push(Argument::positional(self.0.trim()));
                return arguments;
            }
            if self.0.starts_with("-- ") {
                self.eat("--");
                names = false;
            } else if names && self.0.starts_with('-') && self.0[1..].starts_with(char::is_alphabetic) {
                arguments.push(self.named(session));
            } else if self.eat("@h") {
                arguments.push(Argument { splatted: true, ..Argument::named("a", 1) });
            } else if self.eat("@arr") {
                arguments.extend([1, 2].map(|it| Argument { splatted: true, ..Argument::positional(it) }));
            } else {
                arguments.push(Argument::positional(self.list(session)));
            }
        }
    }

    fn named(&mut self, session: &Session) -> Argument {
        self.eat("-");
        let name = self.until(|it| !it.is_alphanumeric());
        if !self.0.starts_with(':') {
            return Argument {
                name_text: Some(format!("-{name}").as_str().into()),
                ..Argument::switch(name)
            };
        }
        self.eat(":");
        Argument {
            name_text: Some(format!("-{name}:").as_str().into()),
            ..Argument::named(name, self.list(session))
        }
    }

    fn list(&mut self, session: &Session) -> Value {
        let first = self.value(session);
        if !self.0.starts_with(',') {
            return first;
        }
        let mut items = vec![first];
        while self.0.starts_with(',') {
            self.eat(",");
            items.push(self.value(session));
        }
        Value::array(items)
    }

    fn value(&mut self, session: &Session) -> Value {
        let ints = |numbers: &[i32]| Value::array(numbers.iter().map(|&it| Value::int(it)).collect());
        if self.eat("'") {
            return self.quoted().into();
        }
        if self.eat("{") {
            let text = self.until(|it| it == '}');
            self.eat("}");
            return session.block_value(code(text), 0);
        }
        let fixed = [
            ("$null", Value::NULL),
            ("$true", Value::TRUE),
            ("$false", Value::FALSE),
            ("(Get-Nothing)", Value::NOTHING),
            ("(1..3)", ints(&[1, 2, 3])),
            ("@(1, 2)", ints(&[1, 2])),
            ("@()", ints(&[])),
        ];
        for (text, value) in fixed {
            if self.eat(text) {
                return value;
            }
        }
        if self.eat("@{ a = 1 }") {
            let mut table = Table::default();
            table.insert("a".into(), Value::int(1));
            return Object::hashtable(table).into();
        }
        let word = self.until(|it| it.is_whitespace() || it == ',');
        let is_number = word.starts_with(|it: char| it.is_ascii_digit());
        match (word.parse::<i32>(), word.parse::<f64>()) {
            (Ok(int), _) if is_number => Value::int(int),
            (_, Ok(real)) if is_number => Value::double(real),
            _ => word.into(),
        }
    }
}
