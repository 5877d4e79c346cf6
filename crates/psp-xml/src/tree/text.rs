//! The text of nodes.

use super::{Kind, Name, NodeId, Tree};

impl Tree {
    /// `InnerText`: all text below, joined.
    pub fn inner_text(&self, id: NodeId) -> String {
        if !self.kind(id).is_container() {
            return self.value(id).to_owned();
        }
        let texts = self.descendants(id).filter(|it| self.kind(*it).is_text());
        texts.map(|it| self.value(it)).collect()
    }

    /// Gives a node a text in place of all that is in it.
    pub fn set_inner_text(&mut self, id: NodeId, text: &str) {
        if !self.kind(id).is_container() {
            self.set_value(id, text);
            return;
        }
        let only = self.first_child(id).filter(|it| self.last_child(id) == Some(*it));
        if let Some(only) = only.filter(|it| self.kind(*it) == Kind::Text) {
            self.set_value(only, text);
            return;
        }
        self.clear(id);
        let node = self.create(Kind::Text, Name::plain("#text"), text);
        self.insert(id, node, None);
    }

    /// Changes the text of a node that has no children.
    pub fn set_value(&mut self, id: NodeId, text: &str) {
        text.clone_into(&mut self.at_mut(id).value);
    }

    /// Joins texts that stand beside each other and drops empty ones, everywhere below.
    pub fn normalize(&mut self, id: NodeId) {
        let all: Vec<_> = self.descendants(id).filter(|it| self.kind(*it) == Kind::Text).collect();
        for node in all {
            let before = self.previous(node).filter(|it| self.kind(*it) == Kind::Text);
            if let Some(before) = before {
                let text = std::mem::take(&mut self.at_mut(node).value);
                self.at_mut(before).value.push_str(&text);
                self.detach(node);
            } else if self.value(node).is_empty() {
                self.detach(node);
            }
        }
    }
}
