//! The types that conversion, comparison and the engine itself must know: declared here as statics, so that their
//! identity costs nothing. `psp-types` gives them their members.

use super::{Type, TypeCode, TypeInfo, TypeKind};
use std::{collections::HashMap, sync::OnceLock};

macro_rules! types {
    ($($id:ident = $name:literal, $kind:ident, $code:ident, $base:expr, [$($face:ident),*];)*) => {
        $(
            #[doc = $name]
            pub static $id: TypeInfo =
                TypeInfo::new($name, TypeKind::$kind, TypeCode::$code, $base, &[$(Type(&$face)),*]);
        )*

        /// Every type declared here.
        pub fn all() -> impl Iterator<Item = Type> {
            [$(Type(&$id)),*].into_iter()
        }
    };
}

const ROOT: Option<Type> = Some(Type(&OBJECT));
const VALUE: Option<Type> = Some(Type(&VALUE_TYPE));
const ENUM_BASE: Option<Type> = Some(Type(&ENUM));
const ATTRIBUTE_BASE: Option<Type> = Some(Type(&ATTRIBUTE));

types! {
    OBJECT = "System.Object", Class, Object, None, [];
    VOID = "System.Void", Struct, Object, VALUE, [];
    VALUE_TYPE = "System.ValueType", Abstract, Object, ROOT, [];
    ENUM = "System.Enum", Abstract, Object, VALUE, [ICOMPARABLE, IFORMATTABLE, ICONVERTIBLE];
    ATTRIBUTE = "System.Attribute", Abstract, Object, ROOT, [];

    IENUMERABLE = "System.Collections.IEnumerable", Interface, Object, None, [];
    IENUMERATOR = "System.Collections.IEnumerator", Interface, Object, None, [];
    ICOLLECTION = "System.Collections.ICollection", Interface, Object, None, [IENUMERABLE];
    ILIST = "System.Collections.IList", Interface, Object, None, [ICOLLECTION];
    IDICTIONARY = "System.Collections.IDictionary", Interface, Object, None, [ICOLLECTION];
    ICOMPARER = "System.Collections.IComparer", Interface, Object, None, [];
    IEQUALITY_COMPARER = "System.Collections.IEqualityComparer", Interface, Object, None, [];
    GENERIC_IENUMERABLE = "System.Collections.Generic.IEnumerable", Interface, Object, None, [IENUMERABLE];
    GENERIC_IENUMERATOR = "System.Collections.Generic.IEnumerator", Interface, Object, None, [IENUMERATOR];
    GENERIC_ICOLLECTION = "System.Collections.Generic.ICollection", Interface, Object, None, [GENERIC_IENUMERABLE];
    GENERIC_ILIST = "System.Collections.Generic.IList", Interface, Object, None, [GENERIC_ICOLLECTION];
    GENERIC_IDICTIONARY = "System.Collections.Generic.IDictionary", Interface, Object, None, [GENERIC_ICOLLECTION];
    GENERIC_ISET = "System.Collections.Generic.ISet", Interface, Object, None, [GENERIC_ICOLLECTION];
    GENERIC_ICOMPARER = "System.Collections.Generic.IComparer", Interface, Object, None, [];
    GENERIC_IEQUALITY_COMPARER = "System.Collections.Generic.IEqualityComparer", Interface, Object, None, [];
    ICOMPARABLE = "System.IComparable", Interface, Object, None, [];
    GENERIC_ICOMPARABLE = "System.IComparable", Interface, Object, None, [];
    GENERIC_IEQUATABLE = "System.IEquatable", Interface, Object, None, [];
    IFORMATTABLE = "System.IFormattable", Interface, Object, None, [];
    ICONVERTIBLE = "System.IConvertible", Interface, Object, None, [];
    IDISPOSABLE = "System.IDisposable", Interface, Object, None, [];
    ICLONEABLE = "System.ICloneable", Interface, Object, None, [];
    IFORMAT_PROVIDER = "System.IFormatProvider", Interface, Object, None, [];

    BOOL = "System.Boolean", Struct, Bool, VALUE, [ICOMPARABLE, ICONVERTIBLE];
    CHAR = "System.Char", Struct, Char, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    SBYTE = "System.SByte", Struct, SByte, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    BYTE = "System.Byte", Struct, Byte, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    INT16 = "System.Int16", Struct, Int16, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    UINT16 = "System.UInt16", Struct, UInt16, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    INT32 = "System.Int32", Struct, Int32, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    UINT32 = "System.UInt32", Struct, UInt32, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    INT64 = "System.Int64", Struct, Int64, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    UINT64 = "System.UInt64", Struct, UInt64, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    SINGLE = "System.Single", Struct, Single, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    DOUBLE = "System.Double", Struct, Double, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    DECIMAL = "System.Decimal", Struct, Decimal, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    DATE_TIME = "System.DateTime", Struct, DateTime, VALUE, [ICOMPARABLE, ICONVERTIBLE, IFORMATTABLE];
    TIME_SPAN = "System.TimeSpan", Struct, TimeSpan, VALUE, [ICOMPARABLE, IFORMATTABLE];
    BIG_INTEGER = "System.Numerics.BigInteger", Struct, BigInteger, VALUE, [ICOMPARABLE, IFORMATTABLE];
    GUID = "System.Guid", Struct, Object, VALUE, [ICOMPARABLE, IFORMATTABLE];
    STRING = "System.String", Class, String, ROOT, [ICOMPARABLE, ICONVERTIBLE, IENUMERABLE, ICLONEABLE];
    NULLABLE = "System.Nullable", GenericDefinition, Object, VALUE, [];
    KEY_VALUE_PAIR = "System.Collections.Generic.KeyValuePair", GenericDefinition, Object, VALUE, [];
    DICTIONARY_ENTRY = "System.Collections.DictionaryEntry", Struct, Object, VALUE, [];
    VERSION = "System.Version", Class, Object, ROOT, [ICOMPARABLE, ICLONEABLE];
    URI = "System.Uri", Class, Object, ROOT, [];
    REGEX = "System.Text.RegularExpressions.Regex", Class, Object, ROOT, [];
    TYPE = "System.Type", Abstract, Object, Some(Type(&MEMBER_INFO)), [];
    RUNTIME_TYPE = "System.RuntimeType", Class, Object, Some(Type(&TYPE)), [];
    MEMBER_INFO = "System.Reflection.MemberInfo", Abstract, Object, ROOT, [];
    DELEGATE = "System.Delegate", Abstract, Object, ROOT, [];
    EXCEPTION = "System.Exception", Class, Object, ROOT, [];
    CULTURE_INFO = "System.Globalization.CultureInfo", Class, Object, ROOT, [IFORMAT_PROVIDER];

    ARRAY = "System.Array", Abstract, Array, ROOT, [ILIST, ICLONEABLE];
    ARRAY_LIST = "System.Collections.ArrayList", Class, Object, ROOT, [ILIST, ICLONEABLE];
    LIST = "System.Collections.Generic.List", GenericDefinition, Object, ROOT, [ILIST, GENERIC_ILIST];
    COLLECTION = "System.Collections.ObjectModel.Collection", GenericDefinition, Object, ROOT, [ILIST, GENERIC_ILIST];
    READ_ONLY_COLLECTION = "System.Collections.ObjectModel.ReadOnlyCollection", GenericDefinition, Object, ROOT, [ILIST, GENERIC_ILIST];
    HASHTABLE = "System.Collections.Hashtable", Class, Object, ROOT, [IDICTIONARY, ICLONEABLE];
    ORDERED_DICTIONARY = "System.Collections.Specialized.OrderedDictionary", Class, Object, ROOT, [IDICTIONARY];
    DICTIONARY = "System.Collections.Generic.Dictionary", GenericDefinition, Object, ROOT, [IDICTIONARY, GENERIC_IDICTIONARY];
    SORTED_DICTIONARY = "System.Collections.Generic.SortedDictionary", GenericDefinition, Object, ROOT, [IDICTIONARY, GENERIC_IDICTIONARY];
    CONCURRENT_DICTIONARY = "System.Collections.Concurrent.ConcurrentDictionary", GenericDefinition, Object, ROOT, [IDICTIONARY, GENERIC_IDICTIONARY];
    HASH_SET = "System.Collections.Generic.HashSet", GenericDefinition, Object, ROOT, [GENERIC_ISET];

    PS_OBJECT = "System.Management.Automation.PSObject", Class, Object, ROOT, [IFORMATTABLE, ICOMPARABLE];
    PS_CUSTOM_OBJECT = "System.Management.Automation.PSCustomObject", Class, Object, ROOT, [];
    PS_REFERENCE = "System.Management.Automation.PSReference", Class, Object, ROOT, [];
    PS_VARIABLE = "System.Management.Automation.PSVariable", Class, Object, ROOT, [];
    SCRIPT_BLOCK = "System.Management.Automation.ScriptBlock", Class, Object, ROOT, [];
    SWITCH_PARAMETER = "System.Management.Automation.SwitchParameter", Struct, Object, VALUE, [];
    ERROR_RECORD = "System.Management.Automation.ErrorRecord", Class, Object, ROOT, [];
    AUTOMATION_NULL = "System.Management.Automation.Internal.AutomationNull", Static, Object, ROOT, [];
    NULL_STRING = "System.Management.Automation.Language.NullString", Class, Object, ROOT, [];
    SEMANTIC_VERSION = "System.Management.Automation.SemanticVersion", Class, Object, ROOT, [ICOMPARABLE];

    DAY_OF_WEEK = "System.DayOfWeek", Enum, Enum, ENUM_BASE, [];
    STRING_COMPARISON = "System.StringComparison", Enum, Enum, ENUM_BASE, [];
    DATE_TIME_KIND = "System.DateTimeKind", Enum, Enum, ENUM_BASE, [];
    ERROR_CATEGORY = "System.Management.Automation.ErrorCategory", Enum, Enum, ENUM_BASE, [];
    ACTION_PREFERENCE = "System.Management.Automation.ActionPreference", Enum, Enum, ENUM_BASE, [];
    CONFIRM_IMPACT = "System.Management.Automation.ConfirmImpact", Enum, Enum, ENUM_BASE, [];
    COMMAND_TYPES = "System.Management.Automation.CommandTypes", Enum, Enum, ENUM_BASE, [];
    SCOPED_ITEM_OPTIONS = "System.Management.Automation.ScopedItemOptions", Enum, Enum, ENUM_BASE, [];

    ALIAS_ATTRIBUTE = "System.Management.Automation.AliasAttribute", Class, Object, ATTRIBUTE_BASE, [];
    PARAMETER_ATTRIBUTE = "System.Management.Automation.ParameterAttribute", Class, Object, ATTRIBUTE_BASE, [];
    CMDLET_BINDING_ATTRIBUTE = "System.Management.Automation.CmdletBindingAttribute", Class, Object, ATTRIBUTE_BASE, [];
}

/// The interfaces of every array.
pub const ARRAY_INTERFACES: &[Type] = &[Type(&ILIST), Type(&ICLONEABLE)];

const EXCEPTIONS: &str = include_str!("exceptions.tsv");

/// An exception type by full name (`System.` may be left out), made with its base chain when first asked for.
pub fn exception(name: &str) -> Option<Type> {
    static MADE: parking_lot::Mutex<Option<HashMap<&'static str, Type>>> = parking_lot::Mutex::new(None);
    let (full, chain) = exception_row(name)?;
    if full == EXCEPTION.name {
        return Some(EXCEPTION.ty());
    }
    if let Some(&known) = MADE.lock().get_or_insert_default().get(full) {
        return Some(known);
    }
    let base = chain.split(" < ").next().and_then(exception);
    let base = base.unwrap_or(EXCEPTION.ty());
    let mut made = MADE.lock();
    Some(*made.get_or_insert_default().entry(full).or_insert_with(|| {
        Type(Box::leak(Box::new(TypeInfo::new(full, TypeKind::Class, TypeCode::Object, Some(base), &[]))))
    }))
}

fn exception_row(name: &str) -> Option<(&'static str, &'static str)> {
    static ROWS: OnceLock<HashMap<String, (&'static str, &'static str)>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let split = EXCEPTIONS.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let mut rows: HashMap<_, _> = split.map(|row| (row.0.to_ascii_lowercase(), row)).collect();
        rows.insert("system.exception".to_owned(), (EXCEPTION.name, ""));
        rows
    });
    let lower = name.to_ascii_lowercase();
    rows.get(&lower).or_else(|| rows.get(&format!("system.{lower}"))).copied()
}

/// The name PowerShell prefers when it writes a type.
pub fn preferred_accelerator(ty: Type) -> Option<&'static str> {
    const NOT_WRITTEN: &[&str] = &["ordered", "name", "pscustomobject"];
    static PREFERRED: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    if !ty.arguments.is_empty() {
        return None;
    }
    let table = PREFERRED.get_or_init(|| {
        let mut table = HashMap::new();
        for &(short, full) in ACCELERATORS {
            // `int` rather than `int32`, `long` rather than `int64`: the shorter name, C#'s own where there is one.
            let better = |old: &&str| preference(short) < preference(old);
            if !NOT_WRITTEN.contains(&short) && table.get(full).is_none_or(better) {
                table.insert(full, short);
            }
        }
        table
    });
    table.get(ty.name).copied()
}

fn preference(name: &str) -> (usize, usize) {
    const FIRST: &[&str] = &["int", "long", "short", "float", "uint", "ulong", "ushort", "psobject"];
    (usize::from(!FIRST.contains(&name)), name.len())
}

/// PowerShell's short names for types.
pub const ACCELERATORS: &[(&str, &str)] = &[
    ("alias", "System.Management.Automation.AliasAttribute"),
    ("allowemptycollection", "System.Management.Automation.AllowEmptyCollectionAttribute"),
    ("allowemptystring", "System.Management.Automation.AllowEmptyStringAttribute"),
    ("allownull", "System.Management.Automation.AllowNullAttribute"),
    ("argumentcompleter", "System.Management.Automation.ArgumentCompleterAttribute"),
    ("argumentcompletions", "System.Management.Automation.ArgumentCompletionsAttribute"),
    ("array", "System.Array"),
    ("bigint", "System.Numerics.BigInteger"),
    ("bool", "System.Boolean"),
    ("byte", "System.Byte"),
    ("char", "System.Char"),
    ("cimclass", "Microsoft.Management.Infrastructure.CimClass"),
    ("cimconverter", "Microsoft.Management.Infrastructure.CimConverter"),
    ("ciminstance", "Microsoft.Management.Infrastructure.CimInstance"),
    ("cimsession", "Microsoft.Management.Infrastructure.CimSession"),
    ("cimtype", "Microsoft.Management.Infrastructure.CimType"),
    ("cmdletbinding", "System.Management.Automation.CmdletBindingAttribute"),
    ("cultureinfo", "System.Globalization.CultureInfo"),
    ("datetime", "System.DateTime"),
    ("decimal", "System.Decimal"),
    ("double", "System.Double"),
    ("dsclocalconfigurationmanager", "System.Management.Automation.DscLocalConfigurationManagerAttribute"),
    ("dscproperty", "System.Management.Automation.DscPropertyAttribute"),
    ("dscresource", "System.Management.Automation.DscResourceAttribute"),
    ("experimentaction", "System.Management.Automation.ExperimentAction"),
    ("experimental", "System.Management.Automation.ExperimentalAttribute"),
    ("experimentalfeature", "System.Management.Automation.ExperimentalFeature"),
    ("float", "System.Single"),
    ("guid", "System.Guid"),
    ("hashtable", "System.Collections.Hashtable"),
    ("initialsessionstate", "System.Management.Automation.Runspaces.InitialSessionState"),
    ("int", "System.Int32"),
    ("int16", "System.Int16"),
    ("int32", "System.Int32"),
    ("int64", "System.Int64"),
    ("ipaddress", "System.Net.IPAddress"),
    ("ipendpoint", "System.Net.IPEndPoint"),
    ("long", "System.Int64"),
    ("mailaddress", "System.Net.Mail.MailAddress"),
    ("norunspaceaffinity", "System.Management.Automation.Language.NoRunspaceAffinityAttribute"),
    ("nullstring", "System.Management.Automation.Language.NullString"),
    ("objectsecurity", "System.Security.AccessControl.ObjectSecurity"),
    ("ordered", "System.Collections.Specialized.OrderedDictionary"),
    ("outputtype", "System.Management.Automation.OutputTypeAttribute"),
    ("parameter", "System.Management.Automation.ParameterAttribute"),
    ("physicaladdress", "System.Net.NetworkInformation.PhysicalAddress"),
    ("powershell", "System.Management.Automation.PowerShell"),
    ("psaliasproperty", "System.Management.Automation.PSAliasProperty"),
    ("pscredential", "System.Management.Automation.PSCredential"),
    // In .NET an alias of PSObject; casts with this name make custom objects.
    ("pscustomobject", "System.Management.Automation.PSCustomObject"),
    ("psdefaultvalue", "System.Management.Automation.PSDefaultValueAttribute"),
    ("pslistmodifier", "System.Management.Automation.PSListModifier"),
    ("psmoduleinfo", "System.Management.Automation.PSModuleInfo"),
    ("psnoteproperty", "System.Management.Automation.PSNoteProperty"),
    ("psobject", "System.Management.Automation.PSObject"),
    ("psprimitivedictionary", "System.Management.Automation.PSPrimitiveDictionary"),
    ("pspropertyexpression", "Microsoft.PowerShell.Commands.PSPropertyExpression"),
    ("psscriptmethod", "System.Management.Automation.PSScriptMethod"),
    ("psscriptproperty", "System.Management.Automation.PSScriptProperty"),
    ("pstypenameattribute", "System.Management.Automation.PSTypeNameAttribute"),
    ("psvariable", "System.Management.Automation.PSVariable"),
    ("psvariableproperty", "System.Management.Automation.PSVariableProperty"),
    ("ref", "System.Management.Automation.PSReference"),
    ("regex", "System.Text.RegularExpressions.Regex"),
    ("runspace", "System.Management.Automation.Runspaces.Runspace"),
    ("runspacefactory", "System.Management.Automation.Runspaces.RunspaceFactory"),
    ("sbyte", "System.SByte"),
    ("scriptblock", "System.Management.Automation.ScriptBlock"),
    ("securestring", "System.Security.SecureString"),
    ("semver", "System.Management.Automation.SemanticVersion"),
    ("short", "System.Int16"),
    ("single", "System.Single"),
    ("string", "System.String"),
    ("supportswildcards", "System.Management.Automation.SupportsWildcardsAttribute"),
    ("switch", "System.Management.Automation.SwitchParameter"),
    ("timespan", "System.TimeSpan"),
    ("type", "System.Type"),
    ("uint", "System.UInt32"),
    ("uint16", "System.UInt16"),
    ("uint32", "System.UInt32"),
    ("uint64", "System.UInt64"),
    ("ulong", "System.UInt64"),
    ("uri", "System.Uri"),
    ("ushort", "System.UInt16"),
    ("validatecount", "System.Management.Automation.ValidateCountAttribute"),
    ("validatedrive", "System.Management.Automation.ValidateDriveAttribute"),
    ("validatelength", "System.Management.Automation.ValidateLengthAttribute"),
    ("validatenotnull", "System.Management.Automation.ValidateNotNullAttribute"),
    ("validatenotnullorempty", "System.Management.Automation.ValidateNotNullOrEmptyAttribute"),
    ("validatenotnullorwhitespace", "System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute"),
    ("validatepattern", "System.Management.Automation.ValidatePatternAttribute"),
    ("validaterange", "System.Management.Automation.ValidateRangeAttribute"),
    ("validatescript", "System.Management.Automation.ValidateScriptAttribute"),
    ("validateset", "System.Management.Automation.ValidateSetAttribute"),
    ("validatetrusteddata", "System.Management.Automation.ValidateTrustedDataAttribute"),
    ("validateuserdrive", "System.Management.Automation.ValidateUserDriveAttribute"),
    ("version", "System.Version"),
    ("void", "System.Void"),
    ("wildcardpattern", "System.Management.Automation.WildcardPattern"),
    ("x500distinguishedname", "System.Security.Cryptography.X509Certificates.X500DistinguishedName"),
    ("x509certificate", "System.Security.Cryptography.X509Certificates.X509Certificate"),
    ("xml", "System.Xml.XmlDocument"),
];
