//! The grammar of XPath 1.0 by recursive descent, as deep as .NET goes.

use super::{
    Axis, Expr, Function, Op, Start, Step, Test,
    lexer::{Token, tokens},
};

/// How deep expressions may lie in each other, as in .NET.
const MAX_DEPTH: usize = 1024;

/// How many operators an expression may have: each makes its tree one deeper.
const MAX_OPERATORS: usize = 4096;

const TOO_COMPLEX: &str = "The xpath query is too complex.";

type Namespace<'a> = &'a dyn Fn(&str) -> Result<Option<String>, String>;

pub(super) fn parse(text: &str, namespace: Namespace<'_>) -> Result<Expr, String> {
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, depth: 0, operators: 0, namespace };
    let found = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(found),
        _ => Err(parser.invalid()),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    operators: usize,
    namespace: Namespace<'a>,
}

/// The binary operators from loose to tight.
const LEVELS: &[&[(&str, Op)]] = &[
    &[("or", Op::Or)],
    &[("and", Op::And)],
    &[("=", Op::Equal), ("!=", Op::NotEqual)],
    &[("<=", Op::LessEqual), ("<", Op::Less), (">=", Op::GreaterEqual), (">", Op::Greater)],
    &[("+", Op::Plus), ("-", Op::Minus)],
    &[("*", Op::Multiply), ("div", Op::Divide), ("mod", Op::Modulo)],
];

impl Parser<'_> {
    fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    fn is(&self, sign: &str) -> bool {
        matches!(self.peek(), Token::Sign(it) if *it == sign)
    }

    fn accept(&mut self, sign: &str) -> bool {
        let found = self.is(sign);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &str) -> Result<(), String> {
        if self.accept(sign) { Ok(()) } else { Err(self.invalid()) }
    }

    fn invalid(&self) -> String {
        format!("'{}' has an invalid token.", self.text)
    }

    /// An expression of operators that bind at least as tightly as a level.
    fn expression(&mut self, level: usize) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(TOO_COMPLEX.to_owned());
        }
        let found = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.operands(level));
        self.depth -= 1;
        found
    }

    fn operands(&mut self, least: usize) -> Result<Expr, String> {
        let mut left = self.unary()?;
        while let Some((level, op)) = self.operator().filter(|(level, _)| *level >= least) {
            self.at += 1;
            self.count_operator()?;
            let right = self.expression(level + 1)?;
            left = Expr::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    /// The operator that stands here, and how tightly it binds.
    fn operator(&self) -> Option<(usize, Op)> {
        let Token::Sign(sign) = self.peek() else { return None };
        LEVELS.iter().enumerate().find_map(|(level, operators)| {
            operators.iter().find(|(known, _)| known == sign).map(|(_, op)| (level, *op))
        })
    }

    fn count_operator(&mut self) -> Result<(), String> {
        self.operators += 1;
        if self.operators > MAX_OPERATORS { Err(TOO_COMPLEX.to_owned()) } else { Ok(()) }
    }

    fn unary(&mut self) -> Result<Expr, String> {
        let mut signs = 0usize;
        while self.accept("-") {
            signs += 1;
        }
        let mut left = self.path()?;
        while self.accept("|") {
            self.count_operator()?;
            let right = self.path()?;
            left = Expr::Binary(Op::Union, Box::new(left), Box::new(right));
        }
        if signs > 0 {
            left = Expr::Negate(Box::new(left));
        }
        if signs > 0 && signs.is_multiple_of(2) {
            left = Expr::Negate(Box::new(left));
        }
        Ok(left)
    }

    fn path(&mut self) -> Result<Expr, String> {
        let mut steps = Vec::new();
        let start = match self.peek().clone() {
            Token::Variable => {
                return Err(
                    "Namespace Manager or XsltContext needed. This query has a prefix, variable, or \
                            user-defined function."
                        .to_owned(),
                );
            }
            Token::Number(it) => {
                self.at += 1;
                self.filtered(Expr::Number(it))?
            }
            Token::Literal(it) => {
                self.at += 1;
                self.filtered(Expr::Literal(it))?
            }
            Token::Sign("(") => {
                self.at += 1;
                let inner = self.expression(0)?;
                self.expect(")")?;
                self.filtered(inner)?
            }
            Token::Function { prefix, local } if !is_node_type(&prefix, &local) => {
                let call = self.call(&prefix, &local)?;
                self.filtered(call)?
            }
            Token::Sign("/") => {
                self.at += 1;
                if !self.step_follows() {
                    return Ok(Expr::Path(Start::Root, steps));
                }
                self.step(&mut steps)?;
                Start::Root
            }
            Token::Sign("//") => {
                self.at += 1;
                steps.push(all_below());
                self.step(&mut steps)?;
                Start::Root
            }
            _ => {
                self.step(&mut steps)?;
                Start::Context
            }
        };
        loop {
            if self.accept("//") {
                steps.push(all_below());
            } else if !self.accept("/") {
                break;
            }
            self.step(&mut steps)?;
        }
        Ok(match start {
            Start::Expr(inner, predicates) if steps.is_empty() && predicates.is_empty() => *inner,
            start => Expr::Path(start, shortened(steps)),
        })
    }

    fn step_follows(&self) -> bool {
        match self.peek() {
            Token::Name { .. } | Token::Axis(_) => true,
            Token::Function { prefix, local } => is_node_type(prefix, local),
            Token::Sign(it) => matches!(*it, "." | ".." | "@"),
            _ => false,
        }
    }

    fn filtered(&mut self, inner: Expr) -> Result<Start, String> {
        let predicates = self.predicates()?;
        Ok(Start::Expr(Box::new(inner), predicates))
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, String> {
        let mut found = Vec::new();
        while self.accept("[") {
            found.push(self.expression(0)?);
            self.expect("]")?;
        }
        Ok(found)
    }

    fn step(&mut self, steps: &mut Vec<Step>) -> Result<(), String> {
        if self.accept(".") {
            steps.push(Step { axis: Axis::Own, test: Test::Node, predicates: Vec::new() });
            return Ok(());
        }
        if self.accept("..") {
            steps.push(Step { axis: Axis::Parent, test: Test::Node, predicates: Vec::new() });
            return Ok(());
        }
        let axis = if self.accept("@") {
            Axis::Attribute
        } else if let Token::Axis(name) = self.peek().clone() {
            self.at += 1;
            axis_named(&name).ok_or_else(|| {
                if name == "namespace" {
                    "psp does not support the namespace axis of XPath.".to_owned()
                } else {
                    self.invalid()
                }
            })?
        } else {
            Axis::Child
        };
        let test = self.test(axis)?;
        let predicates = self.predicates()?;
        steps.push(Step { axis, test, predicates });
        Ok(())
    }

    fn test(&mut self, axis: Axis) -> Result<Test, String> {
        match self.take() {
            Token::Name { prefix, local } if prefix.is_empty() && local == "*" => Ok(Test::Any),
            Token::Name { prefix, local } => {
                let namespace = self.resolve(&prefix, axis)?;
                Ok(if local == "*" { Test::Namespace(namespace) } else { Test::Name { namespace, local } })
            }
            Token::Function { prefix, local } if is_node_type(&prefix, &local) => {
                self.expect("(")?;
                let test = match local.as_str() {
                    "node" => Test::Node,
                    "text" => Test::Text,
                    "comment" => Test::Comment,
                    _ => match self.peek().clone() {
                        Token::Literal(it) => {
                            self.at += 1;
                            Test::Instruction(Some(it))
                        }
                        _ => Test::Instruction(None),
                    },
                };
                self.expect(")")?;
                Ok(test)
            }
            _ => Err("Expression must evaluate to a node-set.".to_owned()),
        }
    }

    fn resolve(&self, prefix: &str, _axis: Axis) -> Result<String, String> {
        if prefix.is_empty() {
            return Ok(String::new());
        }
        (self.namespace)(prefix)?.ok_or_else(|| format!("Namespace prefix '{prefix}' is not defined."))
    }

    fn call(&mut self, prefix: &str, local: &str) -> Result<Expr, String> {
        self.at += 1;
        self.expect("(")?;
        let mut arguments = Vec::new();
        if !self.accept(")") {
            loop {
                arguments.push(self.expression(0)?);
                if self.accept(")") {
                    break;
                }
                self.expect(",")?;
            }
        }
        let known = FUNCTIONS.iter().find(|(name, ..)| prefix.is_empty() && *name == local);
        let Some(&(_, function, least, most)) = known else {
            self.resolve_function(prefix)?;
            return Err("XsltContext is needed for this query because of an unknown function.".to_owned());
        };
        if arguments.len() < least || arguments.len() > most {
            return Err(format!("Function '{local}' in '{}' has an invalid number of arguments.", self.text));
        }
        Ok(Expr::Call(function, arguments))
    }

    /// Unknown functions need somebody to ask.
    fn resolve_function(&self, prefix: &str) -> Result<(), String> {
        (self.namespace)(prefix).map(|_| ())
    }
}

fn is_node_type(prefix: &str, local: &str) -> bool {
    prefix.is_empty() && matches!(local, "node" | "text" | "comment" | "processing-instruction")
}

fn all_below() -> Step {
    Step { axis: Axis::DescendantOrSelf, test: Test::Node, predicates: Vec::new() }
}

/// `//name` without positions is one step down.
fn shortened(steps: Vec<Step>) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        let is_all = |it: &Step| {
            it.axis == Axis::DescendantOrSelf && matches!(it.test, Test::Node) && it.predicates.is_empty()
        };
        if step.axis == Axis::Child
            && found.last().is_some_and(is_all)
            && step.predicates.iter().all(is_free_of_positions)
        {
            found.pop();
            found.push(Step { axis: Axis::Descendant, ..step });
        } else {
            found.push(step);
        }
    }
    found
}

/// A predicate that is true or false whatever the place of the node.
fn is_free_of_positions(it: &Expr) -> bool {
    fn no_calls(it: &Expr) -> bool {
        match it {
            Expr::Call(Function::Last | Function::Position, _) => false,
            Expr::Call(_, arguments) => arguments.iter().all(no_calls),
            Expr::Binary(_, a, b) => no_calls(a) && no_calls(b),
            Expr::Negate(it) => no_calls(it),
            Expr::Number(_) | Expr::Literal(_) | Expr::Path(Start::Context | Start::Root, _) => true,
            Expr::Path(Start::Expr(it, _), _) => no_calls(it),
        }
    }
    let is_number = match it {
        Expr::Number(_) | Expr::Negate(_) => true,
        Expr::Binary(op, ..) => {
            matches!(op, Op::Plus | Op::Minus | Op::Multiply | Op::Divide | Op::Modulo)
        }
        Expr::Call(function, _) => super::functions::is_number(*function),
        Expr::Literal(_) | Expr::Path(..) => false,
    };
    !is_number && no_calls(it)
}

fn axis_named(name: &str) -> Option<Axis> {
    Some(match name {
        "ancestor" => Axis::Ancestor,
        "ancestor-or-self" => Axis::AncestorOrSelf,
        "attribute" => Axis::Attribute,
        "child" => Axis::Child,
        "descendant" => Axis::Descendant,
        "descendant-or-self" => Axis::DescendantOrSelf,
        "following" => Axis::Following,
        "following-sibling" => Axis::FollowingSibling,
        "parent" => Axis::Parent,
        "preceding" => Axis::Preceding,
        "preceding-sibling" => Axis::PrecedingSibling,
        "self" => Axis::Own,
        _ => return None,
    })
}

/// Name, function, how many arguments at least and at most.
const FUNCTIONS: &[(&str, Function, usize, usize)] = &[
    ("last", Function::Last, 0, 0),
    ("position", Function::Position, 0, 0),
    ("count", Function::Count, 1, 1),
    ("id", Function::Id, 1, 1),
    ("local-name", Function::LocalName, 0, 1),
    ("namespace-uri", Function::NamespaceUri, 0, 1),
    ("name", Function::Name, 0, 1),
    ("string", Function::String, 0, 1),
    ("concat", Function::Concat, 2, usize::MAX),
    ("starts-with", Function::StartsWith, 2, 2),
    ("contains", Function::Contains, 2, 2),
    ("substring-before", Function::SubstringBefore, 2, 2),
    ("substring-after", Function::SubstringAfter, 2, 2),
    ("substring", Function::Substring, 2, 3),
    ("string-length", Function::StringLength, 0, 1),
    ("normalize-space", Function::Normalize, 0, 1),
    ("translate", Function::Translate, 3, 3),
    ("boolean", Function::Boolean, 1, 1),
    ("not", Function::Not, 1, 1),
    ("true", Function::True, 0, 0),
    ("false", Function::False, 0, 0),
    ("lang", Function::Lang, 1, 1),
    ("number", Function::Number, 0, 1),
    ("sum", Function::Sum, 1, 1),
    ("floor", Function::Floor, 1, 1),
    ("ceiling", Function::Ceiling, 1, 1),
    ("round", Function::Round, 1, 1),
];
