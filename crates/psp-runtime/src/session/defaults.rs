//! The variables that every session starts with, made when first asked for.

use super::Session;
use crate::names::NAMES;
use psp_ir::Symbol;
use psp_value::{
    Fields, Object, Ref, Str, Table, Value, Variable, enums,
    object::KeyComparer,
    types,
    variable::options::{ALL_SCOPE, CONSTANT, READ_ONLY},
    well_known,
};
use std::sync::Arc;

/// The version of PowerShell that psp stands for.
pub const PS_VERSION: &str = "7.6.5";

/// All names that [`Session::default_variable`] knows.
pub const DEFAULT_NAMES: &[&str] = &[
    "?",
    "^",
    "$",
    "ConfirmPreference",
    "DebugPreference",
    "Error",
    "ErrorActionPreference",
    "ErrorView",
    "EnabledExperimentalFeatures",
    "ExecutionContext",
    "false",
    "FormatEnumerationLimit",
    "HOME",
    "Host",
    "InformationPreference",
    "IsCoreCLR",
    "IsLinux",
    "IsMacOS",
    "IsWindows",
    "LASTEXITCODE",
    "MaximumHistoryCount",
    "NestedPromptLevel",
    "null",
    "OutputEncoding",
    "PID",
    "PROFILE",
    "ProgressPreference",
    "PSCulture",
    "PSDefaultParameterValues",
    "PSEdition",
    "PSEmailServer",
    "PSHOME",
    "PSNativeCommandArgumentPassing",
    "PSNativeCommandUseErrorActionPreference",
    "PSSessionApplicationName",
    "PSSessionConfigurationName",
    "PSStyle",
    "PSUICulture",
    "PSVersionTable",
    "PWD",
    "ShellId",
    "StackTrace",
    "true",
    "VerbosePreference",
    "WarningPreference",
    "WhatIfPreference",
];

impl Session {
    /// A variable of the default environment, put into the global scope by the first call; `None` when there is none of
    /// this name, or when it was removed.
    pub fn default_variable(&mut self, symbol: Symbol) -> Option<Ref<Variable>> {
        if let Some(known) = self.frames[0].named(symbol) {
            return Some(known.clone());
        }
        let (value, options) = self.default_value(symbol)?;
        let name = DEFAULT_NAMES.iter().find(|it| it.eq_ignore_ascii_case(symbol.name())).copied();
        let mut variable = Variable::new(name.unwrap_or(symbol.name()), value).with_options(options);
        if let Some(ty) = psp_ir::preference_type(symbol.name()).map(crate::named_type) {
            variable = variable.with_constraint(Arc::new(super::TypeConstraint(ty)));
        }
        let variable = Ref::new(variable);
        self.put_named(symbol, crate::FrameId::GLOBAL, variable.clone());
        Some(variable)
    }

    fn default_value(&mut self, symbol: Symbol) -> Option<(Value, u8)> {
        const FIXED: u8 = CONSTANT | ALL_SCOPE;
        const GIVEN: u8 = READ_ONLY | ALL_SCOPE;
        let names = &*NAMES;
        if symbol == names.true_ {
            return Some((Value::TRUE, FIXED));
        }
        if symbol == names.false_ {
            return Some((Value::FALSE, FIXED));
        }
        if symbol == names.null {
            return Some((Value::NULL, 0));
        }
        if symbol == names.question {
            return Some((Value::TRUE, GIVEN));
        }
        if symbol == names.error {
            return Some((Value::object(self.errors.clone()), CONSTANT));
        }
        let plain = |value: Value| Some((value, 0));
        match symbol.name().to_ascii_lowercase().as_str() {
            "erroractionpreference" | "warningpreference" | "progresspreference" => plain(action(2)),
            "debugpreference" | "verbosepreference" | "informationpreference" => plain(action(0)),
            "confirmpreference" => plain(enum_value("System.Management.Automation.ConfirmImpact", "High")),
            "whatifpreference" | "psnativecommanduseerroractionpreference" => plain(Value::FALSE),
            "errorview" => plain(enum_value("System.Management.Automation.ErrorView", "ConciseView")),
            "formatenumerationlimit" => plain(Value::int(4)),
            "maximumhistorycount" => plain(Value::int(4096)),
            "nestedpromptlevel" => plain(Value::int(0)),
            "home" => Some((self.home().into(), GIVEN)),
            "pid" => Some((Value::int(self.engine.system.process_id() as i32), FIXED)),
            "pshome" => Some((self.ps_home().into(), FIXED)),
            "profile" => plain((self.home() + "/.config/powershell/Microsoft.PowerShell_profile.ps1").into()),
            "psculture" | "psuiculture" => Some((self.culture.name.into(), GIVEN)),
            "psedition" => Some(("Core".into(), FIXED)),
            "shellid" => Some(("Microsoft.PowerShell".into(), FIXED)),
            "iscoreclr" => Some((Value::TRUE, GIVEN)),
            "islinux" => Some((Value::bool(cfg!(target_os = "linux")), GIVEN)),
            "ismacos" => Some((Value::bool(cfg!(target_os = "macos")), GIVEN)),
            "iswindows" => Some((Value::bool(cfg!(windows)), GIVEN)),
            "psversiontable" => Some((self.version_table(), FIXED)),
            "psnativecommandargumentpassing" => {
                plain(enum_value("System.Management.Automation.NativeArgumentPassingStyle", "Standard"))
            }
            "psdefaultparametervalues" => plain(Object::hashtable(Table::default()).into()),
            "psemailserver" => plain("".into()),
            "pssessionapplicationname" => plain("wsman".into()),
            "pssessionconfigurationname" => {
                plain("http://schemas.microsoft.com/powershell/Microsoft.PowerShell".into())
            }
            "enabledexperimentalfeatures" => plain(Value::array(Vec::new())),
            "outputencoding" => plain(self.static_member("System.Text.Encoding", "Default")),
            "psstyle" => {
                let plain = self.engine.system.variable("NO_COLOR").is_some_and(|it| !it.is_empty());
                Some((crate::types::style(plain), CONSTANT))
            }
            "host" => Some((crate::types::host(), FIXED)),
            "executioncontext" => Some((crate::types::execution_context(), FIXED)),
            "lastexitcode" | "stacktrace" | "^" | "$" => None,
            _ => None,
        }
    }

    /// The home directory.
    pub fn home(&self) -> String {
        let home = self.engine.system.variable("HOME");
        home.or_else(|| self.engine.system.home_directory().map(|it| it.display().to_string()))
            .unwrap_or_default()
    }

    /// `$PSHOME`: the directory of the running program.
    pub fn ps_home(&self) -> String {
        let executable = self.engine.system.executable();
        executable.parent().map(|it| it.display().to_string()).unwrap_or_default()
    }

    fn static_member(&mut self, ty: &str, member: &str) -> Value {
        let Some(ty) = types::find(ty) else { return Value::NULL };
        psp_value::member::get_static(self, ty, &Str::new(member)).unwrap_or_default()
    }

    fn version_table(&mut self) -> Value {
        let system = self.engine.system.platform();
        let mut version = |text: &str, ty: &str| {
            let ty = types::find(ty).unwrap_or(well_known::STRING.ty());
            psp_value::convert::convert(self, &text.into(), ty).unwrap_or_else(|_| text.into())
        };
        let semantic = version(PS_VERSION, "System.Management.Automation.SemanticVersion");
        let compatible = ["1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0"];
        let compatible: Vec<_> = compatible.iter().map(|it| version(it, "System.Version")).collect();
        let (remoting, serialization) =
            (version("2.4", "System.Version"), version("1.1.0.1", "System.Version"));
        let wsman = version("3.0", "System.Version");
        let mut table = Table::new(KeyComparer::IgnoreCase);
        table.insert("PSVersion".into(), semantic);
        table.insert("PSEdition".into(), "Core".into());
        table.insert("GitCommitId".into(), PS_VERSION.into());
        table.insert("OS".into(), system.distribution.as_str().into());
        table.insert("Platform".into(), "Unix".into());
        table.insert("PSCompatibleVersions".into(), Value::array(compatible));
        table.insert("PSRemotingProtocolVersion".into(), remoting);
        table.insert("SerializationVersion".into(), serialization);
        table.insert("WSManStackVersion".into(), wsman);
        table.insert("PspVersion".into(), env!("CARGO_PKG_VERSION").into());
        Object::hashtable(table).into()
    }
}

/// An `ActionPreference`.
pub fn action(number: i64) -> Value {
    Value::enumeration(well_known::ACTION_PREFERENCE.ty(), number)
}

/// A value of an enum type by name; its text when the type is not there.
pub fn enum_value(ty: &str, name: &str) -> Value {
    let Some(ty) = types::find(ty) else { return name.into() };
    let number = enums::info(ty).values.iter().find(|(it, _)| &**it == name).map(|it| it.1);
    number.map_or_else(|| name.into(), |it| Value::enumeration(ty, it))
}

/// A `[pscustomobject]` of names and values, with type names before its own.
pub fn record(type_name: &str, properties: Vec<(&str, Value)>) -> Value {
    let mut fields = Fields::default();
    for (name, value) in properties {
        fields.set(&Str::new(name), value);
    }
    let object = Object::custom(fields);
    object.with_extra(|it| it.type_names.push(type_name.into()));
    object.into()
}
