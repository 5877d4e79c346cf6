//! Changes of a tree. Whether .NET would allow one is [`check_insert`](Tree::check_insert)'s answer.

use super::{DocumentType, Kind, Name, NodeId, Tree};
use std::sync::Arc;

impl Tree {
    /// Puts a node that is nowhere before another child of the parent, or at the end. A fragment gives its children.
    pub fn insert(&mut self, parent: NodeId, child: NodeId, before: Option<NodeId>) {
        if self.kind(child) == Kind::DocumentFragment {
            let all: Vec<_> = self.children(child).collect();
            for it in all {
                self.detach(it);
                self.insert(parent, it, before);
            }
            return;
        }
        let previous = match before {
            Some(before) => self.at(before).previous,
            None => self.at(parent).last,
        };
        let node = self.at_mut(child);
        (node.parent, node.previous, node.next) = (Some(parent), previous, before);
        match previous {
            Some(it) => self.at_mut(it).next = Some(child),
            None => self.at_mut(parent).first = Some(child),
        }
        match before {
            Some(it) => self.at_mut(it).previous = Some(child),
            None => self.at_mut(parent).last = Some(child),
        }
        self.at_mut(parent).empty = false;
    }

    /// Takes a child or an attribute out.
    pub fn detach(&mut self, id: NodeId) {
        let Some(parent) = self.at(id).parent else { return };
        if self.kind(id) == Kind::Attribute {
            self.at_mut(parent).attributes.retain(|it| *it != id);
            self.at_mut(id).parent = None;
            return;
        }
        let (previous, next) = (self.at(id).previous, self.at(id).next);
        match previous {
            Some(it) => self.at_mut(it).next = next,
            None => self.at_mut(parent).first = next,
        }
        match next {
            Some(it) => self.at_mut(it).previous = previous,
            None => self.at_mut(parent).last = previous,
        }
        let node = self.at_mut(id);
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    /// Takes all children out.
    pub fn clear(&mut self, id: NodeId) {
        while let Some(child) = self.at(id).first {
            self.detach(child);
        }
    }

    /// Why a child cannot be put into a parent, in .NET's words: `Err((exception is ArgumentException, message))`.
    pub fn check_insert(&self, parent: NodeId, child: NodeId) -> Result<(), (bool, &'static str)> {
        if child == parent || self.ancestors(parent).any(|it| it == child) {
            return Err((true, "Cannot insert a node or any ancestor of that node as a child of itself."));
        }
        if !self.kind(parent).is_container() {
            return Err((false, "The current node cannot contain other nodes."));
        }
        let allowed = match (self.kind(parent), self.kind(child)) {
            (_, Kind::Attribute | Kind::Document) => false,
            (Kind::Document, Kind::Element) => {
                if self.document_element().is_some_and(|it| it != child) {
                    return Err((false, "This document already has a 'DocumentElement' node."));
                }
                true
            }
            (Kind::Document, Kind::Text | Kind::CData | Kind::SignificantWhitespace) => false,
            (Kind::Element, Kind::XmlDeclaration | Kind::DocumentType) => false,
            _ => true,
        };
        let message = "The specified node cannot be inserted as the valid child of this node, because the specified \
                       node is the wrong type.";
        if allowed { Ok(()) } else { Err((false, message)) }
    }

    /// Gives an element an attribute node at the end, in place of one of the same name, which is returned.
    pub fn put_attribute(&mut self, element: NodeId, attribute: NodeId) -> Option<NodeId> {
        let name = self.name(attribute).clone();
        let old = self.attribute_in(element, &name.local, &name.namespace).filter(|it| *it != attribute);
        let place = old.and_then(|old| self.attributes(element).iter().position(|it| *it == old));
        if let Some(old) = old {
            self.detach(old);
        }
        self.detach(attribute);
        let count = self.attributes(element).len();
        self.at_mut(element).attributes.insert(place.unwrap_or(count).min(count), attribute);
        self.at_mut(attribute).parent = Some(element);
        old
    }

    /// Puts an attribute node at a place among the attributes.
    pub fn insert_attribute(&mut self, element: NodeId, attribute: NodeId, place: usize) {
        self.detach(attribute);
        let place = place.min(self.attributes(element).len());
        self.at_mut(element).attributes.insert(place, attribute);
        self.at_mut(attribute).parent = Some(element);
    }

    /// Sets an attribute's text, of an attribute that may not exist yet.
    pub fn set_attribute(&mut self, element: NodeId, name: impl Into<Arc<Name>>, value: &str) -> NodeId {
        let name = name.into();
        if let Some(known) = self.attribute_in(element, &name.local, &name.namespace) {
            self.set_value(known, value);
            return known;
        }
        let made = self.create(Kind::Attribute, name, value);
        self.at_mut(element).attributes.push(made);
        self.at_mut(made).parent = Some(element);
        made
    }

    /// Whether an element without children is written as one tag.
    pub fn set_empty_tag(&mut self, id: NodeId, empty: bool) {
        if empty {
            self.clear(id);
        }
        self.at_mut(id).empty = empty;
    }

    /// What a document type declaration says.
    pub fn set_document_type(&mut self, id: NodeId, says: DocumentType) {
        self.at_mut(id).document_type = Some(Box::new(says));
    }

    /// Gives a node another name.
    pub fn rename(&mut self, id: NodeId, name: impl Into<Arc<Name>>) {
        self.at_mut(id).name = name.into();
    }
}
