//! `#[ps_type]`: the `#[ps]` functions of an `impl` block become the `MemberDef`s of an emulated .NET type.

use crate::names::{camel, help, pascal};
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{
    Attribute, Expr, FnArg, Ident, ImplItem, ImplItemFn, ItemImpl, LitStr, Meta, Pat, PatType, Result,
    ReturnType, Token, Type, bracketed,
    parse::{Parse, ParseStream, Parser},
    punctuated::Punctuated,
};

/// What stands in `#[ps_type(…)]`.
struct TypeOptions {
    name: LitStr,
    /// A static of `psp_value::well_known` that is the type's identity.
    of: Option<Ident>,
    /// An expression of type `Type`; `System.Object` when left out.
    base: Option<Expr>,
    kind: Option<Ident>,
    /// Statics of `psp_value::well_known`, or paths of others.
    interfaces: Vec<syn::Path>,
    /// A function that gives the type: of exceptions, which are made when first asked for.
    exception: bool,
}

impl Parse for TypeOptions {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        let mut options =
            Self { name, of: None, base: None, kind: None, interfaces: Vec::new(), exception: false };
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let key: Ident = input.parse()?;
            if key == "exception" {
                options.exception = true;
                continue;
            }
            input.parse::<Token![=]>()?;
            match key.to_string().as_str() {
                "of" => options.of = Some(input.parse()?),
                "base" => options.base = Some(input.parse()?),
                "kind" => options.kind = Some(input.parse()?),
                "interfaces" => {
                    let list;
                    bracketed!(list in input);
                    options.interfaces =
                        Punctuated::<syn::Path, Token![,]>::parse_terminated(&list)?.into_iter().collect();
                }
                _ => {
                    return Err(syn::Error::new(
                        key.span(),
                        "expected of, base, kind, interfaces or exception",
                    ));
                }
            }
        }
        Ok(options)
    }
}

/// What stands in `#[ps(…)]`.
#[derive(Default, Clone)]
struct MemberOptions {
    name: Option<LitStr>,
    get: bool,
    set: bool,
    /// `ScriptProperty` and its siblings: PowerShell adds the property to the .NET type.
    added: Option<LitStr>,
    /// One overload for each of these types in place of the function's type parameter.
    each: Vec<Type>,
}

impl Parse for MemberOptions {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut options = Self::default();
        while !input.is_empty() {
            if input.peek(LitStr) {
                options.name = Some(input.parse()?);
            } else {
                let key: Ident = input.parse()?;
                match key.to_string().as_str() {
                    "get" => options.get = true,
                    "set" => options.set = true,
                    "added" => {
                        input.parse::<Token![=]>()?;
                        options.added = Some(input.parse()?);
                    }
                    "each" => {
                        input.parse::<Token![=]>()?;
                        let list;
                        bracketed!(list in input);
                        let types = Punctuated::<Type, Token![,]>::parse_terminated(&list)?;
                        options.each = types.into_iter().collect();
                    }
                    _ => return Err(syn::Error::new(key.span(), "expected a name, get, set, added or each")),
                }
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(options)
    }
}

/// A published function.
struct Member {
    name: String,
    help: String,
    options: MemberOptions,
    signature: Signature,
}

/// How a function is called.
struct Signature {
    is_static: bool,
    /// Statements that make the variables the call uses.
    prepare: Vec<TokenStream>,
    call: TokenStream,
    params: Vec<TokenStream>,
    /// The type of the first script-visible parameter.
    first: Option<TokenStream>,
    result: TokenStream,
}

/// Writes what the attribute stands for.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let options = TypeOptions::parse.parse2(attribute)?;
    let mut item: ItemImpl = syn::parse2(item)?;
    let ty = item.self_ty.clone();
    let mut members = Vec::new();
    for function in &mut item.items {
        let ImplItem::Fn(function) = function else { continue };
        members.extend(published(&ty, function)?);
    }
    let definitions: Vec<_> = members
        .iter()
        .filter(|it| !it.options.set || !has_getter(&members, it))
        .map(|it| definition(it, &members))
        .collect();
    let (name, type_of) = (&options.name, type_function(&options));
    Ok(quote! {
        #item

        impl ::psp_types::declare::Emulated for #ty {
            #type_of
        }

        impl #ty {
            /// The members, for look-up and help.
            pub(crate) const DEF: &'static ::psp_value::types::TypeDef = &::psp_value::types::TypeDef {
                name: #name,
                ty: <Self as ::psp_types::declare::Emulated>::ty,
                members: &[#(#definitions),*],
            };
        }
    })
}

fn type_function(options: &TypeOptions) -> TokenStream {
    let name = &options.name;
    if options.exception {
        return quote!(fn ty() -> ::psp_value::Type {
            ::psp_types::declare::exception_type(#name)
        });
    }
    let info = match &options.of {
        Some(of) => quote!(&::psp_value::well_known::#of),
        None => new_info(options),
    };
    quote!(const INFO: Option<&'static ::psp_value::types::TypeInfo> = Some(#info);)
}

fn new_info(options: &TypeOptions) -> TokenStream {
    let name = &options.name;
    let interfaces = options.interfaces.iter().map(|it| match it.get_ident() {
        Some(known) => quote!(::psp_value::well_known::#known),
        None => quote!(#it),
    });
    let kind = options.kind.clone().unwrap_or_else(|| format_ident!("Class"));
    let base = match &options.base {
        Some(base) => quote!(#base),
        None if kind == "Struct" => quote!(::psp_value::well_known::VALUE_TYPE.ty()),
        None => quote!(::psp_value::well_known::OBJECT.ty()),
    };
    let base = if kind == "Interface" { quote!(None) } else { quote!(Some(#base)) };
    quote!({
        static INFO: ::psp_value::types::TypeInfo = ::psp_value::types::TypeInfo::new(
            #name,
            ::psp_value::TypeKind::#kind,
            ::psp_value::TypeCode::Object,
            #base,
            &[#(#interfaces.ty()),*],
        );
        &INFO
    })
}

/// Takes the `#[ps]` off a function; gives what it publishes.
fn published(ty: &Type, function: &mut ImplItemFn) -> Result<Vec<Member>> {
    let Some(marker) = take_marker(&mut function.attrs) else { return Ok(Vec::new()) };
    let options = match &marker.meta {
        Meta::List(list) => list.parse_args::<MemberOptions>()?,
        _ => MemberOptions::default(),
    };
    let ident = function.sig.ident.to_string();
    let plain = if options.set { ident.trim_start_matches("set_") } else { &ident };
    let name = options.name.as_ref().map_or_else(|| pascal(plain), LitStr::value);
    let mut signatures = Vec::new();
    for each in &options.each {
        signatures.push(signature(ty, &mut for_type(&function.sig, each)?)?);
    }
    let own = signature(ty, &mut function.sig);
    if function.sig.receiver().is_some() {
        // .NET's member has a receiver whether or not the function needs it.
        function.block.stmts.insert(0, syn::parse_quote!(let _ = self;));
    }
    if options.each.is_empty() {
        signatures.push(own?);
    }
    let help = help(&function.attrs);
    let member =
        |signature| Member { name: name.clone(), help: help.clone(), options: options.clone(), signature };
    Ok(signatures.into_iter().map(member).collect())
}

/// The signature with a type in place of its type parameter.
fn for_type(signature: &syn::Signature, each: &Type) -> Result<syn::Signature> {
    let parameter = signature.generics.type_params().next();
    let Some(parameter) = parameter.map(|it| it.ident.clone()) else {
        return Err(syn::Error::new_spanned(signature, "`each` needs a type parameter"));
    };
    let plain = syn::Signature { generics: syn::Generics::default(), ..signature.clone() };
    syn::parse2(replaced(quote!(#plain), &parameter, each))
}

fn replaced(tokens: TokenStream, parameter: &Ident, by: &Type) -> TokenStream {
    let replace = |token: TokenTree| match token {
        TokenTree::Ident(it) if it == *parameter => quote!(#by),
        TokenTree::Group(group) => {
            let group = Group::new(group.delimiter(), replaced(group.stream(), parameter, by));
            quote!(#group)
        }
        other => quote!(#other),
    };
    tokens.into_iter().map(replace).collect()
}

fn take_marker(attributes: &mut Vec<Attribute>) -> Option<Attribute> {
    let at = attributes.iter().position(|it| it.path().is_ident("ps"))?;
    Some(attributes.remove(at))
}

fn signature(ty: &Type, function: &mut syn::Signature) -> Result<Signature> {
    let (mut prepare, mut pass, mut params, mut first) = (Vec::new(), Vec::new(), Vec::new(), None);
    let mut is_static = true;
    for input in &mut function.inputs {
        let typed = match input {
            FnArg::Receiver(_) => {
                is_static = false;
                prepare.push(quote!(let receiver = ::psp_types::declare::receiver::<#ty>(this)?;));
                pass.push(quote!(receiver));
                continue;
            }
            FnArg::Typed(typed) => typed,
        };
        let is_params = take_marker(&mut typed.attrs).is_some();
        let name = parameter_name(typed)?;
        if is_context(&typed.ty) {
            pass.push(quote!(context));
            continue;
        }
        let variable = format_ident!("argument_{}", name);
        let (owned, passed) = owned_type(&typed.ty, &variable);
        pass.push(passed);
        if name == "this" {
            is_static = false;
            prepare.push(quote!(
                let #variable = <#owned as ::psp_types::declare::Argument<'_>>::from_value(context, this)?;
            ));
            continue;
        }
        let index = params.len();
        prepare.push(quote!(
            let #variable = <#owned as ::psp_types::declare::Argument<'_>>::from_value(
                context,
                ::psp_types::declare::at(arguments, #index),
            )?;
        ));
        let text = camel(&name.to_string());
        params.push(quote!(::psp_types::declare::param::<#owned>(#text, #is_params)));
        first = first.or(Some(owned));
    }
    let ident = function.ident.clone();
    let call = quote!(<#ty>::#ident(#(#pass),*));
    let result = match &function.output {
        ReturnType::Default => quote!(()),
        ReturnType::Type(_, it) => replaced(quote!(#it), &format_ident!("Self"), ty),
    };
    Ok(Signature { is_static, prepare, call, params, first, result })
}

fn parameter_name(typed: &PatType) -> Result<Ident> {
    match &*typed.pat {
        Pat::Ident(it) => Ok(it.ident.clone()),
        other => Err(syn::Error::new_spanned(other, "a published function's parameters need plain names")),
    }
}

fn is_context(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if reference.mutability.is_some())
}

/// The type that is read from the argument, and how it is passed on.
fn owned_type(ty: &Type, variable: &Ident) -> (TokenStream, TokenStream) {
    let Type::Reference(reference) = ty else { return (quote!(#ty), quote!(#variable)) };
    match &*reference.elem {
        Type::Path(path) if path.path.is_ident("str") => {
            (quote!(::std::borrow::Cow<'_, str>), quote!(&#variable))
        }
        Type::Path(path) if path.path.is_ident("Str") => (quote!(::psp_value::Str), quote!(&#variable)),
        Type::Slice(slice) => {
            let element = &slice.elem;
            (quote!(::std::vec::Vec<#element>), quote!(&#variable))
        }
        _ => (quote!(#ty), quote!(#variable)),
    }
}

fn has_getter(members: &[Member], setter: &Member) -> bool {
    members.iter().any(|it| it.options.get && it.name == setter.name)
}

fn definition(member: &Member, members: &[Member]) -> TokenStream {
    let (name, help, is_static) = (&member.name, &member.help, member.signature.is_static);
    let kind = if name == "new" {
        constructor(&member.signature)
    } else if member.options.get || member.options.set {
        property(member, members)
    } else {
        method(&member.signature)
    };
    let is_static = is_static && name != "new";
    quote!(::psp_value::types::MemberDef { name: #name, help: #help, is_static: #is_static, kind: #kind })
}

fn method(signature: &Signature) -> TokenStream {
    let Signature { prepare, call, params, result, .. } = signature;
    quote!(::psp_value::types::MemberKind::Method {
        params: &[#(#params),*],
        returns: <#result as ::psp_types::declare::Returned>::TYPE,
        call: |context, this, arguments| {
            let _ = (&context, this, arguments);
            #(#prepare)*
            ::psp_types::declare::Returned::into_value(#call, this)
        },
    })
}

fn constructor(signature: &Signature) -> TokenStream {
    let Signature { prepare, call, params, .. } = signature;
    quote!(::psp_value::types::MemberKind::Constructor {
        params: &[#(#params),*],
        call: |context, this, arguments| {
            let _ = (&context, this, arguments);
            #(#prepare)*
            ::psp_types::declare::Returned::into_new(#call, this)
        },
    })
}

fn property(member: &Member, members: &[Member]) -> TokenStream {
    let Signature { prepare, call, result, first, .. } = &member.signature;
    let is_set = |it: &&Member| it.options.set && it.name == member.name;
    let set = members.iter().find(is_set).map_or(quote!(None), |it| setter(&it.signature));
    let added = member.options.added.as_ref().map_or(quote!(None), |it| quote!(Some(#it)));
    if member.options.set {
        let ty = first.as_ref().map_or(quote!(::psp_value::Value), Clone::clone);
        return quote!(::psp_value::types::MemberKind::Property {
            ty: <#ty as ::psp_types::declare::Argument<'_>>::TYPE,
            get: |_, _| Ok(::psp_value::Value::NULL),
            set: #set,
            added_as: #added,
        });
    }
    quote!(::psp_value::types::MemberKind::Property {
        ty: <#result as ::psp_types::declare::Returned>::TYPE,
        get: |context, this| {
            let _ = (&context, this);
            #(#prepare)*
            ::psp_types::declare::Returned::into_value(#call, this)
        },
        set: #set,
        added_as: #added,
    })
}

fn setter(signature: &Signature) -> TokenStream {
    let Signature { prepare, call, .. } = signature;
    quote!(Some(|context, this, value| {
        let _ = (&context, this);
        let arguments = ::std::slice::from_ref(value);
        #(#prepare)*
        ::psp_types::declare::done(#call)
    }))
}
