//! [`data_enums!`]: enums that Rust code takes as numbers.

/// Declares enums: `Name = "Full.Name", is_flags, "One=1 Two=2";`, with `of STATIC` after the name for a type that
/// psp-value knows.
/// Each becomes a struct with the number inside, and all of them a `DEFS` list.
macro_rules! data_enums {
    ($($name:ident = $full:literal $(of $known:ident)?, $flags:literal, $values:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`: the number.")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name(pub i64);

            impl $name {
                /// Names and numbers.
                pub const DEF: &'static $crate::declare::TextEnum = &$crate::declare::TextEnum {
                    info: $crate::declare::enum_identity!($full $(of $known)?),
                    flags: $flags,
                    values: $values,
                };

                /// The members, for look-up and help.
                pub(crate) const TYPE_DEF: &'static psp_value::types::TypeDef =
                    &psp_value::types::TypeDef { name: $full, ty: || Self::DEF.ty(), members: &[] };

                /// The value.
                pub fn value(self) -> psp_value::Value {
                    psp_value::Value::enumeration(Self::DEF.ty(), self.0)
                }
            }

            impl<'a> $crate::declare::Argument<'a> for $name {
                const TYPE: psp_value::types::TypeSpec = psp_value::types::TypeSpec::Is(|| $name::DEF.ty());
                fn from_value(
                    _: &mut dyn psp_value::Context,
                    value: &'a psp_value::Value,
                ) -> psp_value::Result<Self> {
                    Ok(Self($crate::declare::enum_number(value)))
                }
            }

            impl $crate::declare::Returned for $name {
                const TYPE: psp_value::types::TypeSpec = psp_value::types::TypeSpec::Is(|| $name::DEF.ty());
                fn into_value(self, _: &psp_value::Value) -> psp_value::Result<psp_value::Value> {
                    Ok(self.value())
                }
            }
        )*

        /// All of them.
        pub(crate) static DEFS: &[&psp_value::types::TypeDef] = &[$($name::TYPE_DEF),*];
    };
}

/// The identity of an enum type: a new static, or one that psp-value knows.
macro_rules! enum_identity {
    ($full:literal) => {{
        static INFO: psp_value::types::TypeInfo = $crate::declare::enum_info($full);
        &INFO
    }};
    ($full:literal of $known:ident) => {
        &psp_value::well_known::$known
    };
}

pub(crate) use {data_enums, enum_identity};
