//! Properties of class instances, found where they were last time.

use crate::vm::Vm;
use psp_runtime::{SiteCache, class::Class};
use psp_value::{Data, Object, Ref, Result, Type, Value, well_known};

/// An instance of a script class that no script added members to.
#[inline]
pub(crate) fn is_plain_instance(object: &Ref<Object>) -> bool {
    object.ty().script.get().is_some() && object.read_extra(|it| it.members.is_empty()).unwrap_or(true)
}

impl Vm<'_> {
    /// Writes a property whose type the value has; the value is given back when more is needed.
    pub(crate) fn set_property(&mut self, target: &Value, k: u16, value: Value) -> Result<Option<Value>> {
        let Some(object) = target.as_object() else { return Ok(Some(value)) };
        let Data::Fields(fields) = &object.data else { return Ok(Some(value)) };
        if !is_plain_instance(object) {
            return Ok(Some(value));
        }
        let at = self.site(k);
        let known = match &self.session.sites[at] {
            SiteCache::Property(ty, index, declared) if *ty == object.ty() => Some((*index, *declared)),
            _ => None,
        };
        let Some((index, declared)) = known.or_else(|| self.find_property(object.ty(), k)) else {
            return Ok(Some(value));
        };
        if declared != well_known::OBJECT.ty() && value.ty() != Some(declared) || value.is_nothing() {
            return Ok(Some(value));
        }
        let old =
            fields.with(|it| it.values_mut().get_mut(index as usize).map(|it| std::mem::replace(it, value)));
        drop(old);
        Ok(None)
    }

    /// Reads a property where [`set_property`](Self::set_property) found it.
    pub(crate) fn cached_property(&self, target: &Value, k: u16) -> Option<Value> {
        let object = target.as_object()?;
        let Data::Fields(fields) = &object.data else { return None };
        match &self.session.sites[self.site(k)] {
            SiteCache::Property(ty, index, _) if *ty == object.ty() && is_plain_instance(object) => {
                fields.with(|it| it.values().get(*index as usize).cloned())
            }
            _ => None,
        }
    }

    /// Where a property without validation is, and its type.
    fn find_property(&mut self, ty: Type, k: u16) -> Option<(u32, Type)> {
        let name = self.name_at(k);
        let (index, property) = Class::of(ty)?.members().property(&name)?;
        if property.constraint.is_some() {
            return None;
        }
        let declared = property.ty.unwrap_or(well_known::OBJECT.ty());
        let at = self.site(k);
        self.session.sites[at] = SiteCache::Property(ty, index as u32, declared);
        Some((index as u32, declared))
    }
}
