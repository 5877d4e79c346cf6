//! Links: an unset slot remembers where the variable of an outer scope is, until an epoch ends: when a name may have
//! come to mean another place.

use super::{FrameId, Here, Running};
use crate::Session;
use psp_ir::{Reg, Symbol};
use psp_value::{Tag, Value};
use std::ptr::NonNull;

impl Session {
    /// The slot of a variable that is none of the engine's own, found quickly, and whether it stays right until the next
    /// epoch of links; `None` sends to the full look-up.
    #[inline]
    fn find_slot(
        &mut self,
        symbol: Symbol,
        from: FrameId,
        known: Option<(Running, Reg)>,
    ) -> Option<(NonNull<Value>, bool)> {
        let bit = symbol.bit();
        let (mut at, mut stays) = (from, true);
        loop {
            let frame = &mut *self.frames[at.0 as usize];
            if let Some(code) = &frame.code
                && code.body.mask & bit != 0
                // A function that calls itself has the name in the same slot.
                && let Some(slot) = known.filter(|it| it.0.is(code)).map(|it| it.1).or_else(|| code.body.slot(symbol))
            {
                // A body's own assignments tell nobody.
                stays &= at == from || slot >= code.body.assigned || !frame.get(slot).is_unset();
                let value = frame.get_mut(slot);
                match value.tag() {
                    Tag::Link => {
                        // What an outer frame found when it looked from there, if it is still there.
                        if let Some((place, epoch)) = value.as_link()
                            && at != from
                            && epoch == self.link_epoch
                            // SAFETY: see `follow`.
                            && unsafe { place.as_ref() }.is_plain()
                        {
                            return Some((place, stays));
                        }
                    }
                    Tag::Unset => {}
                    Tag::Cell => return None,
                    _ => return Some((NonNull::from(value), stays)),
                }
            }
            if let Some(scope) = frame.extra.as_deref()
                && scope.mask & bit != 0
            {
                return None;
            }
            at = frame.parent;
            if at == FrameId::NONE {
                return None;
            }
        }
    }

    /// The value of a variable that is none of the engine's own, found quickly; `None` sends to the full look-up.
    #[inline]
    pub fn read_quickly(&mut self, symbol: Symbol, from: FrameId) -> Option<Value> {
        let (place, _) = self.find_slot(symbol, from, None)?;
        // SAFETY: a register of a frame of this session, found just now.
        Some(unsafe { place.as_ref() }.clone())
    }

    /// As [`read_quickly`](Self::read_quickly) for a slot of an active frame that is unset: it remembers the place.
    pub fn read_linked(&mut self, mut here: Here, code: Running, slot: Reg) -> Option<Value> {
        let symbol = code.body.slots[slot as usize];
        let (place, stays) = self.find_slot(symbol, here.scope, Some((code, slot)))?;
        if stays {
            here.regs()[slot] = Value::link(place, self.link_epoch);
        }
        // SAFETY: a register of a frame of this session, found just now.
        Some(unsafe { place.as_ref() }.clone())
    }

    /// The variable that an unset slot links to, when that is still right and it is a plain value.
    #[inline(always)]
    pub fn follow(&self, slot: &Value) -> Option<&Value> {
        let (place, epoch) = slot.as_link()?;
        if epoch != self.link_epoch {
            return None;
        }
        // SAFETY: the place is a register of a frame that is active as long as the frame with the link is: one of its
        // outer scopes. Registers move only when a frame is taken anew, which starts an epoch.
        let value = unsafe { &*place.as_ptr() };
        value.is_plain().then_some(value)
    }

    /// What the links of unset slots say may be wrong from here on.
    #[inline]
    pub(crate) fn forget_links(&mut self) {
        self.link_epoch = self.link_epoch.wrapping_add(1);
    }
}
