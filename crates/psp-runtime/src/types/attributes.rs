//! The attributes that scripts write before parameters and functions, as types: `-is` finds them, and the parameters
//! of a `dynamicparam` block are described with objects of them.

use super::command_parameters::{attribute, texts};
use psp_derive::ps_type;
use psp_types::declare::Emulated;
use psp_value::{Native, Str, Value, types::TypeDef, well_known};

const BASE: psp_value::Type = well_known::ATTRIBUTE.ty();

macro_rules! attributes {
    ($($name:literal $ty:ident { $($constructors:tt)* })*) => {
        $(
            struct $ty;
            impl Native for $ty {}
            #[ps_type($name, base = BASE)]
            impl $ty { $($constructors)* }
        )*
        /// The types.
        pub(super) static DEFS: &[&TypeDef] = &[$($ty::DEF,)* Parameter::DEF, Alias::DEF, CmdletBinding::DEF];
    };
    (plain $($name:literal $ty:ident;)*) => {
        $(
            struct $ty;
            impl Native for $ty {}
            #[ps_type($name, base = BASE)]
            impl $ty {
                /// Without arguments.
                #[ps("new")]
                fn make_new() -> Value {
                    attribute(Self::ty(), Vec::new())
                }
            }
        )*
        /// The types of attributes that take no arguments.
        pub(super) static PLAIN: &[&TypeDef] = &[$($ty::DEF,)*];
    };
}

attributes! { plain
    "System.Management.Automation.AllowEmptyCollectionAttribute" AllowEmptyCollection;
    "System.Management.Automation.AllowEmptyStringAttribute" AllowEmptyString;
    "System.Management.Automation.AllowNullAttribute" AllowNull;
    "System.Management.Automation.CredentialAttribute" Credential;
    "System.Management.Automation.HiddenAttribute" Hidden;
    "System.Management.Automation.SupportsWildcardsAttribute" SupportsWildcards;
    "System.Management.Automation.ValidateNotNullAttribute" ValidateNotNull;
    "System.Management.Automation.ValidateNotNullOrEmptyAttribute" ValidateNotNullOrEmpty;
    "System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute" ValidateNotNullOrWhiteSpace;
    "System.Management.Automation.ValidateTrustedDataAttribute" ValidateTrustedData;
    "System.Management.Automation.ValidateUserDriveAttribute" ValidateUserDrive;
}

attributes! {
    "System.Management.Automation.ArgumentCompleterAttribute" ArgumentCompleter {
        /// What completes the argument.
        #[ps("new")]
        fn make_new(script_block: &Value) -> Value {
            attribute(Self::ty(), vec![("ScriptBlock", script_block.clone()), ("Type", Value::NULL)])
        }
    }
    "System.Management.Automation.ArgumentCompletionsAttribute" ArgumentCompletions {
        /// What the argument may be.
        #[ps("new")]
        fn make_new(#[ps(params)] completions: Vec<Str>) -> Value {
            let _ = completions;
            attribute(Self::ty(), Vec::new())
        }
    }
    "System.Management.Automation.ExperimentalAttribute" Experimental {
        /// A feature and what is done with it.
        #[ps("new")]
        fn make_new(experiment_name: &Str, experiment_action: &Value) -> Value {
            let name = Value::from(experiment_name.clone());
            attribute(
                Self::ty(),
                vec![("ExperimentName", name), ("ExperimentAction", experiment_action.clone())],
            )
        }
    }
    "System.Management.Automation.OutputTypeAttribute" OutputType {
        /// Types or their names.
        #[ps("new")]
        fn make_new(#[ps(params)] r#type: Vec<Value>) -> Value {
            attribute(Self::ty(), vec![("Type", Value::array(r#type))])
        }
    }
    "System.Management.Automation.PSDefaultValueAttribute" PsDefaultValue {
        /// Nothing is said yet.
        #[ps("new")]
        fn make_new() -> Value {
            attribute(Self::ty(), vec![("Value", Value::NULL), ("Help", Value::NULL)])
        }
    }
    "System.Management.Automation.PSTypeNameAttribute" PsTypeName {
        /// A name that objects must have.
        #[ps("new")]
        fn make_new(ps_type_name: &Str) -> Value {
            attribute(Self::ty(), vec![("PSTypeName", ps_type_name.clone().into())])
        }
    }
    "System.Management.Automation.ValidateCountAttribute" ValidateCount {
        /// Least and greatest number of elements.
        #[ps("new")]
        fn make_new(min_length: i32, max_length: i32) -> Value {
            let (least, greatest) = (Value::int(min_length), Value::int(max_length));
            attribute(Self::ty(), vec![("MinLength", least), ("MaxLength", greatest)])
        }
    }
    "System.Management.Automation.ValidateDriveAttribute" ValidateDrive {
        /// Drives that a path may be of.
        #[ps("new")]
        fn make_new(#[ps(params)] valid_root_drives: Vec<Str>) -> Value {
            attribute(Self::ty(), vec![("ValidRootDrives", texts(&valid_root_drives))])
        }
    }
    "System.Management.Automation.ValidateLengthAttribute" ValidateLength {
        /// Least and greatest length.
        #[ps("new")]
        fn make_new(min_length: i32, max_length: i32) -> Value {
            let (least, greatest) = (Value::int(min_length), Value::int(max_length));
            attribute(Self::ty(), vec![("MinLength", least), ("MaxLength", greatest)])
        }
    }
    "System.Management.Automation.ValidatePatternAttribute" ValidatePattern {
        /// A regular expression.
        #[ps("new")]
        fn make_new(regex_pattern: &Str) -> Value {
            attribute(
                Self::ty(),
                vec![
                    ("RegexPattern", regex_pattern.clone().into()),
                    ("Options", Str::new("IgnoreCase").into()),
                    ("ErrorMessage", Value::NULL),
                ],
            )
        }
    }
    "System.Management.Automation.ValidateRangeAttribute" ValidateRange {
        /// Least and greatest value.
        #[ps("new")]
        fn make_new(min_range: &Value, max_range: &Value) -> Value {
            attribute(Self::ty(), vec![("MinRange", min_range.clone()), ("MaxRange", max_range.clone())])
        }

        /// A kind of number: `Positive`.
        #[ps("new")]
        fn of_kind(range_kind: &Value) -> Value {
            attribute(Self::ty(), vec![("RangeKind", range_kind.clone())])
        }
    }
    "System.Management.Automation.ValidateScriptAttribute" ValidateScript {
        /// A condition on `$_`.
        #[ps("new")]
        fn make_new(script_block: &Value) -> Value {
            attribute(
                Self::ty(),
                vec![("ErrorMessage", Value::NULL), ("ScriptBlock", script_block.clone())],
            )
        }
    }
    "System.Management.Automation.ValidateSetAttribute" ValidateSet {
        /// All values that are allowed.
        #[ps("new")]
        fn make_new(#[ps(params)] valid_values: Vec<Str>) -> Value {
            attribute(
                Self::ty(),
                vec![
                    ("ValidValues", texts(&valid_values)),
                    ("IgnoreCase", Value::TRUE),
                    ("ErrorMessage", Value::NULL),
                ],
            )
        }
    }
}

struct Parameter;

#[ps_type("System.Management.Automation.ParameterAttribute", of = PARAMETER_ATTRIBUTE)]
impl Parameter {
    /// In all sets, without a place.
    #[ps("new")]
    fn make_new() -> Value {
        super::command_parameters::new_parameter_attribute()
    }
}

struct Alias;

#[ps_type("System.Management.Automation.AliasAttribute", of = ALIAS_ATTRIBUTE)]
impl Alias {
    /// Other names.
    #[ps("new")]
    fn make_new(#[ps(params)] alias_names: Vec<Str>) -> Value {
        attribute(well_known::ALIAS_ATTRIBUTE.ty(), vec![("AliasNames", texts(&alias_names))])
    }
}

struct CmdletBinding;

#[ps_type("System.Management.Automation.CmdletBindingAttribute", of = CMDLET_BINDING_ATTRIBUTE)]
impl CmdletBinding {
    /// What is assumed where nothing is said.
    #[ps("new")]
    fn make_new() -> Value {
        attribute(
            well_known::CMDLET_BINDING_ATTRIBUTE.ty(),
            vec![
                ("PositionalBinding", Value::TRUE),
                ("DefaultParameterSetName", Value::NULL),
                ("SupportsShouldProcess", Value::FALSE),
                ("SupportsPaging", Value::FALSE),
                ("ConfirmImpact", Value::enumeration(well_known::CONFIRM_IMPACT.ty(), 2)),
                ("HelpUri", Str::default().into()),
            ],
        )
    }
}
