//! `Add-Type`: psp has no compiler for C# and no assemblies; the framework's own are there already.

use crate::fault;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Result, Value};

/// Takes the names of the framework's own assemblies, whose types are there anyway. Compiling C# and loading other assemblies are not supported.
///
/// ```powershell
/// Add-Type -AssemblyName System.Web
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Add-Type", default_set = "FromSource", output = "System.Type")]
pub(super) struct AddType {
    /// Not supported: C# source.
    #[param(set = "FromSource", position = 0, mandatory)]
    type_definition: Option<String>,
    /// Not supported: the class of a member.
    #[param(set = "FromMember", position = 0, mandatory)]
    name: Option<String>,
    /// Not supported: C# source of members.
    #[param(set = "FromMember", position = 1, mandatory)]
    member_definition: Vec<String>,
    /// Not supported: the namespace of a member's class.
    #[param(set = "FromMember", alias = "NS", allow_null)]
    namespace: Option<String>,
    /// Not supported: namespaces that C# source uses.
    #[param(set = "FromMember", alias = "Using", validate_not_null)]
    using_namespace: Vec<String>,
    /// Not supported: assemblies and source files.
    #[param(set = "FromPath", position = 0, mandatory)]
    path: Vec<String>,
    /// Not supported: assemblies and source files.
    #[param(set = "FromLiteralPath", mandatory, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Names of assemblies of the framework.
    #[param(set = "FromAssemblyName", mandatory, alias = "AN")]
    assembly_name: Vec<String>,
    /// Not supported: the language of the source.
    #[param(set = "FromMember", ty = "Microsoft.PowerShell.Commands.Language")]
    #[param(set = "FromSource")]
    language: Value,
    /// Not supported: assemblies that the source needs.
    #[param(set = "FromLiteralPath", alias = "RA")]
    #[param(set = "FromMember")]
    #[param(set = "FromPath")]
    #[param(set = "FromSource")]
    referenced_assemblies: Vec<String>,
    /// Not supported: the assembly to write.
    #[param(set = "FromLiteralPath", alias = "OA")]
    #[param(set = "FromMember")]
    #[param(set = "FromPath")]
    #[param(set = "FromSource")]
    output_assembly: Option<String>,
    /// Not supported: the kind of assembly to write.
    #[param(set = "FromLiteralPath", alias = "OT", ty = "Microsoft.PowerShell.Commands.OutputAssemblyType")]
    #[param(set = "FromMember")]
    #[param(set = "FromPath")]
    #[param(set = "FromSource")]
    output_type: Value,
    /// Gives the types; there are none.
    #[param]
    pass_thru: Switch,
    /// Not supported.
    #[param(set = "FromLiteralPath")]
    #[param(set = "FromMember")]
    #[param(set = "FromPath")]
    #[param(set = "FromSource")]
    ignore_warnings: Switch,
    /// Not supported.
    #[param(set = "FromLiteralPath", validate_not_null_or_empty)]
    #[param(set = "FromMember")]
    #[param(set = "FromPath")]
    #[param(set = "FromSource")]
    compiler_options: Vec<String>,
}

/// The first words of names of assemblies that belong to the framework or to PowerShell.
const KNOWN: &[&str] = &[
    "system",
    "mscorlib",
    "netstandard",
    "microsoft.csharp",
    "microsoft.visualbasic",
    "microsoft.win32",
    "microsoft.powershell",
    "presentationcore",
    "presentationframework",
    "windowsbase",
    "newtonsoft.json",
];

impl Cmdlet for AddType {
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(shell, &["OutputAssembly", "OutputType", "CompilerOptions", "ReferencedAssemblies"])?;
        if self.type_definition.is_some() || !self.member_definition.is_empty() {
            let what = "compiling C# with Add-Type; write a PowerShell class or functions instead";
            return Err(Fault::not_supported(what).into());
        }
        if !self.path.is_empty() || !self.literal_path.is_empty() {
            return Err(Fault::not_supported("loading .NET assemblies with Add-Type -Path").into());
        }
        for name in std::mem::take(&mut self.assembly_name) {
            let plain = name.split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
            let is_known = KNOWN
                .iter()
                .any(|it| plain == *it || plain.strip_prefix(it).is_some_and(|rest| rest.starts_with('.')));
            if !is_known {
                let message = format!("Cannot add type. The assembly '{name}' could not be found.");
                let fault = Fault::new("System.Exception", message)
                    .id("ASSEMBLY_NOT_FOUND")
                    .category(ErrorCategory::InvalidData)
                    .target(name.as_str());
                return Err(fault.into());
            }
        }
        Ok(())
    }
}
