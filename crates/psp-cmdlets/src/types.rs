//! The .NET types that commands bring along: enums of their parameters, and objects that they emit.

use crate::utility::{MatchInfo, PsSerializer};
use psp_types::declare::{TextEnum, enum_info};
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
    ALIAS_FORMAT = "Microsoft.PowerShell.Commands.ExportAliasFormat", "Csv=0 Script=1";
}

static ORDERED_HASHTABLE: TypeInfo = TypeInfo::new(
    "System.Management.Automation.OrderedHashtable",
    TypeKind::Class,
    TypeCode::Object,
    Some(well_known::HASHTABLE.ty()),
    &[],
);

static TYPES: &[&TypeDef] = &[
    MatchInfo::DEF,
    PsSerializer::DEF,
    &TypeDef { name: "System.Management.Automation.OrderedHashtable", ty: ordered_hashtable, members: &[] },
];

/// A hashtable that keeps the order of its keys.
pub(crate) fn ordered_hashtable() -> Type {
    ORDERED_HASHTABLE.ty()
}

/// Makes the types known; before the first look-up of a type.
pub fn register() {
    register_types(ENUMS);
    register_types(TYPES);
}
