//! Turns declarations into tables: `#[derive(Cmdlet)]` for built-in commands, `#[ps_type]` and `#[ps_enum]` for emulated .NET types.

mod cmdlet;
mod names;
mod ps_enum;
mod ps_type;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Publishes the `#[ps]` functions of an `impl` block as the members of an emulated .NET type.
///
/// `#[ps_type("Full.Name", of = STRING, base = Expr, kind = Static, interfaces = [IDISPOSABLE])]`; only the name is
/// needed. See `psp_types::declare` for the types that parameters and results may have.
#[proc_macro_attribute]
pub fn ps_type(attribute: TokenStream, item: TokenStream) -> TokenStream {
    ps_type::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Publishes a Rust enum as a .NET enum: `#[ps_enum("System.StringComparison", of = STRING_COMPARISON, flags)]`.
#[proc_macro_attribute]
pub fn ps_enum(attribute: TokenStream, item: TokenStream) -> TokenStream {
    ps_enum::expand(attribute.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a built-in command of a struct: `#[cmdlet("Verb-Noun", …)]` on it, `#[param(…)]` on each field that is a
/// parameter, once for each parameter set that it is in. Doc comments are the help.
#[proc_macro_derive(Cmdlet, attributes(cmdlet, param))]
pub fn cmdlet(item: TokenStream) -> TokenStream {
    let input = parse_macro_input!(item as DeriveInput);
    cmdlet::expand(input).unwrap_or_else(syn::Error::into_compile_error).into()
}
