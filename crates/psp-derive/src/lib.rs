//! Turns declarations into tables: `#[ps_type]` and `#[ps_enum]` for emulated .NET types.

mod names;
mod ps_enum;
mod ps_type;

use proc_macro::TokenStream;

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
