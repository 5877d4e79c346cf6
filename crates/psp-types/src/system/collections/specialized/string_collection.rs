//! `System.Collections.Specialized.StringCollection`: a list of strings.

use psp_derive::ps_type;
use psp_value::{Object, Value, well_known};

/// A list of strings.
pub(crate) struct StringCollection;

#[ps_type("System.Collections.Specialized.StringCollection", base = well_known::ARRAY_LIST.ty(), interfaces = [ILIST])]
impl StringCollection {
    /// Empty.
    #[ps("new")]
    fn make_new() -> Value {
        Object::list(<Self as crate::declare::Emulated>::ty(), Vec::new()).into()
    }
}
