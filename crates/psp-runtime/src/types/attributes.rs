//! The attributes that scripts write before parameters and functions: their types, so that `-is` finds them.

use psp_value::{
    TypeCode, TypeKind,
    types::{TypeDef, TypeInfo},
    well_known,
};

macro_rules! attributes {
    ($($name:literal;)*) => {
        /// The types.
        pub(super) static DEFS: &[&TypeDef] = &[$(&TypeDef {
            name: concat!("System.Management.Automation.", $name, "Attribute"),
            ty: || {
                static INFO: TypeInfo = TypeInfo::new(
                    concat!("System.Management.Automation.", $name, "Attribute"),
                    TypeKind::Class,
                    TypeCode::Object,
                    Some(well_known::ATTRIBUTE.ty()),
                    &[],
                );
                INFO.ty()
            },
            members: &[],
        }),*];
    };
}

attributes! {
    "AllowEmptyCollection";
    "AllowEmptyString";
    "AllowNull";
    "ArgumentCompleter";
    "ArgumentCompletions";
    "Credential";
    "Experimental";
    "OutputType";
    "PSDefaultValue";
    "PSTypeName";
    "SupportsWildcards";
    "ValidateCount";
    "ValidateDrive";
    "ValidateLength";
    "ValidateNotNull";
    "ValidateNotNullOrEmpty";
    "ValidateNotNullOrWhiteSpace";
    "ValidatePattern";
    "ValidateRange";
    "ValidateScript";
    "ValidateSet";
    "ValidateTrustedData";
    "ValidateUserDrive";
}
