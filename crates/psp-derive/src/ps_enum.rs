//! `#[ps_enum]`: a Rust enum whose variants are the values of a .NET enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Ident, ItemEnum, LitStr, Result, Token,
    parse::{Parse, ParseStream, Parser},
};

struct Options {
    name: LitStr,
    of: Option<Ident>,
    flags: bool,
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut options = Self { name: input.parse()?, of: None, flags: false };
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let key: Ident = input.parse()?;
            match key.to_string().as_str() {
                "flags" => options.flags = true,
                "of" => {
                    input.parse::<Token![=]>()?;
                    options.of = Some(input.parse()?);
                }
                _ => return Err(syn::Error::new(key.span(), "expected `of = NAME` or `flags`")),
            }
        }
        Ok(options)
    }
}

/// Writes what the attribute stands for.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let options: Options = Options::parse.parse2(attribute)?;
    let item: ItemEnum = syn::parse2(item)?;
    let (name, flags, ident) = (&options.name, options.flags, &item.ident);
    let info = if let Some(of) = &options.of {
        quote!(&::psp_value::well_known::#of)
    } else {
        quote!({
            static INFO: ::psp_value::types::TypeInfo = ::psp_types::declare::enum_info(#name);
            &INFO
        })
    };
    let variants: Vec<_> = item.variants.iter().map(|it| &it.ident).collect();
    let texts: Vec<_> = variants.iter().map(ToString::to_string).collect();
    Ok(quote! {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #item

        impl ::psp_types::declare::Enumeration for #ident {
            const DEF: &'static ::psp_types::declare::EnumDef = &::psp_types::declare::EnumDef {
                info: #info,
                flags: #flags,
                values: &[#((#texts, Self::#variants as i64)),*],
            };
            fn from_number(number: i64) -> Option<Self> {
                #(if number == Self::#variants as i64 { return Some(Self::#variants); })*
                None
            }
            fn number(self) -> i64 {
                self as i64
            }
        }

        impl<'a> ::psp_types::declare::Argument<'a> for #ident {
            const TYPE: ::psp_value::types::TypeSpec =
                ::psp_value::types::TypeSpec::Is(<Self as ::psp_types::declare::Enumeration>::ty);
            fn from_value(_: &mut dyn ::psp_value::Context, value: &'a ::psp_value::Value) -> ::psp_value::Result<Self> {
                ::psp_types::declare::enum_argument(value)
            }
        }

        impl ::psp_types::declare::Returned for #ident {
            const TYPE: ::psp_value::types::TypeSpec =
                ::psp_value::types::TypeSpec::Is(<Self as ::psp_types::declare::Enumeration>::ty);
            fn into_value(self, _: &::psp_value::Value) -> ::psp_value::Result<::psp_value::Value> {
                Ok(::psp_types::declare::enum_value(self))
            }
        }
    })
}
