//! `System.Xml.XmlAttributeCollection`.

use super::{
    attribute::XmlAttribute,
    node::{As, MaybeNode, Node, argument},
};
use crate::{support::errors, system::collections::enumerator::Enumerator};
use psp_derive::ps_type;
use psp_value::{Enumeration, Fault, Native, Result, Value};
use psp_xml::{NodeId, Tree};

/// The attributes of an element.
pub(super) struct XmlAttributeCollection(pub(super) Node);

type Attribute = As<XmlAttribute>;

impl Native for XmlAttributeCollection {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        let all = self.0.read(|tree, id| tree.attributes(id).to_vec());
        Some(Enumeration::ready(all.into_iter().map(|it| self.0.at(it).value()).collect()))
    }

    fn count(&self) -> Option<usize> {
        Some(self.0.read(|tree, id| tree.attributes(id).len()))
    }
}

impl XmlAttributeCollection {
    fn find(&self, f: impl FnOnce(&Tree, NodeId) -> Option<NodeId>) -> Option<Attribute> {
        self.0.find(f).map(As::new)
    }

    /// Puts an attribute at a place.
    fn place(&self, node: &Attribute, place: usize) -> Result<()> {
        let node = &node.0;
        if !node.shares_document(&self.0) {
            return Err(argument("The named node is from a different document context."));
        }
        let owner = node.read(Tree::parent);
        if owner.is_some_and(|it| it != self.0.id) {
            let message = "The 'Attribute' node cannot be inserted because it is already an attribute of another \
                           element.";
            return Err(Fault::new("System.ArgumentException", message).into());
        }
        self.0.change(|tree, id| {
            let name = tree.name(node.id).clone();
            let old = tree.attribute_in(id, &name.local, &name.namespace).filter(|it| *it != node.id);
            if let Some(old) = old {
                tree.detach(old);
            }
            tree.insert_attribute(id, node.id, place);
        });
        Ok(())
    }

    fn place_of(&self, reference: &MaybeNode) -> Option<usize> {
        let reference = reference.0.as_ref()?;
        self.0.read(|tree, id| tree.attributes(id).iter().position(|it| *it == reference.id))
    }
}

#[ps_type("System.Xml.XmlAttributeCollection", interfaces = [ICOLLECTION])]
impl XmlAttributeCollection {
    /// How many.
    #[ps(get)]
    fn count(&self) -> i32 {
        self.0.read(|tree, id| tree.attributes(id).len()) as i32
    }

    /// The attribute at an index or with a name.
    #[ps("get_Item")]
    fn get_item(&self, i: i32) -> Result<Option<Attribute>> {
        self.item_of(i)
    }
    #[ps("get_Item")]
    fn get_item_named(&self, name: &str) -> Option<Attribute> {
        self.find(|tree, id| tree.attribute(id, name))
    }
    #[ps("get_Item")]
    fn get_item_in(&self, local_name: &str, namespace_uri: &str) -> Option<Attribute> {
        self.find(|tree, id| tree.attribute_in(id, local_name, namespace_uri))
    }
    #[ps("ItemOf")]
    fn item_of(&self, i: i32) -> Result<Option<Attribute>> {
        let found = self.item(i);
        if found.is_none() {
            let message = "The index being passed in is out of range.";
            return Err(Fault::new("System.IndexOutOfRangeException", message).into());
        }
        Ok(found)
    }
    #[ps("ItemOf")]
    fn item_of_name(&self, name: &str) -> Option<Attribute> {
        self.get_item_named(name)
    }
    #[ps("Item")]
    fn item(&self, index: i32) -> Option<Attribute> {
        let index = usize::try_from(index).ok()?;
        self.find(|tree, id| tree.attributes(id).get(index).copied())
    }

    /// The attribute with a name.
    #[ps]
    fn get_named_item(&self, name: &str) -> Option<Attribute> {
        self.get_item_named(name)
    }
    #[ps("GetNamedItem")]
    fn get_named_item_in(&self, local_name: &str, namespace_uri: &str) -> Option<Attribute> {
        self.get_item_in(local_name, namespace_uri)
    }

    /// Gives the element an attribute, in place of one of that name, which is returned.
    #[ps]
    fn set_named_item(&self, node: Attribute) -> Option<Attribute> {
        let old = self.0.change(|tree, id| tree.put_attribute(id, node.0.id));
        Some(old.map_or(node, |it| As::new(self.0.at(it))))
    }

    /// Puts an attribute at the end.
    #[ps]
    fn append(&self, node: Attribute) -> Result<Attribute> {
        self.place(&node, usize::MAX)?;
        Ok(node)
    }

    /// Puts an attribute before all others.
    #[ps]
    fn prepend(&self, node: Attribute) -> Result<Attribute> {
        self.place(&node, 0)?;
        Ok(node)
    }

    /// Puts an attribute before another.
    #[ps]
    fn insert_before(&self, new_node: Attribute, ref_node: MaybeNode) -> Result<Attribute> {
        self.place(&new_node, self.place_of(&ref_node).unwrap_or(usize::MAX))?;
        Ok(new_node)
    }

    /// Puts an attribute after another.
    #[ps]
    fn insert_after(&self, new_node: Attribute, ref_node: MaybeNode) -> Result<Attribute> {
        self.place(&new_node, self.place_of(&ref_node).map_or(0, |it| it + 1))?;
        Ok(new_node)
    }

    /// Takes an attribute out.
    #[ps]
    fn remove(&self, node: Attribute) -> Option<Attribute> {
        let own = node.0.shares_document(&self.0) && node.0.read(Tree::parent) == Some(self.0.id);
        if !own {
            return None;
        }
        self.0.change(|tree, _| tree.detach(node.0.id));
        Some(node)
    }

    /// Takes the attribute at an index out.
    #[ps]
    fn remove_at(&self, i: i32) -> Option<Attribute> {
        let found = self.item(i)?;
        self.remove(found)
    }

    /// Takes the attribute with a name out.
    #[ps]
    fn remove_named_item(&self, name: &str) -> Option<Attribute> {
        let found = self.get_item_named(name)?;
        self.remove(found)
    }

    /// Takes all out.
    #[ps]
    fn remove_all(&self) {
        self.0.change(|tree, id| tree.attributes(id).to_vec().into_iter().for_each(|it| tree.detach(it)));
    }

    /// Copies them into an array.
    #[ps]
    fn copy_to(&self, array: &Value, index: i32) -> Result<()> {
        let all = self.0.read(|tree, id| tree.attributes(id).to_vec());
        let all: Vec<_> = all.into_iter().map(|it| self.0.at(it).value()).collect();
        crate::support::elements::copy_into(&all, array, index)
    }

    /// One after the other.
    #[ps]
    fn get_enumerator(this: &Value) -> Result<Value> {
        if this.downcast::<Self>().is_none() {
            return Err(errors::disposed("XmlAttributeCollection"));
        }
        Ok(Enumerator::over(this))
    }
}
