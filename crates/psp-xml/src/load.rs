//! From text to tree.

use crate::{
    error::XmlError,
    reader::{Item, Options, Reader},
    tree::{Kind, NodeId, Tree},
};

/// Reads a whole document; white space between elements stays only when it is to be kept.
pub fn load(text: &str, options: Options, keep_space: bool) -> Result<Tree, XmlError> {
    let mut tree = Tree::default();
    let mut reader = Reader::new(text, options);
    fill(&mut tree, &mut reader, Tree::ROOT, keep_space)?;
    Ok(tree)
}

/// Reads pieces of a document into a fragment of the tree, with the namespaces given.
pub fn fragment(
    tree: &mut Tree,
    text: &str,
    namespaces: &[(String, String)],
    keep_space: bool,
) -> Result<NodeId, XmlError> {
    let mut reader = Reader::new(text, Options { fragment: true, ..Options::default() });
    for (prefix, namespace) in namespaces {
        reader.declare(prefix, namespace);
    }
    let top = tree.create(Kind::DocumentFragment, crate::Name::plain("#document-fragment"), "");
    fill(tree, &mut reader, top, keep_space)?;
    Ok(top)
}

fn fill(tree: &mut Tree, reader: &mut Reader, top: NodeId, keep_space: bool) -> Result<(), XmlError> {
    let mut at = top;
    while let Some(item) = reader.next()? {
        match item.kind {
            Kind::EndElement => at = tree.parent(at).unwrap_or(top),
            Kind::Whitespace if !keep_space => {}
            _ => {
                let empty = item.empty;
                let is_element = item.kind == Kind::Element;
                let made = add(tree, item, at);
                if is_element && !empty {
                    at = made;
                }
            }
        }
    }
    Ok(())
}

fn add(tree: &mut Tree, item: Item, parent: NodeId) -> NodeId {
    let is_element = item.kind == Kind::Element;
    let name = match item.kind {
        Kind::Whitespace => crate::Name::plain("#whitespace").into(),
        Kind::SignificantWhitespace => crate::Name::plain("#significant-whitespace").into(),
        _ => item.name,
    };
    let value = match item.kind {
        Kind::XmlDeclaration => {
            let parts = item.attributes.iter().map(|(name, value)| format!("{}=\"{value}\"", name.local));
            parts.collect::<Vec<_>>().join(" ")
        }
        _ => item.value,
    };
    let made = tree.create(item.kind, name, value);
    if let Some(says) = item.document_type {
        tree.set_document_type(made, says);
    }
    if is_element {
        for (name, value) in item.attributes {
            let attribute = tree.create(Kind::Attribute, name, value);
            let place = tree.attributes(made).len();
            tree.insert_attribute(made, attribute, place);
        }
    }
    tree.insert(parent, made, None);
    if is_element {
        tree.set_empty_tag(made, item.empty);
    }
    made
}
