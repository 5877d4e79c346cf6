//! Evaluation.

use super::{
    Axis, Expr, Expression, Op, Start, Step,
    functions::call,
    nodes::{Order, string_value, top_of, walk},
};
use crate::tree::{NodeId, Tree};

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Nodes in document order.
    Nodes(Vec<NodeId>),
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// Evaluates an expression at a node.
pub fn evaluate(tree: &Tree, node: NodeId, expression: &Expression) -> Result<Found, String> {
    let mut engine = Engine { tree, order: Order::default() };
    engine.evaluate(&expression.0, Place { node, position: 1, last: 1 })
}

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) node: NodeId,
    pub(super) position: usize,
    pub(super) last: usize,
}

pub(super) struct Engine<'a> {
    pub(super) tree: &'a Tree,
    order: Order,
}

impl Found {
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Nodes(it) => !it.is_empty(),
            Self::Bool(it) => *it,
            Self::Number(it) => *it != 0.0 && !it.is_nan(),
            Self::Text(it) => !it.is_empty(),
        }
    }

    pub(super) fn number(&self, tree: &Tree) -> f64 {
        match self {
            Self::Number(it) => *it,
            Self::Bool(it) => f64::from(*it),
            other => number_of(&other.text(tree)),
        }
    }

    /// The text that it stands for.
    pub fn text(&self, tree: &Tree) -> String {
        match self {
            Self::Nodes(it) => it.first().map(|it| string_value(tree, *it)).unwrap_or_default(),
            Self::Bool(it) => it.to_string(),
            Self::Number(it) => number_text(*it),
            Self::Text(it) => it.clone(),
        }
    }
}

/// A text as a number: only digits, a point and a minus sign.
pub(super) fn number_of(text: &str) -> f64 {
    let text = text.trim_matches(crate::chars::is_space);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    if plain && !digits.is_empty() { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

fn number_text(it: f64) -> String {
    match it {
        _ if it.is_nan() => "NaN".to_owned(),
        _ if it.is_infinite() => if it > 0.0 { "Infinity" } else { "-Infinity" }.to_owned(),
        _ if it == 0.0 => "0".to_owned(),
        _ => it.to_string(),
    }
}

const NOT_NODES: &str = "Expression must evaluate to a node-set.";

impl Engine<'_> {
    pub(super) fn evaluate(&mut self, expr: &Expr, place: Place) -> Result<Found, String> {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.any(expr, place))
    }

    fn any(&mut self, expr: &Expr, place: Place) -> Result<Found, String> {
        match expr {
            Expr::Number(it) => Ok(Found::Number(*it)),
            Expr::Literal(it) => Ok(Found::Text(it.clone())),
            Expr::Negate(it) => Ok(Found::Number(-self.evaluate(it, place)?.number(self.tree))),
            Expr::Call(function, arguments) => call(self, *function, arguments, place),
            Expr::Binary(op, left, right) => self.binary(*op, left, right, place),
            Expr::Path(start, steps) => self.path(start, steps, place).map(Found::Nodes),
        }
    }

    pub(super) fn nodes(&mut self, expr: &Expr, place: Place) -> Result<Vec<NodeId>, String> {
        match self.evaluate(expr, place)? {
            Found::Nodes(it) => Ok(it),
            _ => Err(NOT_NODES.to_owned()),
        }
    }

    fn binary(&mut self, op: Op, left: &Expr, right: &Expr, place: Place) -> Result<Found, String> {
        match op {
            Op::Or => {
                let either = self.evaluate(left, place)?.is_true() || self.evaluate(right, place)?.is_true();
                return Ok(Found::Bool(either));
            }
            Op::And => {
                let both = self.evaluate(left, place)?.is_true() && self.evaluate(right, place)?.is_true();
                return Ok(Found::Bool(both));
            }
            Op::Union => {
                let mut all = self.nodes(left, place)?;
                all.extend(self.nodes(right, place)?);
                self.order.sort(self.tree, &mut all);
                return Ok(Found::Nodes(all));
            }
            _ => {}
        }
        let (left, right) = (self.evaluate(left, place)?, self.evaluate(right, place)?);
        let (a, b) = match op {
            Op::Plus | Op::Minus | Op::Multiply | Op::Divide | Op::Modulo => {
                (left.number(self.tree), right.number(self.tree))
            }
            _ => return Ok(Found::Bool(self.compare(op, &left, &right))),
        };
        Ok(Found::Number(match op {
            Op::Plus => a + b,
            Op::Minus => a - b,
            Op::Multiply => a * b,
            Op::Divide => a / b,
            _ => a % b,
        }))
    }

    /// Comparison: of node-sets, any node that fits.
    fn compare(&self, op: Op, left: &Found, right: &Found) -> bool {
        let text = |it: &NodeId| Found::Text(string_value(self.tree, *it));
        match (left, right) {
            (Found::Nodes(a), Found::Nodes(b)) => {
                let right: Vec<_> = b.iter().map(text).collect();
                a.iter().map(text).any(|a| right.iter().any(|b| self.compare_single(op, &a, b)))
            }
            (Found::Nodes(_), Found::Bool(_)) | (Found::Bool(_), Found::Nodes(_)) => {
                self.compare_single(op, &Found::Bool(left.is_true()), &Found::Bool(right.is_true()))
            }
            (Found::Nodes(a), _) => a.iter().any(|it| self.compare_single(op, &text(it), right)),
            (_, Found::Nodes(b)) => b.iter().any(|it| self.compare_single(op, left, &text(it))),
            _ => self.compare_single(op, left, right),
        }
    }

    fn compare_single(&self, op: Op, left: &Found, right: &Found) -> bool {
        let equal = match (left, right) {
            (Found::Bool(_), _) | (_, Found::Bool(_)) => left.is_true() == right.is_true(),
            (Found::Number(_), _) | (_, Found::Number(_)) => {
                left.number(self.tree) == right.number(self.tree)
            }
            _ => left.text(self.tree) == right.text(self.tree),
        };
        let (a, b) = (left.number(self.tree), right.number(self.tree));
        match op {
            Op::Equal => equal,
            Op::NotEqual => !equal,
            Op::Less => a < b,
            Op::LessEqual => a <= b,
            Op::Greater => a > b,
            _ => a >= b,
        }
    }

    fn path(&mut self, start: &Start, steps: &[Step], place: Place) -> Result<Vec<NodeId>, String> {
        let mut nodes = match start {
            Start::Context => vec![place.node],
            Start::Root => vec![top_of(self.tree, place.node)],
            Start::Expr(inner, predicates) => {
                let mut nodes = self.nodes(inner, place)?;
                for predicate in predicates {
                    nodes = self.filter(nodes, predicate)?;
                }
                nodes
            }
        };
        // No node lies in another: what is below them comes out in order.
        let mut flat = nodes.len() < 2;
        for step in steps {
            let mut found = Vec::new();
            let many = nodes.len() > 1;
            for &node in &nodes {
                let from = found.len();
                self.step(step, node, &mut found, from)?;
            }
            let keeps = match step.axis {
                Axis::Own | Axis::Attribute => true,
                Axis::Child | Axis::Descendant | Axis::DescendantOrSelf => flat,
                _ => false,
            };
            if many && !keeps {
                self.order.sort(self.tree, &mut found);
            }
            flat = match step.axis {
                Axis::Child | Axis::Own => flat,
                Axis::Attribute => true,
                _ => found.len() < 2,
            };
            nodes = found;
        }
        Ok(nodes)
    }

    /// Appends what a step finds from one node, in document order.
    fn step(
        &mut self,
        step: &Step,
        node: NodeId,
        found: &mut Vec<NodeId>,
        from: usize,
    ) -> Result<(), String> {
        walk(self.tree, node, step.axis, &step.test, found);
        if !step.predicates.is_empty() {
            let mut own = found.split_off(from);
            for predicate in &step.predicates {
                own = self.filter(own, predicate)?;
            }
            found.extend(own);
        }
        if step.axis.is_reverse() {
            found[from..].reverse();
        }
        Ok(())
    }

    fn filter(&mut self, nodes: Vec<NodeId>, predicate: &Expr) -> Result<Vec<NodeId>, String> {
        let last = nodes.len();
        let mut kept = Vec::with_capacity(last);
        for (at, node) in nodes.into_iter().enumerate() {
            let position = at + 1;
            let keep = match self.evaluate(predicate, Place { node, position, last })? {
                Found::Number(it) => it == position as f64,
                other => other.is_true(),
            };
            if keep {
                kept.push(node);
            }
        }
        Ok(kept)
    }
}
