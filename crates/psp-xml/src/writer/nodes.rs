//! Nodes of a tree as text.

use super::Writer;
use crate::tree::{Kind, NodeId, Tree};

/// Writes a node and what is below it.
pub fn write_node(tree: &Tree, top: NodeId, writer: &mut Writer) {
    if tree.kind(top) == Kind::Attribute {
        let name = tree.name(top);
        writer.attribute(Some(&name.prefix), &name.local, Some(&name.namespace), tree.value(top));
        return;
    }
    if matches!(tree.kind(top), Kind::Document | Kind::DocumentFragment) {
        write_content(tree, top, writer);
        return;
    }
    let mut at = top;
    'all: loop {
        start(tree, at, writer);
        if let Some(first) = tree.first_child(at) {
            at = first;
            continue;
        }
        loop {
            end(tree, at, writer);
            if at == top {
                break 'all;
            }
            if let Some(next) = tree.next(at) {
                at = next;
                break;
            }
            match tree.parent(at) {
                Some(parent) => at = parent,
                None => break 'all,
            }
        }
    }
}

/// Writes what is in a node.
pub fn write_content(tree: &Tree, id: NodeId, writer: &mut Writer) {
    if tree.kind(id) == Kind::Attribute {
        writer.text(tree.value(id));
    }
    for child in tree.children(id) {
        write_node(tree, child, writer);
    }
}

/// The encoding that a document's declaration names.
pub fn declaration_encoding(tree: &Tree) -> Option<String> {
    let first = tree.first_child(Tree::ROOT).filter(|it| tree.kind(*it) == Kind::XmlDeclaration)?;
    pseudo_attribute(tree.value(first), "encoding")
}

/// `encoding="utf-8"` in an XML declaration.
pub fn pseudo_attribute(text: &str, name: &str) -> Option<String> {
    let at = text.find(name)?;
    let rest = text[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}

fn start(tree: &Tree, id: NodeId, writer: &mut Writer) {
    let (name, value) = (tree.name(id), tree.value(id));
    match tree.kind(id) {
        Kind::Element => {
            writer.start_element(Some(&name.prefix), &name.local, Some(&name.namespace));
            for &it in tree.attributes(id) {
                let name = tree.name(it);
                writer.attribute(Some(&name.prefix), &name.local, Some(&name.namespace), tree.value(it));
            }
        }
        Kind::Text => writer.text(value),
        Kind::Whitespace | Kind::SignificantWhitespace => writer.raw(value),
        Kind::CData => writer.section(value),
        Kind::Comment => writer.comment(value),
        Kind::ProcessingInstruction | Kind::XmlDeclaration => writer.instruction(&name.local, value),
        Kind::EntityReference => writer.raw(&format!("&{};", name.local)),
        Kind::DocumentType => {
            let says = tree.document_type(id).cloned().unwrap_or_default();
            writer.document_type(
                &name.local,
                says.public.as_deref(),
                says.system.as_deref(),
                Some(&says.subset),
            );
        }
        _ => {}
    }
}

fn end(tree: &Tree, id: NodeId, writer: &mut Writer) {
    if tree.kind(id) == Kind::Element {
        writer.end_element(!tree.is_empty_tag(id));
    }
}
