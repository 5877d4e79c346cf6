//! Axes, node tests and document order.

use super::{Axis, Test};
use crate::tree::{Kind, NodeId, Tree};

/// XPath knows this node. Texts beside each other are one node, the first of them.
fn is_visible(tree: &Tree, id: NodeId) -> bool {
    match tree.kind(id) {
        Kind::XmlDeclaration | Kind::DocumentType | Kind::EntityReference => false,
        Kind::Attribute => tree.declares(id).is_none(),
        it if it.is_text() => !tree.previous(id).is_some_and(|it| tree.kind(it).is_text()),
        _ => true,
    }
}

/// The node passes a test on an axis.
pub(super) fn passes(tree: &Tree, id: NodeId, axis: Axis, test: &Test) -> bool {
    if !is_visible(tree, id) {
        return false;
    }
    let kind = tree.kind(id);
    let principal = if axis == Axis::Attribute { Kind::Attribute } else { Kind::Element };
    match test {
        Test::Node => true,
        Test::Any => kind == principal,
        Test::Namespace(namespace) => kind == principal && *tree.name(id).namespace == **namespace,
        Test::Name { namespace, local } => {
            let name = tree.name(id);
            kind == principal && *name.local == **local && *name.namespace == **namespace
        }
        Test::Text => kind.is_text(),
        Test::Comment => kind == Kind::Comment,
        Test::Instruction(wanted) => {
            kind == Kind::ProcessingInstruction
                && wanted.as_deref().is_none_or(|it| *tree.name(id).local == *it)
        }
    }
}

/// The nodes of an axis that pass a test, in the order of the axis.
pub(super) fn walk(tree: &Tree, from: NodeId, axis: Axis, test: &Test, found: &mut Vec<NodeId>) {
    let mut take = |it: NodeId| {
        if passes(tree, it, axis, test) {
            found.push(it);
        }
    };
    match axis {
        Axis::Own => take(from),
        Axis::Child => tree.children(from).for_each(take),
        Axis::Attribute => tree.attributes(from).iter().copied().for_each(take),
        Axis::Parent => tree.parent(from).into_iter().for_each(take),
        Axis::Ancestor => tree.ancestors(from).for_each(take),
        Axis::AncestorOrSelf => {
            take(from);
            tree.ancestors(from).for_each(take);
        }
        Axis::Descendant => tree.descendants(from).for_each(take),
        Axis::DescendantOrSelf => {
            take(from);
            tree.descendants(from).for_each(take);
        }
        Axis::FollowingSibling => {
            std::iter::successors(tree.next(from), |it| tree.next(*it)).for_each(take);
        }
        Axis::PrecedingSibling => {
            std::iter::successors(tree.previous(from), |it| tree.previous(*it)).for_each(take);
        }
        Axis::Following => {
            let top = top_of(tree, from);
            let start = if tree.kind(from) == Kind::Attribute {
                tree.parent(from).and_then(|it| tree.following(it, top))
            } else {
                tree.after(from, top)
            };
            std::iter::successors(start, |it| tree.following(*it, top)).for_each(take);
        }
        Axis::Preceding => {
            let from = if tree.kind(from) == Kind::Attribute { tree.parent(from) } else { Some(from) };
            let Some(from) = from else { return };
            let above: Vec<_> = tree.ancestors(from).collect();
            let top = top_of(tree, from);
            let before: Vec<_> = tree.descendants(top).take_while(|it| *it != from).collect();
            before.into_iter().rev().filter(|it| !above.contains(it)).for_each(take);
        }
    }
}

pub(super) fn top_of(tree: &Tree, id: NodeId) -> NodeId {
    tree.ancestors(id).last().unwrap_or(id)
}

/// The text that a node stands for.
pub(super) fn string_value(tree: &Tree, id: NodeId) -> String {
    if !tree.kind(id).is_text() {
        return tree.inner_text(id);
    }
    let run = std::iter::successors(Some(id), |it| tree.next(*it)).take_while(|it| tree.kind(*it).is_text());
    run.map(|it| tree.value(it)).collect()
}

/// Where each node stands in document order; made once an evaluation, when it is needed.
#[derive(Default)]
pub(super) struct Order(Option<Vec<u32>>);

impl Order {
    /// Puts nodes of one document into document order and drops doubles.
    pub(super) fn sort(&mut self, tree: &Tree, nodes: &mut Vec<NodeId>) {
        if nodes.len() < 2 {
            return;
        }
        let top = top_of(tree, nodes[0]);
        let places = self.0.get_or_insert_with(|| places(tree, top));
        let place = |it: &NodeId| (places.get(it.0 as usize).copied().unwrap_or(u32::MAX), *it);
        nodes.sort_by_key(place);
        nodes.dedup();
    }
}

fn places(tree: &Tree, top: NodeId) -> Vec<u32> {
    let mut places = vec![u32::MAX; tree.size()];
    let mut count = 0;
    for node in std::iter::once(top).chain(tree.descendants(top)) {
        for &it in std::iter::once(&node).chain(tree.attributes(node)) {
            if let Some(place) = places.get_mut(it.0 as usize) {
                *place = count;
                count += 1;
            }
        }
    }
    places
}
