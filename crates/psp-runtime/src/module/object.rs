//! `PSModuleInfo`: a module as an object.

use super::{Module, info::prefixed};
use crate::{command_info, function::Command, record::type_named, session::Session};
use psp_value::{
    Block, BlockCall, Context, ExtraMember, ExtraMemberKind, Native, Object, Result, Table, TypeCode,
    TypeKind, Value,
    object::KeyComparer,
    types::{self, MemberDef, MemberKind, ParamSpec, TypeDef, TypeInfo, TypeSpec},
    well_known,
};
use std::sync::Arc;

const TYPE: &str = "System.Management.Automation.PSModuleInfo";

/// A module as scripts see it.
pub(super) struct ModuleObject(pub Arc<Module>);

/// The object of a module.
pub fn value(module: &Arc<Module>) -> Value {
    Object::native(INFO.ty(), ModuleObject(module.clone())).into()
}

/// The module behind such an object.
pub fn module_of(value: &Value) -> Option<Arc<Module>> {
    value.downcast::<ModuleObject>().map(|it| it.0.clone())
}

const MEMBERS: [&str; 47] = [
    "LogPipelineExecutionDetails",
    "Name",
    "Path",
    "ImplementingAssembly",
    "Definition",
    "Description",
    "Guid",
    "HelpInfoUri",
    "ModuleBase",
    "PrivateData",
    "ExperimentalFeatures",
    "Tags",
    "ProjectUri",
    "IconUri",
    "LicenseUri",
    "ReleaseNotes",
    "RepositorySourceLocation",
    "Version",
    "ModuleType",
    "Author",
    "AccessMode",
    "ClrVersion",
    "CompanyName",
    "Copyright",
    "DotNetFrameworkVersion",
    "ExportedFunctions",
    "Prefix",
    "ExportedCmdlets",
    "ExportedCommands",
    "FileList",
    "CompatiblePSEditions",
    "ModuleList",
    "NestedModules",
    "PowerShellHostName",
    "PowerShellHostVersion",
    "PowerShellVersion",
    "ProcessorArchitecture",
    "Scripts",
    "RequiredAssemblies",
    "RequiredModules",
    "RootModule",
    "ExportedVariables",
    "ExportedAliases",
    "ExportedDscResources",
    "SessionState",
    "OnRemove",
    "ExportedFormatFiles",
];

impl Native for ModuleObject {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.0.name.text().into_owned()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>().is_some_and(|it| Arc::ptr_eq(&it.0, &self.0)))
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let name = name.to_ascii_lowercase();
        let plain = self.plain(&name).or_else(|| self.manifest(&name));
        let found = match plain {
            Some(found) => found,
            None => self.computed(context, &name)?,
        };
        Some(Ok(found))
    }

    fn set_member(
        &self,
        _context: &mut dyn Context,
        _this: &Value,
        name: &str,
        to: &Value,
    ) -> Option<Result<()>> {
        self.0.parts.with(|it| {
            match name.to_ascii_lowercase().as_str() {
                "onremove" => it.on_remove = to.clone(),
                "privatedata" => it.private_data = to.clone(),
                "description" => it.description = Some(to.clone()),
                "accessmode" => it.access = access_of(to),
                _ => return None,
            }
            Some(Ok(()))
        })
    }

    fn member_names(&self) -> Vec<String> {
        MEMBERS.map(str::to_owned).into()
    }
}

fn access_of(value: &Value) -> i64 {
    match value.unboxed().view() {
        psp_value::View::Enum(_, number) => number,
        psp_value::View::Str(text) => ["ReadWrite", "ReadOnly", "Constant"]
            .iter()
            .position(|it| text.text().eq_ignore_ascii_case(it))
            .map_or(0, |it| it as i64),
        _ => 0,
    }
}

fn enumeration(ty: &str, names: &[&str], number: i64) -> Value {
    match types::find(ty).filter(|it| it.is_enum()) {
        Some(ty) => Value::enumeration(ty, number),
        None => names.get(number as usize).copied().unwrap_or_default().into(),
    }
}

impl ModuleObject {
    fn plain(&self, name: &str) -> Option<Value> {
        let module = &self.0;
        let modules = |list: &[Arc<Module>]| Value::array(list.iter().map(value).collect());
        let parts = &module.parts;
        Some(match name {
            "name" => module.name.clone().into(),
            "path" => module.path.clone().into(),
            "modulebase" => module.base.clone().into(),
            "definition" => module.definition.clone().into(),
            "prefix" => parts.with(|it| it.prefix.clone()).into(),
            "nestedmodules" => modules(&parts.with(|it| it.nested.clone())),
            "requiredmodules" => modules(&parts.with(|it| it.required.clone())),
            "onremove" => parts.with(|it| it.on_remove.clone()),
            "privatedata" => parts.with(|it| it.private_data.clone()),
            "moduletype" => {
                const NAMES: [&str; 3] = ["Script", "Binary", "Manifest"];
                enumeration("System.Management.Automation.ModuleType", &NAMES, module.kind as i64)
            }
            "accessmode" => {
                const NAMES: [&str; 3] = ["ReadWrite", "ReadOnly", "Constant"];
                let access = parts.with(|it| it.access);
                enumeration("System.Management.Automation.ModuleAccessMode", &NAMES, access)
            }
            "logpipelineexecutiondetails" => Value::FALSE,
            "experimentalfeatures"
            | "modulelist"
            | "exporteddscresources"
            | "exportedformatfiles"
            | "exportedtypefiles" => Value::array(Vec::new()),
            "implementingassembly"
            | "repositorysourcelocation"
            | "clrversion"
            | "dotnetframeworkversion"
            | "powershellhostname"
            | "powershellhostversion" => Value::NULL,
            _ => return None,
        })
    }

    /// What the manifest says.
    fn manifest(&self, name: &str) -> Option<Value> {
        let manifest = &self.0.manifest;
        let text = |it: &psp_value::Str| if it.is_empty() { Value::NULL } else { it.clone().into() };
        let texts = |it: &[psp_value::Str]| Value::strings(it.iter().cloned());
        Some(match name {
            "author" => text(&manifest.author),
            "companyname" => text(&manifest.company),
            "copyright" => text(&manifest.copyright),
            "rootmodule" => text(&manifest.root),
            "helpinfouri" => text(&manifest.help),
            "description" => match self.0.parts.with(|it| it.description.clone()) {
                Some(given) => given,
                None => text(&manifest.description),
            },
            "tags" => match manifest.gallery("Tags") {
                it if it.is_null() => Value::array(Vec::new()),
                it if it.as_elements().is_some() => it,
                it => Value::array(vec![it]),
            },
            "projecturi" => manifest.gallery("ProjectUri"),
            "iconuri" => manifest.gallery("IconUri"),
            "licenseuri" => manifest.gallery("LicenseUri"),
            "releasenotes" => manifest.gallery("ReleaseNotes"),
            "filelist" => texts(&manifest.files),
            "compatiblepseditions" => texts(&manifest.editions),
            "requiredassemblies" => texts(&manifest.assemblies),
            "scripts" => texts(&manifest.scripts),
            _ => return None,
        })
    }

    /// What takes a session to make.
    fn computed(&self, context: &mut dyn Context, name: &str) -> Option<Value> {
        let session = Session::of(context)?;
        let module = &self.0;
        Some(match name {
            "version" => module.version.value(session),
            "powershellversion" => match module.manifest.shell_version {
                Some(version) => version.value(session),
                None => Value::NULL,
            },
            "guid" => guid(session, &module.manifest.guid.text()),
            "exportedfunctions" => {
                table("System.Management.Automation.FunctionInfo", self.functions(session))
            }
            "exportedcmdlets" => table("System.Management.Automation.CmdletInfo", self.cmdlets(session)),
            "exportedaliases" => table("System.Management.Automation.AliasInfo", self.aliases()),
            "exportedvariables" => {
                let variables = module.parts.with(|it| it.variables.clone());
                let entries = variables.into_iter().map(|(symbol, cell)| {
                    (symbol.name().to_owned(), crate::types::variable::VariableObject(cell).value())
                });
                table("System.Management.Automation.PSVariable", entries.collect())
            }
            "exportedcommands" => {
                let mut all = self.functions(session);
                all.extend(self.cmdlets(session));
                all.extend(self.aliases());
                table("System.Management.Automation.CommandInfo", all)
            }
            "sessionstate" => crate::types::session_state(module.state),
            _ => return None,
        })
    }

    fn functions(&self, session: &Session) -> Vec<(String, Value)> {
        let (functions, declared, prefix) = self
            .0
            .parts
            .with(|it| (it.functions.clone(), it.declared.clone(), it.prefix.text().into_owned()));
        let loaded = functions.into_iter().map(|it| {
            let name = prefixed(&it.name.text(), &prefix);
            (name, command_info::value(session, &Command::Function(it)))
        });
        let declared = declared.iter().map(|it| (it.text().into_owned(), Value::NULL));
        loaded.chain(declared).collect()
    }

    fn cmdlets(&self, session: &Session) -> Vec<(String, Value)> {
        let names = self.0.parts.with(|it| it.cmdlets.clone());
        let found = names.iter().filter_map(|it| {
            let (def, module) = session.engine().find_cmdlet(&it.text())?;
            Some((def.name.to_owned(), command_info::value(session, &Command::Cmdlet(def, module))))
        });
        found.collect()
    }

    fn aliases(&self) -> Vec<(String, Value)> {
        let (aliases, prefix) = self.0.parts.with(|it| (it.aliases.clone(), it.prefix.text().into_owned()));
        let made = aliases.into_iter().map(|it| {
            let name = prefixed(&it.name.text(), &prefix);
            (name, crate::alias_object::AliasObject::value(it))
        });
        made.collect()
    }
}

fn guid(session: &mut Session, text: &str) -> Value {
    let text = if text.is_empty() { "00000000-0000-0000-0000-000000000000" } else { text };
    let Some(ty) = types::find("System.Guid") else { return text.into() };
    psp_value::convert::convert(session, &text.into(), ty).unwrap_or_else(|_| text.into())
}

/// A `Dictionary[string, T]`.
pub fn table(ty: &str, entries: Vec<(String, Value)>) -> Value {
    let mut made = Table::new(KeyComparer::IgnoreCase);
    for (name, value) in entries {
        made.insert(name.into(), value);
    }
    let arguments = [well_known::STRING.ty(), type_named(ty)];
    Object::table(types::instantiate(well_known::DICTIONARY.ty(), &arguments), made).into()
}

static INFO: TypeInfo =
    TypeInfo::new(TYPE, TypeKind::Class, TypeCode::Object, Some(well_known::OBJECT.ty()), &[]);

/// The methods of `PSModuleInfo`.
pub static METHODS: &[&TypeDef] = &[&TypeDef {
    name: TYPE,
    ty: || INFO.ty(),
    members: &[
        method(
            "Invoke",
            "Runs a block in the module.",
            BLOCK_AND_ARGUMENTS,
            OBJECT,
            |context, this, arguments| {
                let (Some(module), Some(block)) = (module_of(this), arguments.first()) else {
                    return Ok(Value::NULL);
                };
                let Some(session) = Session::of(context) else { return Ok(Value::NULL) };
                let bound = session.bound_to(block, module.state);
                let Some(object) = Session::block_object(&bound).cloned() else { return Ok(Value::NULL) };
                let rest = arguments.get(1).and_then(Value::as_elements).unwrap_or_default();
                session.call_block(&object, BlockCall { arguments: &rest, ..BlockCall::default() })
            },
        ),
        method(
            "NewBoundScriptBlock",
            "A block that runs in the module.",
            BLOCK,
            BLOCK_TYPE,
            |context, this, arguments| {
                let (Some(module), Some(block)) = (module_of(this), arguments.first()) else {
                    return Ok(Value::NULL);
                };
                Ok(Session::of(context).map_or(Value::NULL, |it| it.bound_to(block, module.state)))
            },
        ),
        method("AsCustomObject", "The exports as members of an object.", &[], OBJECT, |context, this, _| {
            let Some(module) = module_of(this) else { return Ok(Value::NULL) };
            Ok(Session::of(context).map_or(Value::NULL, |it| it.module_as_object(&module)))
        }),
    ],
}];

const OBJECT: TypeSpec = TypeSpec::Is(|| well_known::OBJECT.ty());
const BLOCK_TYPE: TypeSpec = TypeSpec::Is(|| well_known::SCRIPT_BLOCK.ty());
const BLOCK: &[ParamSpec] = &[parameter("scriptBlockToBind", BLOCK_TYPE, false)];
const BLOCK_AND_ARGUMENTS: &[ParamSpec] = &[
    parameter("sb", BLOCK_TYPE, false),
    parameter("args", TypeSpec::Is(|| well_known::OBJECT.ty().array_of()), true),
];

const fn parameter(name: &'static str, ty: TypeSpec, params: bool) -> ParamSpec {
    ParamSpec { name, ty, optional: false, params, by_ref: false }
}

const fn method(
    name: &'static str,
    help: &'static str,
    params: &'static [ParamSpec],
    returns: TypeSpec,
    call: types::Call,
) -> MemberDef {
    MemberDef { name, help, is_static: false, kind: MemberKind::Method { params, returns, call } }
}

impl Session {
    /// A block as it belongs to a session state.
    pub fn bound_to(&self, block: &Value, state: u32) -> Value {
        match block.as_block().and_then(|it: &Block| crate::code::block_code(it)) {
            Some(code) => self.block_value(code, state),
            None => block.clone(),
        }
    }

    /// A module's exported functions as methods, its variables as properties.
    pub fn module_as_object(&mut self, module: &Module) -> Value {
        let (functions, variables) = module.parts.with(|it| (it.functions.clone(), it.variables.clone()));
        let object = Object::custom_from(variables.iter().map(|(symbol, cell)| (symbol.name(), cell.get())));
        for function in functions {
            let block = self.function_block(&function);
            let member = ExtraMember {
                name: function.name.clone(),
                kind: ExtraMemberKind::ScriptMethod(block),
                hidden: false,
            };
            object.with_extra(|it| it.put(member));
        }
        object.into()
    }
}

impl super::Available {
    /// The module as an object's data.
    pub fn module(&self) -> Arc<Module> {
        let mut module = Module::new(&self.name, &self.path, 0);
        module.version = self.version;
        module.kind = self.kind;
        module.manifest = self.manifest.clone().unwrap_or_default();
        let names = |it: &[String]| it.iter().map(|it| it.as_str().into()).collect();
        module.parts.with(|it| {
            it.declared = names(&self.functions);
            it.private_data = module.manifest.private_data.clone();
            it.prefix = module.manifest.prefix.clone();
        });
        Arc::new(module)
    }
}
