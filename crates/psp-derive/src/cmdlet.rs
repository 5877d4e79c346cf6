//! `#[derive(Cmdlet)]`: a struct's fields become a command's parameters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Data, DeriveInput, Error, Expr, ExprLit, Field, Fields, Ident, Lit, LitInt, LitStr, Meta,
    Result, Token, parse::ParseStream, punctuated::Punctuated,
};

/// What `#[cmdlet(…)]` says.
#[derive(Default)]
struct CommandFacts {
    name: String,
    class: Option<String>,
    default_set: Option<String>,
    should_process: bool,
    no_common_parameters: bool,
    outputs: Vec<String>,
    aliases: Vec<String>,
}

/// What the `#[param(…)]` attributes of a field say together.
#[derive(Default)]
struct ParamFacts {
    name: Option<String>,
    aliases: Vec<String>,
    ty: Option<String>,
    sets: Vec<SetFacts>,
    validate: Vec<TokenStream>,
}

/// What one `#[param(…)]` says of one set.
#[derive(Default)]
struct SetFacts {
    set: Option<String>,
    position: Option<u16>,
    mandatory: bool,
    pipeline: bool,
    by_name: bool,
    rest: bool,
}

/// Expands the derive.
pub(crate) fn expand(input: DeriveInput) -> Result<TokenStream> {
    let facts = command_facts(&input)?;
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "a command is a struct"));
    };
    let fields = match &data.fields {
        Fields::Named(fields) => fields.named.iter().collect(),
        _ => Vec::new(),
    };
    let mut params = Vec::new();
    let mut assigns = Vec::new();
    let mut resets = Vec::new();
    for field in fields {
        let Some(param) = param_facts(field)? else { continue };
        let index = params.len();
        let (ident, ty) = (&field.ident, &field.ty);
        params.push(param_tokens(field, &param));
        assigns.push(quote!(#index => self.#ident = <#ty as ::psp_runtime::FromArgument>::from_argument(value, context)?,));
        resets.push(quote!(#index => self.#ident = ::core::default::Default::default(),));
    }
    let ident = &input.ident;
    let def = def_tokens(&facts, ident, &input.attrs, &params);
    Ok(quote! {
        impl ::psp_runtime::Declared for #ident {
            const DEF: ::psp_runtime::CmdletDef = #def;

            fn assign(
                &mut self,
                index: usize,
                value: ::psp_value::Value,
                context: &mut dyn ::psp_value::Context,
            ) -> ::psp_value::Result<()> {
                let _ = (&value, &context);
                match index {
                    #(#assigns)*
                    _ => {}
                }
                Ok(())
            }

            fn reset(&mut self, index: usize) {
                match index {
                    #(#resets)*
                    _ => {}
                }
            }
        }

        impl #ident {
            pub(crate) const DEF: &'static ::psp_runtime::CmdletDef = &<Self as ::psp_runtime::Declared>::DEF;
        }
    })
}

fn def_tokens(
    facts: &CommandFacts,
    ident: &Ident,
    attrs: &[Attribute],
    params: &[TokenStream],
) -> TokenStream {
    let name = &facts.name;
    let class = facts.class.clone().unwrap_or_else(|| format!("{}Command", name.replace('-', "")));
    let class = if class.contains('.') { class } else { format!("Microsoft.PowerShell.Commands.{class}") };
    let help = doc_text(attrs);
    let default_set = option(facts.default_set.as_ref());
    let (should_process, common) = (facts.should_process, !facts.no_common_parameters);
    let (outputs, aliases) = (&facts.outputs, &facts.aliases);
    quote! {
        ::psp_runtime::CmdletDef {
            name: #name,
            class: #class,
            help: #help,
            default_set: #default_set,
            should_process: #should_process,
            common_parameters: #common,
            params: &[#(#params),*],
            outputs: &[#(#outputs),*],
            aliases: &[#(#aliases),*],
            create: || ::std::boxed::Box::new(<#ident as ::core::default::Default>::default()),
        }
    }
}

fn param_tokens(field: &Field, facts: &ParamFacts) -> TokenStream {
    let name =
        facts.name.clone().unwrap_or_else(|| field.ident.as_ref().map(pascal_case).unwrap_or_default());
    let help = doc_text(&field.attrs);
    let field_type = &field.ty;
    let ty = match &facts.ty {
        Some(full) => quote!(|| ::psp_runtime::named_type(#full)),
        None => quote!(<#field_type as ::psp_runtime::FromArgument>::ty),
    };
    let sets = facts.sets.iter().map(|it| {
        let (set, mandatory, pipeline, by_name, rest) =
            (option(it.set.as_ref()), it.mandatory, it.pipeline, it.by_name, it.rest);
        let position = match it.position {
            Some(at) => quote!(::core::option::Option::Some(#at)),
            None => quote!(::core::option::Option::None),
        };
        quote!(::psp_runtime::SetDef {
            set: #set, position: #position, mandatory: #mandatory,
            pipeline: #pipeline, by_name: #by_name, rest: #rest,
        })
    });
    let (aliases, validate) = (&facts.aliases, &facts.validate);
    quote! {
        ::psp_runtime::ParamDef {
            name: #name,
            aliases: &[#(#aliases),*],
            help: #help,
            ty: #ty,
            sets: &[#(#sets),*],
            validate: &[#(::psp_runtime::ValidateDef::#validate),*],
        }
    }
}

fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}

fn command_facts(input: &DeriveInput) -> Result<CommandFacts> {
    let mut facts = CommandFacts::default();
    for attribute in input.attrs.iter().filter(|it| it.path().is_ident("cmdlet")) {
        attribute.parse_args_with(|stream: ParseStream<'_>| {
            facts.name = stream.parse::<LitStr>()?.value();
            while stream.parse::<Option<Token![,]>>()?.is_some() && !stream.is_empty() {
                command_fact(&mut facts, stream)?;
            }
            Ok(())
        })?;
    }
    if facts.name.is_empty() {
        return Err(Error::new_spanned(&input.ident, "#[cmdlet(\"Verb-Noun\")] is missing"));
    }
    Ok(facts)
}

fn command_fact(facts: &mut CommandFacts, stream: ParseStream<'_>) -> Result<()> {
    let key: Ident = stream.parse()?;
    let text = || -> Result<String> {
        stream.parse::<Token![=]>()?;
        Ok(stream.parse::<LitStr>()?.value())
    };
    match key.to_string().as_str() {
        "class" => facts.class = Some(text()?),
        "default_set" => facts.default_set = Some(text()?),
        "should_process" => facts.should_process = true,
        "no_common_parameters" => facts.no_common_parameters = true,
        "output" => facts.outputs.push(text()?),
        "alias" => facts.aliases.extend(text()?.split(',').map(|it| it.trim().to_owned())),
        _ => return Err(Error::new_spanned(key, "unknown fact of a command")),
    }
    Ok(())
}

fn param_facts(field: &Field) -> Result<Option<ParamFacts>> {
    let mut facts = ParamFacts::default();
    let mut found = false;
    for attribute in field.attrs.iter().filter(|it| it.path().is_ident("param")) {
        found = true;
        let mut set = SetFacts::default();
        if let Meta::List(_) = attribute.meta {
            let metas = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?;
            for meta in metas {
                param_fact(&mut facts, &mut set, &meta)?;
            }
        }
        facts.sets.push(set);
    }
    Ok(found.then_some(facts))
}

fn param_fact(facts: &mut ParamFacts, set: &mut SetFacts, meta: &Meta) -> Result<()> {
    let key = meta.path().get_ident().map(Ident::to_string).unwrap_or_default();
    match key.as_str() {
        "mandatory" => set.mandatory = true,
        "pipeline" => set.pipeline = true,
        "by_name" => set.by_name = true,
        "rest" => set.rest = true,
        "set" => set.set = Some(text_of(meta)?),
        "position" => set.position = Some(number_of(meta)?.base10_parse()?),
        "name" => facts.name = Some(text_of(meta)?),
        "ty" => facts.ty = Some(text_of(meta)?),
        "alias" => facts.aliases.extend(text_of(meta)?.split(',').map(|it| it.trim().to_owned())),
        "validate_not_null" => facts.validate.push(quote!(NotNull)),
        "validate_not_null_or_empty" => facts.validate.push(quote!(NotNullOrEmpty)),
        "allow_null" => facts.validate.push(quote!(AllowNull)),
        "allow_empty_string" => facts.validate.push(quote!(AllowEmptyString)),
        "allow_empty_collection" => facts.validate.push(quote!(AllowEmptyCollection)),
        _ => {
            let check = validate_fact(&key, meta)?;
            facts.validate.push(check);
        }
    }
    Ok(())
}

fn validate_fact(key: &str, meta: &Meta) -> Result<TokenStream> {
    let Meta::List(list) = meta else {
        return Err(Error::new_spanned(meta, "unknown fact of a parameter"));
    };
    let arguments = list.parse_args_with(Punctuated::<Expr, Token![,]>::parse_terminated)?;
    let arguments = arguments.iter();
    match key {
        "validate_set" => Ok(quote!(Set(&[#(#arguments),*]))),
        "validate_range" => Ok(quote!(Range(#(#arguments),*))),
        "validate_length" => Ok(quote!(Length(#(#arguments),*))),
        "validate_count" => Ok(quote!(Count(#(#arguments),*))),
        "validate_pattern" => Ok(quote!(Pattern(#(#arguments),*))),
        _ => Err(Error::new_spanned(meta, "unknown fact of a parameter")),
    }
}

fn text_of(meta: &Meta) -> Result<String> {
    match &meta.require_name_value()?.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text.value()),
        other => Err(Error::new_spanned(other, "a string is expected")),
    }
}

fn number_of(meta: &Meta) -> Result<LitInt> {
    match &meta.require_name_value()?.value {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => Ok(number.clone()),
        other => Err(Error::new_spanned(other, "a number is expected")),
    }
}

/// The doc comment, line by line, without the blank that `///` leaves.
fn doc_text(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter(|it| it.path().is_ident("doc")).filter_map(|it| text_of(&it.meta).ok());
    let lines: Vec<_> = lines.map(|it| it.strip_prefix(' ').unwrap_or(&it).to_owned()).collect();
    lines.join("\n")
}

fn pascal_case(ident: &Ident) -> String {
    let text = format_ident!("{}", ident).to_string();
    let text = text.strip_prefix("r#").unwrap_or(&text).to_owned();
    text.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}
