//! PowerShell's view of XML nodes: attributes and child elements are properties.

use super::node::Node;
use psp_value::{
    Context, Fault, Object, Result, Value, convert,
    member::{MemberTypes, MemberView},
};
use psp_xml::{Kind, NodeId, Tree};

/// The attributes and children with a local name; case does not matter.
fn matching(tree: &Tree, id: NodeId, name: &str) -> Vec<NodeId> {
    let is = |it: &NodeId| {
        tree.kind(*it) != Kind::Whitespace
            && psp_clr::compare::equals_ordinal_ignore_case(&tree.name(*it).local, name)
    };
    let attributes = tree.attributes(id).iter().copied();
    attributes.chain(tree.children(id)).filter(is).collect()
}

/// The text that a node is shown as: that of texts, attributes, and elements without attributes that have a text only.
fn simple(tree: &Tree, id: NodeId) -> Option<String> {
    match tree.kind(id) {
        Kind::Text | Kind::Attribute => return Some(tree.value(id).to_owned()),
        _ if !tree.attributes(id).is_empty() => return None,
        _ => {}
    }
    match tree.first_child(id) {
        None => Some(tree.inner_text(id)),
        Some(only) if tree.next(only).is_none() && tree.kind(only) == Kind::Text => Some(tree.inner_text(id)),
        Some(_) => None,
    }
}

/// The property's value; `None` when there is no such node.
pub(super) fn get(node: &Node, name: &str) -> Option<Value> {
    let mut found: Vec<(NodeId, Option<String>)> =
        node.read(|tree, id| matching(tree, id, name).into_iter().map(|it| (it, simple(tree, it))).collect());
    let value = |(id, text): (NodeId, Option<String>)| match text {
        Some(text) => text.into(),
        None => node.at(id).value(),
    };
    match found.len() {
        0 => None,
        1 => found.pop().map(value),
        _ => Some(Object::array(found.into_iter().map(value).collect()).into()),
    }
}

/// A property can be set: a text, an attribute, or an element that has nothing but a text.
fn is_settable(tree: &Tree, id: NodeId) -> bool {
    simple(tree, id).is_some()
}

/// Writes the property; `None` when there is no such node.
pub(super) fn set(context: &mut dyn Context, node: &Node, name: &str, to: &Value) -> Option<Result<()>> {
    let found = node.read(|tree, id| {
        let found = matching(tree, id, name);
        found.iter().map(|it| (*it, is_settable(tree, *it))).collect::<Vec<_>>()
    });
    let (id, can) = *found.first()?;
    if found.len() > 1 || !can {
        return Some(Err(refused(name, found.len() > 1)));
    }
    let text = match convert::to_text(context, to) {
        Ok(text) => text.text().into_owned(),
        Err(error) => return Some(Err(error)),
    };
    node.change(|tree, _| tree.set_inner_text(id, &text));
    Some(Ok(()))
}

fn refused(name: &str, several: bool) -> psp_value::Interrupt {
    // FIXME(pwsh): the words are from memory.
    let why =
        if several { "there are several nodes of that name" } else { "only nodes with text can be set" };
    let message = format!("Cannot set \"{name}\" because {why}.");
    Fault::new("System.Management.Automation.SetValueException", message).into()
}

/// The properties in the order of attributes and children, as `Get-Member` shows them.
pub(super) fn views(node: &Node) -> Vec<MemberView> {
    let mut names: Vec<(String, Vec<NodeId>)> = Vec::new();
    node.read(|tree, id| {
        for it in tree.attributes(id).iter().copied().chain(tree.children(id)) {
            if tree.kind(it) == Kind::Whitespace {
                continue;
            }
            let name = &tree.name(it).local;
            let known = names.iter_mut().find(|it| psp_clr::compare::equals_ordinal_ignore_case(&it.0, name));
            match known {
                Some((_, all)) => all.push(it),
                None => names.push((name.to_string(), vec![it])),
            }
        }
        let view = |(name, all): (String, Vec<NodeId>)| {
            let one = (all.len() == 1).then_some(all.first().copied()).flatten();
            let ty = match one {
                None => "System.Object[]".to_owned(),
                Some(it) if simple(tree, it).is_some() => "string".to_owned(),
                Some(it) => super::types::type_of(tree.kind(it)).name.to_owned(),
            };
            let access = if one.is_some_and(|it| is_settable(tree, it)) { "{get;set;}" } else { "{get;}" };
            MemberView {
                name: name.as_str().into(),
                kind: MemberTypes::Property,
                definition: format!("{ty} {name} {access}"),
                type_name: if ty == "string" { "System.String".to_owned() } else { ty },
                // .NET's indexer of that name is in the way: views leave the property out.
                hidden: name.eq_ignore_ascii_case("Item"),
                is_static: false,
            }
        };
        names.into_iter().map(view).collect()
    })
}
