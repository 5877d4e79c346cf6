//! What tokens mean: values of literals, names of variables, operators.

pub(crate) mod number;
pub(crate) mod operator;
pub(crate) mod text;
pub(crate) mod variable;
