//! The one list of exemptions. It may only shrink; each entry says why it is there.

/// A file that a rule does not hold for.
pub(super) struct Exemption {
    /// The file, from the root.
    pub(super) path: &'static str,
    /// The rule's short name.
    pub(super) rule: &'static str,
    /// Why.
    pub(super) reason: &'static str,
}

/// All of them.
pub(super) const EXEMPTIONS: &[Exemption] = &[Exemption {
    path: "crates/psp-eval/src/dispatch.rs",
    rule: "function-size",
    reason: "`dispatch` is the VM's loop, one arm an instruction; pieces of it would cost a call for each",
}];
