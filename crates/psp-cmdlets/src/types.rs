//! The .NET types that commands bring along: enums of their parameters, and objects that they emit.

use crate::utility::{ELEMENTS_TYPE, MatchInfo, PsSerializer, WebRequestSession, WebResponse};
use psp_types::declare::{Emulated, TextEnum, enum_info};
use psp_value::{
    Type,
    types::{TypeCode, TypeDef, TypeInfo, TypeKind, register as register_types},
    well_known,
};

macro_rules! enums {
    ($($name:ident = $full:literal, $values:literal;)*) => {
        $(
            static $name: TextEnum = {
                static INFO: TypeInfo = enum_info($full);
                TextEnum { info: &INFO, flags: false, values: $values }
            };
        )*

        static ENUMS: &[&TypeDef] = &[$(
            &TypeDef { name: $full, ty: || -> Type { $name.ty() }, members: &[] }
        ),*];
    };
}

enums! {
    DISPLAY_HINT = "Microsoft.PowerShell.Commands.DisplayHintType", "Date=0 Time=1 DateTime=2";
    ESCAPE_HANDLING = "Newtonsoft.Json.StringEscapeHandling", "Default=0 EscapeNonAscii=1 EscapeHtml=2";
    DATE_KIND = "Microsoft.PowerShell.Commands.JsonDateKind", "Default=0 Local=1 Utc=2 Offset=3 String=4";
    QUOTE_KIND = "Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind", "Never=0 Always=1 AsNeeded=2";
    WEB_METHOD = "Microsoft.PowerShell.Commands.WebRequestMethod",
        "Default=0 Get=1 Head=2 Post=3 Put=4 Delete=5 Trace=6 Options=7 Merge=8 Patch=9";
    WEB_AUTHENTICATION = "Microsoft.PowerShell.Commands.WebAuthenticationType", "None=0 Basic=1 Bearer=2 OAuth=3";
    WEB_SSL_PROTOCOL = "Microsoft.PowerShell.Commands.WebSslProtocol", "Default=0 Tls=192 Tls11=768 Tls12=3072 Tls13=12288";
    ALIAS_FORMAT = "Microsoft.PowerShell.Commands.ExportAliasFormat", "Csv=0 Script=1";
}

static ORDERED_HASHTABLE: TypeInfo = TypeInfo::new(
    "System.Management.Automation.OrderedHashtable",
    TypeKind::Class,
    TypeCode::Object,
    Some(well_known::HASHTABLE.ty()),
    &[],
);

static WEB_PAGE: TypeInfo = TypeInfo::new(
    "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject",
    TypeKind::Class,
    TypeCode::Object,
    match <WebResponse as Emulated>::INFO {
        Some(info) => Some(info.ty()),
        None => None,
    },
    &[],
);

static WEB_ELEMENTS: TypeInfo =
    TypeInfo::new(ELEMENTS_TYPE, TypeKind::Class, TypeCode::Object, Some(well_known::OBJECT.ty()), &[]);

static TYPES: &[&TypeDef] = &[
    WebRequestSession::DEF,
    WebResponse::DEF,
    &TypeDef { name: "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject", ty: web_page, members: &[] },
    &TypeDef { name: ELEMENTS_TYPE, ty: web_elements, members: &[] },
    MatchInfo::DEF,
    PsSerializer::DEF,
    &TypeDef { name: "System.Management.Automation.OrderedHashtable", ty: ordered_hashtable, members: &[] },
];

/// A hashtable that keeps the order of its keys.
pub(crate) fn ordered_hashtable() -> Type {
    ORDERED_HASHTABLE.ty()
}

/// A response with a page or other text.
pub(crate) fn web_page() -> Type {
    WEB_PAGE.ty()
}

/// Elements of a page.
pub(crate) fn web_elements() -> Type {
    WEB_ELEMENTS.ty()
}

/// Makes the types known; before the first look-up of a type.
pub fn register() {
    register_types(ENUMS);
    register_types(TYPES);
}
