//! Changes of the tree as .NET allows them, with its exceptions.

use super::node::{Node, argument, xml_fault};
use psp_value::{Fault, Interrupt, Result};
use psp_xml::{Kind, Name, NodeId, Tree, XmlError, chars};

const NOT_A_CHILD: &str = "The reference node is not a child of this node.";

/// Puts a node before a child, or at the end.
pub(super) fn insert(parent: &Node, child: Node, before: Option<Node>) -> Result<Node> {
    if before.as_ref() == Some(&child) {
        return Ok(child);
    }
    if !parent.shares_document(&child) {
        return Err(argument("The node to be inserted is from a different document context."));
    }
    let attribute_text = parent.kind() == Kind::Attribute && child.kind() == Kind::Text;
    if attribute_text {
        parent.change(|tree, id| {
            let text = format!("{}{}", tree.value(id), tree.value(child.id));
            tree.set_value(id, &text);
        });
        return Ok(child);
    }
    let done = parent.change(|tree, id| {
        tree.check_insert(id, child.id)?;
        if let Some(before) = &before
            && tree.parent(before.id) != Some(id)
        {
            return Err((true, NOT_A_CHILD));
        }
        tree.detach(child.id);
        tree.insert(id, child.id, before.map(|it| it.id));
        Ok(())
    });
    done.map(|()| child).map_err(refused)
}

fn refused((is_argument, message): (bool, &'static str)) -> Interrupt {
    let ty = if is_argument { "System.ArgumentException" } else { "System.InvalidOperationException" };
    Fault::new(ty, message).into()
}

/// Puts a node after a child, or before all.
pub(super) fn insert_after(parent: &Node, child: Node, after: Option<Node>) -> Result<Node> {
    let Some(after) = after else {
        let first = parent.find(Tree::first_child);
        return insert(parent, child, first);
    };
    if parent.read(|tree, id| tree.parent(after.id) != Some(id)) {
        return Err(argument(NOT_A_CHILD));
    }
    let next = after.find(Tree::next);
    insert(parent, child, next)
}

/// Takes a child out.
pub(super) fn remove(parent: &Node, child: Node) -> Result<Node> {
    let is_child = parent.shares_document(&child)
        && child.kind() != Kind::Attribute
        && parent.read(|tree, id| tree.parent(child.id) == Some(id));
    if !is_child {
        return Err(argument("The node to be removed is not a child of this node."));
    }
    parent.change(|tree, _| tree.detach(child.id));
    Ok(child)
}

/// Puts a node in the place of a child, which is returned.
pub(super) fn replace(parent: &Node, child: Node, old: Node) -> Result<Node> {
    if child == old {
        return Ok(old);
    }
    let mut next = old.find(Tree::next);
    if next.as_ref() == Some(&child) {
        next = child.find(Tree::next);
    }
    let removed = remove(parent, old)?;
    match insert(parent, child, next.clone()) {
        Ok(_) => Ok(removed),
        Err(error) => {
            // It stays as it was.
            parent.change(|tree, id| tree.insert(id, removed.id, next.map(|it| it.id)));
            Err(error)
        }
    }
}

/// A copy: of a document a document, else a node that is nowhere in the same document.
pub(super) fn duplicate(node: &Node, deep: bool) -> Node {
    if node.kind() != Kind::Document {
        let made = node.change(|tree, id| tree.duplicate(id, deep));
        return node.at(made);
    }
    let tree = if deep { node.read(|tree, _| tree.clone()) } else { Tree::default() };
    Node::document(tree)
}

/// A copy of a node of another document.
pub(super) fn import(into: &Node, node: &Node, deep: bool) -> Result<Node> {
    if node.kind() == Kind::Document {
        let message = "Cannot import nodes of type 'Document'.";
        return Err(Fault::new("System.InvalidOperationException", message).into());
    }
    // Attributes come with their text, whatever `deep` says.
    let copy = node.read(|tree, id| tree.extract(id, deep));
    let made = into.change(|tree, _| tree.graft(&copy));
    Ok(into.at(made))
}

/// `InnerXml = …`
pub(super) fn set_inner_xml(node: &Node, text: &str) -> Result<()> {
    match node.kind() {
        Kind::Document => return super::io::load_text(node, text),
        Kind::Element | Kind::DocumentFragment => {}
        Kind::Attribute => {
            node.change(|tree, id| tree.set_value(id, text));
            return Ok(());
        }
        _ => {
            let message = "Cannot set the 'InnerXml' for the current node because it is either read-only or \
                           cannot have children.";
            return Err(Fault::new("System.InvalidOperationException", message).into());
        }
    }
    let keeps_space = node.keeps_space();
    let done = node.change(|tree, id| {
        let namespaces = namespaces_at(tree, id);
        let top = psp_xml::fragment(tree, text, &namespaces, keeps_space)?;
        tree.clear(id);
        tree.insert(id, top, None);
        Ok(())
    });
    done.map_err(|error: XmlError| xml_fault(&error).into())
}

/// The declarations around and at a node, the outermost first.
fn namespaces_at(tree: &Tree, id: NodeId) -> Vec<(String, String)> {
    let mut nodes: Vec<_> = std::iter::once(id).chain(tree.ancestors(id)).collect();
    nodes.reverse();
    let mut found = Vec::new();
    for node in nodes {
        let name = tree.name(node);
        if tree.kind(node) == Kind::Element && !name.namespace.is_empty() {
            found.push((name.prefix.to_string(), name.namespace.to_string()));
        }
        for &it in tree.attributes(node) {
            if let Some(prefix) = tree.declares(it) {
                found.push((prefix.to_owned(), tree.value(it).to_owned()));
            }
        }
    }
    found
}

/// A name that XML allows, from its parts.
pub(super) fn checked_name(prefix: &str, local: &str, namespace: &str) -> Result<Name> {
    if local.is_empty() {
        return Err(argument("The local name for elements or attributes cannot be null or an empty string."));
    }
    let whole = if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") };
    if let Some(problem) = chars::name_problem(&whole) {
        return Err(xml_fault(&XmlError::new(problem)).into());
    }
    Ok(Name::new(prefix, local, namespace))
}

/// A name that XML allows, whose prefix stands before the colon.
pub(super) fn qualified_name(qualified: &str, namespace: &str) -> Result<Name> {
    let (prefix, local) = chars::split_name(qualified);
    checked_name(prefix, local, namespace)
}

/// The node that a detached one of the tree becomes.
pub(super) fn create(node: &Node, kind: Kind, name: Name, value: &str) -> Node {
    let made = node.change(|tree, _| tree.create(kind, name, value));
    node.at(made)
}
