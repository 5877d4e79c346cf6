//! The token classes.

use super::traits;
use crate::{
    declare::{BOOL, OBJECT, TEXT, one, property},
    enums::{self, TokenKind},
    extent::{IScriptExtent, ScriptExtent},
    path::VariablePath,
};
use psp_ast::VariablePath as Path;
use psp_types::declare::{Emulated, Enumeration, Returned, enum_number, receiver};
use psp_value::{
    Context, Native, Object, Result, Type, TypeCode, TypeKind, Value,
    types::{MemberDef, MemberKind, ParamSpec, TypeDef, TypeInfo, TypeSpec},
    well_known,
};

/// A token.
pub(crate) struct TokenObject {
    pub(crate) extent: ScriptExtent,
    pub(crate) kind: TokenKind,
    /// Beside those that its kind has.
    pub(crate) flags: i64,
    pub(crate) data: TokenData,
}

/// What the classes of tokens have of their own.
pub(crate) enum TokenData {
    /// Nothing.
    None,
    /// The text of a string, quotes removed; it may have something to expand.
    Text { value: String, expandable: bool },
    /// A number.
    Number(Value),
    /// A variable and how its name was written.
    Variable(Path, Box<str>),
    /// A parameter without dash and colon.
    Parameter { name: String, colon: bool },
    /// A label without its colon.
    Label(String),
    /// `>`, `>>`
    File { append: bool, from: i64 },
    /// `2>&1`
    Merging { from: i64, to: i64 },
    /// `<`
    Input,
}

macro_rules! classes {
    ($($id:ident = $name:literal: $base:expr, [$($member:expr),* $(,)?];)*) => {
        $(static $id: TypeInfo = TypeInfo::new(
            concat!("System.Management.Automation.Language.", $name),
            TypeKind::Class,
            TypeCode::Object,
            Some($base),
            &[],
        );)*

        /// All of them.
        pub(crate) static TYPES: &[&TypeDef] = &[$(&TypeDef {
            name: concat!("System.Management.Automation.Language.", $name),
            ty: || $id.ty(),
            members: &[$($member),*],
        }),*];
    };
}

const KIND: TypeSpec = TypeSpec::Is(<TokenKind as Enumeration>::ty);
const FLAGS: TypeSpec = TypeSpec::Is(|| enums::TOKEN_FLAGS.ty());
const STREAM: TypeSpec = TypeSpec::Is(|| enums::REDIRECTION_STREAM.ty());

classes! {
    TOKEN = "Token": well_known::OBJECT.ty(), [
        property("Text", TEXT, |_, this| Ok(token(this)?.text().into())),
        property("TokenFlags", FLAGS, |_, this| Ok(token(this)?.all_flags())),
        property("Kind", KIND, |_, this| Ok(token(this)?.kind.value())),
        property("HasError", BOOL, |_, _| Ok(false.into())),
        property("Extent", one::<IScriptExtent>(), |_, this| token(this)?.extent.clone().into_value(this)),
    ];
    STRING_TOKEN = "StringToken": TOKEN.ty(), [property("Value", TEXT, own_value)];
    LITERAL = "StringLiteralToken": STRING_TOKEN.ty(), [];
    EXPANDABLE = "StringExpandableToken": STRING_TOKEN.ty(), [];
    NUMBER = "NumberToken": TOKEN.ty(), [property("Value", OBJECT, own_value)];
    VARIABLE = "VariableToken": TOKEN.ty(), [
        property("Name", TEXT, |_, this| Ok(match &token(this)?.data {
            TokenData::Variable(_, written) => (**written).into(),
            _ => Value::NULL,
        })),
        property("VariablePath", one::<VariablePath>(), |_, this| Ok(match &token(this)?.data {
            TokenData::Variable(path, written) => VariablePath::value(path.clone(), written),
            _ => Value::NULL,
        })),
    ];
    PARAMETER = "ParameterToken": TOKEN.ty(), [
        property("ParameterName", TEXT, own_value),
        property("UsedColon", BOOL, |_, this| {
            Ok(matches!(token(this)?.data, TokenData::Parameter { colon: true, .. }).into())
        }),
    ];
    LABEL = "LabelToken": TOKEN.ty(), [property("LabelText", TEXT, own_value)];
    REDIRECTION = "RedirectionToken": TOKEN.ty(), [];
    INPUT = "InputRedirectionToken": REDIRECTION.ty(), [];
    MERGING = "MergingRedirectionToken": REDIRECTION.ty(), [
        property("FromStream", STREAM, |_, this| Ok(token(this)?.stream(false))),
        property("ToStream", STREAM, |_, this| Ok(token(this)?.stream(true))),
    ];
    FILE = "FileRedirectionToken": REDIRECTION.ty(), [
        property("FromStream", STREAM, |_, this| Ok(token(this)?.stream(false))),
        property("Append", BOOL, |_, this| {
            Ok(matches!(token(this)?.data, TokenData::File { append: true, .. }).into())
        }),
    ];
    TRAITS = "TokenTraits": well_known::OBJECT.ty(), [
        static_method("GetTraits", &[KIND_PARAM], FLAGS, |_, _, arguments| {
            Ok(enums::value(&enums::TOKEN_FLAGS, traits_of(arguments)))
        }),
        static_method("HasTrait", &[KIND_PARAM, FLAG_PARAM], BOOL, |_, _, arguments| {
            Ok((traits_of(arguments) & arguments.get(1).map_or(0, enum_number) != 0).into())
        }),
    ];
}

const KIND_PARAM: ParamSpec =
    ParamSpec { name: "kind", ty: KIND, optional: false, params: false, by_ref: false };
const FLAG_PARAM: ParamSpec =
    ParamSpec { name: "flag", ty: FLAGS, optional: false, params: false, by_ref: false };

const fn static_method(
    name: &'static str,
    params: &'static [ParamSpec],
    returns: TypeSpec,
    call: psp_value::types::Call,
) -> MemberDef {
    MemberDef { name, help: "", is_static: true, kind: MemberKind::Method { params, returns, call } }
}

fn traits_of(arguments: &[Value]) -> i64 {
    let number = arguments.first().map_or(0, enum_number);
    TokenKind::from_number(number).map_or(0, traits::flags)
}

fn token(this: &Value) -> Result<&TokenObject> {
    receiver::<TokenObject>(this)
}

/// The text or number that a token stands for.
fn own_value(_: &mut dyn Context, this: &Value) -> Result<Value> {
    Ok(match &token(this)?.data {
        TokenData::Text { value, .. } => value.as_str().into(),
        TokenData::Number(value) => value.clone(),
        TokenData::Parameter { name, .. } | TokenData::Label(name) => name.as_str().into(),
        _ => Value::NULL,
    })
}

impl Emulated for TokenObject {
    const INFO: Option<&'static TypeInfo> = Some(&TOKEN);
}

impl Native for TokenObject {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let text = self.text();
        Ok(Some(if self.kind == TokenKind::EndOfInput { "<eof>".to_owned() } else { text.to_owned() }))
    }
}

impl TokenObject {
    /// As a script sees it.
    pub(crate) fn value(self) -> Value {
        Object::native(self.class(), self).into()
    }

    fn class(&self) -> Type {
        match &self.data {
            TokenData::None => TOKEN.ty(),
            TokenData::Text { expandable: true, .. } => EXPANDABLE.ty(),
            TokenData::Text { .. } => LITERAL.ty(),
            TokenData::Number(_) => NUMBER.ty(),
            TokenData::Variable(..) => VARIABLE.ty(),
            TokenData::Parameter { .. } => PARAMETER.ty(),
            TokenData::Label(_) => LABEL.ty(),
            TokenData::File { .. } => FILE.ty(),
            TokenData::Merging { .. } => MERGING.ty(),
            TokenData::Input => INPUT.ty(),
        }
    }

    fn text(&self) -> &str {
        self.extent.file.slice(self.extent.span)
    }

    fn all_flags(&self) -> Value {
        enums::value(&enums::TOKEN_FLAGS, self.all_flag_bits())
    }

    /// Those of its kind, and its own.
    pub(crate) fn all_flag_bits(&self) -> i64 {
        traits::flags(self.kind) | self.flags
    }

    fn stream(&self, to: bool) -> Value {
        let number = match self.data {
            TokenData::File { from, .. } => from,
            TokenData::Merging { to: number, .. } if to => number,
            TokenData::Merging { from, .. } => from,
            _ => 1,
        };
        enums::value(&enums::REDIRECTION_STREAM, number)
    }
}
