//! Copies of nodes within a tree and between trees, without ever holding two of them.

use super::{Node, NodeId, Tree};

impl Tree {
    /// A tree of its own with a copy of a node, which is the second node of it; `deep` takes what is below along.
    pub fn extract(&self, id: NodeId, deep: bool) -> Self {
        let mut copy = Self::default();
        let mut waiting = vec![(id, None)];
        while let Some((from, parent)) = waiting.pop() {
            let made = copy.adopt(self.at(from));
            copy.at_mut(made).parent = None;
            for &attribute in self.attributes(from) {
                let it = copy.adopt(self.at(attribute));
                copy.at_mut(it).parent = Some(made);
                copy.at_mut(made).attributes.push(it);
            }
            if let Some(parent) = parent {
                copy.insert(parent, made, None);
            }
            if deep {
                let start = waiting.len();
                waiting.extend(self.children(from).map(|it| (it, Some(made))));
                waiting[start..].reverse();
            }
        }
        copy
    }

    /// Takes over what [`extract`](Self::extract) made.
    pub fn graft(&mut self, other: &Self) -> NodeId {
        let base = self.nodes.len() as u32 - 1;
        let moved = |it: NodeId| NodeId(it.0 + base);
        for node in &other.nodes[1..] {
            let mut node = node.clone();
            for link in
                [&mut node.parent, &mut node.first, &mut node.last, &mut node.previous, &mut node.next]
            {
                *link = link.map(moved);
            }
            for it in &mut node.attributes {
                *it = moved(*it);
            }
            self.nodes.push(node);
        }
        self.version += 1;
        NodeId(base + 1)
    }

    /// A copy of a node that is nowhere in the document.
    pub fn duplicate(&mut self, id: NodeId, deep: bool) -> NodeId {
        let copy = self.extract(id, deep);
        self.graft(&copy)
    }

    fn adopt(&mut self, node: &Node) -> NodeId {
        let id = self.create(node.kind, node.name.clone(), node.value.clone());
        let copy = &mut self.nodes[id.0 as usize];
        copy.document_type.clone_from(&node.document_type);
        copy.empty = node.empty;
        id
    }
}
