//! The functions of XPath's core library.

use super::{
    Expr, Function,
    eval::{Engine, Found, Place, number_of},
    nodes::{string_value, top_of},
};
use crate::{
    chars::is_space,
    tree::{Kind, NodeId},
};

/// Gives a number, so that a predicate of it is a position.
pub(super) fn is_number(function: Function) -> bool {
    matches!(
        function,
        Function::Last
            | Function::Position
            | Function::Count
            | Function::StringLength
            | Function::Number
            | Function::Sum
            | Function::Floor
            | Function::Ceiling
            | Function::Round
    )
}

pub(super) fn call(
    engine: &mut Engine<'_>,
    function: Function,
    arguments: &[Expr],
    place: Place,
) -> Result<Found, String> {
    Ok(match function {
        Function::Last => Found::Number(place.last as f64),
        Function::Position => Found::Number(place.position as f64),
        Function::True => Found::Bool(true),
        Function::False => Found::Bool(false),
        Function::Count => Found::Number(engine.nodes(&arguments[0], place)?.len() as f64),
        Function::Sum => {
            let nodes = engine.nodes(&arguments[0], place)?;
            Found::Number(nodes.iter().map(|it| number_of(&string_value(engine.tree, *it))).sum())
        }
        Function::Id => by_id(engine, arguments, place)?,
        Function::LocalName | Function::NamespaceUri | Function::Name => {
            name(engine, function, arguments, place)?
        }
        Function::Boolean => Found::Bool(engine.evaluate(&arguments[0], place)?.is_true()),
        Function::Not => Found::Bool(!engine.evaluate(&arguments[0], place)?.is_true()),
        Function::Lang => lang(engine, arguments, place)?,
        Function::Number => Found::Number(own_or_first(engine, arguments, place)?.number(engine.tree)),
        Function::Floor => Found::Number(number(engine, arguments, 0, place)?.floor()),
        Function::Ceiling => Found::Number(number(engine, arguments, 0, place)?.ceil()),
        Function::Round => Found::Number((number(engine, arguments, 0, place)? + 0.5).floor()),
        _ => return strings(engine, function, arguments, place),
    })
}

fn strings(
    engine: &mut Engine<'_>,
    function: Function,
    arguments: &[Expr],
    place: Place,
) -> Result<Found, String> {
    let first = own_or_first(engine, arguments, place)?.text(engine.tree);
    let text = match function {
        Function::String => first,
        Function::StringLength => return Ok(Found::Number(first.encode_utf16().count() as f64)),
        Function::Normalize => {
            first.split(is_space).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Function::Concat => {
            let mut all = first;
            for at in 1..arguments.len() {
                all.push_str(&text(engine, arguments, at, place)?);
            }
            all
        }
        Function::StartsWith => {
            return Ok(Found::Bool(first.starts_with(&text(engine, arguments, 1, place)?)));
        }
        Function::Contains => return Ok(Found::Bool(first.contains(&text(engine, arguments, 1, place)?))),
        Function::SubstringBefore => {
            let at = first.find(&text(engine, arguments, 1, place)?);
            at.map(|it| first[..it].to_owned()).unwrap_or_default()
        }
        Function::SubstringAfter => {
            let sought = text(engine, arguments, 1, place)?;
            first.find(&sought).map(|it| first[it + sought.len()..].to_owned()).unwrap_or_default()
        }
        Function::Substring => substring(engine, &first, arguments, place)?,
        _ => {
            let from: Vec<char> = text(engine, arguments, 1, place)?.chars().collect();
            let to: Vec<char> = text(engine, arguments, 2, place)?.chars().collect();
            let translated = |it: char| match from.iter().position(|known| *known == it) {
                Some(at) => to.get(at).copied(),
                None => Some(it),
            };
            first.chars().filter_map(translated).collect()
        }
    };
    Ok(Found::Text(text))
}

fn substring(
    engine: &mut Engine<'_>,
    whole: &str,
    arguments: &[Expr],
    place: Place,
) -> Result<String, String> {
    let round = |it: f64| (it + 0.5).floor();
    let start = round(number(engine, arguments, 1, place)?);
    let end = match arguments.len() {
        3 => start + round(number(engine, arguments, 2, place)?),
        _ => f64::INFINITY,
    };
    let inside = |(at, unit): (usize, u16)| {
        let position = (at + 1) as f64;
        (position >= start && position < end).then_some(unit)
    };
    let units: Vec<u16> = whole.encode_utf16().enumerate().filter_map(inside).collect();
    Ok(String::from_utf16_lossy(&units))
}

/// The first argument, or the node that the expression is at.
fn own_or_first(engine: &mut Engine<'_>, arguments: &[Expr], place: Place) -> Result<Found, String> {
    match arguments.first() {
        Some(it) => engine.evaluate(it, place),
        None => Ok(Found::Nodes(vec![place.node])),
    }
}

fn text(engine: &mut Engine<'_>, arguments: &[Expr], at: usize, place: Place) -> Result<String, String> {
    Ok(engine.evaluate(&arguments[at], place)?.text(engine.tree))
}

fn number(engine: &mut Engine<'_>, arguments: &[Expr], at: usize, place: Place) -> Result<f64, String> {
    Ok(engine.evaluate(&arguments[at], place)?.number(engine.tree))
}

fn name(
    engine: &mut Engine<'_>,
    function: Function,
    arguments: &[Expr],
    place: Place,
) -> Result<Found, String> {
    let node = match arguments.first() {
        Some(it) => engine.nodes(it, place)?.first().copied(),
        None => Some(place.node),
    };
    let named = |it: &NodeId| {
        matches!(engine.tree.kind(*it), Kind::Element | Kind::Attribute | Kind::ProcessingInstruction)
    };
    let Some(node) = node.filter(named) else { return Ok(Found::Text(String::new())) };
    let name = engine.tree.name(node);
    Ok(Found::Text(match function {
        Function::LocalName => name.local.to_string(),
        Function::NamespaceUri => name.namespace.to_string(),
        _ => name.qualified(),
    }))
}

fn lang(engine: &mut Engine<'_>, arguments: &[Expr], place: Place) -> Result<Found, String> {
    let wanted = text(engine, arguments, 0, place)?.to_lowercase();
    let tree = engine.tree;
    let said = std::iter::once(place.node)
        .chain(tree.ancestors(place.node))
        .find_map(|it| tree.attribute(it, "xml:lang"));
    let fits = said.is_some_and(|it| {
        let said = tree.value(it).to_lowercase();
        said.strip_prefix(wanted.as_str()).is_some_and(|it| it.is_empty() || it.starts_with('-'))
    });
    Ok(Found::Bool(fits))
}

/// Without a declaration no attribute is an ID; `xml:id` is.
fn by_id(engine: &mut Engine<'_>, arguments: &[Expr], place: Place) -> Result<Found, String> {
    let wanted = text(engine, arguments, 0, place)?;
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let tree = engine.tree;
    let top = top_of(tree, place.node);
    let has = |it: &NodeId| tree.attribute(*it, "xml:id").is_some_and(|it| wanted.contains(&tree.value(it)));
    Ok(Found::Nodes(tree.descendants(top).filter(has).collect()))
}
