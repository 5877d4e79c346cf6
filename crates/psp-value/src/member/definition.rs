//! Definitions of members as `Get-Member` and `OverloadDefinitions` write them.

use crate::{
    Type, TypeKind,
    types::{MemberDef, MemberKind, ParamSpec, TypeSpec, well_known},
};

/// A type as definitions write it: C#'s names for the common ones, generics with brackets.
pub fn type_text(ty: Type) -> String {
    if let TypeKind::Array(rank) = ty.kind {
        return format!("{}[{}]", type_text(ty.element()), ",".repeat(rank as usize - 1));
    }
    let short = match ty.name {
        "System.String" => "string",
        "System.Int32" => "int",
        "System.Int64" => "long",
        "System.Int16" => "short",
        "System.UInt32" => "uint",
        "System.UInt64" => "ulong",
        "System.UInt16" => "ushort",
        "System.Byte" => "byte",
        "System.SByte" => "sbyte",
        "System.Boolean" => "bool",
        "System.Char" => "char",
        "System.Double" => "double",
        "System.Single" => "float",
        "System.Decimal" => "decimal",
        "System.Object" => "System.Object",
        "System.Void" => "void",
        "System.DateTime" => "datetime",
        "System.TimeSpan" => "timespan",
        "System.Guid" => "guid",
        "System.Uri" => "uri",
        "System.Version" => "version",
        "System.Type" => "type",
        "System.Collections.Hashtable" => "hashtable",
        "System.Text.RegularExpressions.Regex" => "regex",
        "System.Globalization.CultureInfo" => "cultureinfo",
        "System.Management.Automation.ScriptBlock" => "scriptblock",
        "System.Numerics.BigInteger" => "bigint",
        "System.Xml.XmlDocument" => "xml",
        "System.Management.Automation.PSObject" => "psobject",
        other => other,
    };
    if ty.arguments.is_empty() {
        return short.to_owned();
    }
    let arguments: Vec<_> = ty.arguments.iter().map(|it| type_text(*it)).collect();
    format!("{short}[{}]", arguments.join(","))
}

fn spec_text(spec: TypeSpec, owner: Type) -> String {
    match spec {
        TypeSpec::SequenceOf(index) => {
            let argument = owner.chain().find_map(|it| it.arguments.get(index).copied());
            let argument = argument.unwrap_or(well_known::OBJECT.ty());
            format!("System.Collections.Generic.IEnumerable[{}]", type_text(argument))
        }
        TypeSpec::MethodArgument(_) => "T".to_owned(),
        other => type_text(other.resolve(owner)),
    }
}

fn param_text(param: &ParamSpec, owner: Type) -> String {
    let ty = spec_text(param.ty, owner);
    match (param.by_ref, param.params) {
        (true, _) => format!("[ref] {ty} {}", param.name),
        (_, true) => format!("Params {ty} {}", param.name),
        _ if param.optional => format!("{ty} {} = default", param.name),
        _ => format!("{ty} {}", param.name),
    }
}

/// One overload: `string Substring(int startIndex, int length)`.
pub fn method_text(member: &MemberDef, owner: Type) -> String {
    let join =
        |params: &[ParamSpec]| params.iter().map(|it| param_text(it, owner)).collect::<Vec<_>>().join(", ");
    let prefix = if member.is_static { "static " } else { "" };
    match &member.kind {
        MemberKind::Method { params, returns, .. } => {
            format!("{prefix}{} {}({})", spec_text(*returns, owner), member.name, join(params))
        }
        MemberKind::Constructor { params, .. } => format!("{} new({})", type_text(owner), join(params)),
        MemberKind::Property { ty, set, .. } => {
            let access = if set.is_some() { "{get;set;}" } else { "{get;}" };
            format!("{prefix}{} {} {access}", spec_text(*ty, owner), member.name)
        }
    }
}

/// All overloads of a method.
pub(super) fn overloads(owner: Type, name: &str, is_static: bool) -> Vec<String> {
    let members = owner.members_named(name);
    let is_new = name.eq_ignore_ascii_case("new");
    let wanted = members.iter().filter(|it| match it.kind {
        MemberKind::Constructor { .. } => is_new,
        MemberKind::Method { .. } => it.is_static == is_static,
        MemberKind::Property { .. } => false,
    });
    let mut found: Vec<String> = wanted.map(|it| method_text(it, owner)).collect();
    if found.is_empty() {
        found.extend(universal(name).map(str::to_owned));
    }
    found
}

/// The definitions of the methods that everything has.
pub(super) fn universal(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "gettype" => "type GetType()",
        "tostring" => "string ToString()",
        "equals" => "bool Equals(System.Object obj)",
        "gethashcode" => "int GetHashCode()",
        "compareto" => "int CompareTo(System.Object obj)",
        _ => return None,
    })
}
