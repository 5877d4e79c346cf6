//! `System.Environment`, `System.OperatingSystem` and `System.Runtime.InteropServices.RuntimeInformation`.

use crate::{
    declare::NullStr,
    support::files,
    system::{
        enums::{Architecture, EnvironmentVariableTarget, PlatformID, SpecialFolder},
        threading::thread::current_id,
        version::Version,
    },
};
use psp_derive::ps_type;
use psp_value::{Context, Native, Object, Result, Table, Value, object::KeyComparer};

/// The machine and the process.
pub(crate) struct Environment;

#[ps_type("System.Environment", kind = Static)]
impl Environment {
    /// `\n`
    #[ps(get)]
    fn new_line() -> &'static str {
        "\n"
    }

    /// The program's path and arguments in one text.
    #[ps(get)]
    fn command_line(context: &mut dyn Context) -> String {
        Self::get_command_line_args(context).join(" ")
    }

    /// The directory that relative paths of .NET's methods start from.
    #[ps(get)]
    fn current_directory(context: &mut dyn Context) -> String {
        files::current_directory(context)
    }
    #[ps(set)]
    fn set_current_directory(context: &mut dyn Context, value: &str) -> Result<()> {
        files::set_current_directory(context, value)
    }

    /// The number of the current thread.
    #[ps(get)]
    fn current_managed_thread_id() -> i32 {
        current_id()
    }

    /// 64 bits.
    #[ps("Is64BitOperatingSystem", get)]
    fn is_64_bit_system() -> bool {
        true
    }
    #[ps("Is64BitProcess", get)]
    fn is_64_bit_process() -> bool {
        cfg!(target_pointer_width = "64")
    }

    /// The user may do everything.
    #[ps(get)]
    fn is_privileged_process(context: &mut dyn Context) -> bool {
        context.system().user_id() == 0
    }

    /// The machine's name.
    #[ps(get)]
    fn machine_name(context: &mut dyn Context) -> String {
        context.system().host_name().split('.').next().unwrap_or_default().to_owned()
    }

    /// The operating system.
    #[ps("OSVersion", get)]
    fn os_version(context: &mut dyn Context) -> OperatingSystem {
        OperatingSystem(release(context))
    }

    /// The number of the process.
    #[ps(get)]
    fn process_id(context: &mut dyn Context) -> i32 {
        context.system().process_id() as i32
    }

    /// The program's file.
    #[ps(get)]
    fn process_path(context: &mut dyn Context) -> String {
        files::text(&context.system().executable())
    }

    /// How many threads can run at once.
    #[ps(get)]
    fn processor_count(context: &mut dyn Context) -> i32 {
        context.system().processors() as i32
    }

    /// The directory of the operating system: none here.
    #[ps(get)]
    fn system_directory() -> &'static str {
        ""
    }

    /// How many bytes a page has.
    #[ps(get)]
    fn system_page_size() -> i32 {
        4096
    }

    /// Milliseconds since the machine was started.
    #[ps(get)]
    fn tick_count(context: &mut dyn Context) -> i32 {
        context.system().uptime().as_millis() as i32
    }
    #[ps("TickCount64", get)]
    fn tick_count64(context: &mut dyn Context) -> i64 {
        context.system().uptime().as_millis() as i64
    }

    /// The user's name.
    #[ps(get)]
    fn user_name(context: &mut dyn Context) -> String {
        context.system().user_name()
    }

    /// The machine's name.
    #[ps(get)]
    fn user_domain_name(context: &mut dyn Context) -> String {
        Self::machine_name(context)
    }

    /// Somebody can be asked.
    #[ps(get)]
    fn user_interactive() -> bool {
        true
    }

    /// The version of .NET that psp behaves like.
    #[ps(get)]
    fn version() -> Version {
        Version { major: 10, minor: 0, build: 0, revision: -1 }
    }

    /// The code the process will end with.
    #[ps(get)]
    fn exit_code() -> i32 {
        0
    }
    #[ps(set)]
    fn set_exit_code(value: i32) {
        let _ = value;
    }

    /// The process is about to end.
    #[ps(get)]
    fn has_shutdown_started() -> bool {
        false
    }

    /// Ends the process.
    #[ps]
    fn exit(exit_code: i32) -> Result<()> {
        Err(psp_value::Interrupt::from(psp_value::Reason::Exit(exit_code)))
    }

    /// The text with `%NAME%` replaced by variables.
    #[ps]
    fn expand_environment_variables(context: &mut dyn Context, name: &str) -> String {
        let system = context.system();
        psp_clr::environment::expand(name, |it| system.variable(it))
    }

    /// The program's path and arguments.
    #[ps]
    fn get_command_line_args(context: &mut dyn Context) -> Vec<String> {
        context.system().arguments().iter().map(|it| it.to_string_lossy().into_owned()).collect()
    }

    /// The value of a variable, null when there is none.
    #[ps]
    fn get_environment_variable(
        context: &mut dyn Context,
        variable: &str,
        target: Option<EnvironmentVariableTarget>,
    ) -> Option<String> {
        if target.is_some_and(|it| it.0 != 0) {
            return None;
        }
        context.system().variable(variable)
    }

    /// All variables.
    #[ps]
    fn get_environment_variables(
        context: &mut dyn Context,
        target: Option<EnvironmentVariableTarget>,
    ) -> Value {
        let mut table = Table::new(KeyComparer::Exact);
        if target.is_none_or(|it| it.0 == 0) {
            let all = context.system().variables();
            table.extend(all.into_iter().map(|(name, value)| (Value::from(name), Value::from(value))));
        }
        Object::hashtable(table).into()
    }

    /// Writes a variable; removes it when the value is empty.
    #[ps]
    fn set_environment_variable(
        context: &mut dyn Context,
        variable: &str,
        value: NullStr,
        target: Option<EnvironmentVariableTarget>,
    ) {
        if target.is_none_or(|it| it.0 == 0) {
            let value = value.0.filter(|it| !it.is_empty());
            context.system().set_variable(variable, value.as_ref().map(|it| it.text()).as_deref());
        }
    }

    /// The path of a directory with a purpose.
    #[ps]
    fn get_folder_path(context: &mut dyn Context, folder: SpecialFolder) -> String {
        let home = context.system().home_directory().map(|it| files::text(&it)).unwrap_or_default();
        let below = |name: &str| if home.is_empty() { String::new() } else { format!("{home}/{name}") };
        let or = |name: &str, other: &str| context.system().variable(name).unwrap_or_else(|| below(other));
        match folder.0 {
            5 => below("Documents"),
            40 => home,
            0 | 16 => below("Desktop"),
            13 => below("Music"),
            14 => below("Videos"),
            39 => below("Pictures"),
            26 => or("XDG_CONFIG_HOME", ".config"),
            28 => or("XDG_DATA_HOME", ".local/share"),
            35 => "/usr/share".to_owned(),
            21 => below("Templates"),
            _ => String::new(),
        }
    }

    /// The drives.
    #[ps]
    fn get_logical_drives() -> Vec<&'static str> {
        vec!["/"]
    }
}

/// The numbers of the kernel's release.
fn release(context: &dyn Context) -> Version {
    let text = context.system().platform().release;
    let mut numbers = text.split(['.', '-', '+']).map_while(|it| it.parse::<i32>().ok());
    let mut next = || numbers.next().unwrap_or(0);
    Version { major: next(), minor: next(), build: next(), revision: next() }
}

/// The operating system.
pub(crate) struct OperatingSystem(Version);

impl Native for OperatingSystem {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(format!("Unix {}", self.0.written())))
    }
}

#[ps_type("System.OperatingSystem")]
impl OperatingSystem {
    /// The kind.
    #[ps(get)]
    fn platform(&self) -> PlatformID {
        PlatformID(4)
    }

    /// The version.
    #[ps(get)]
    fn version(&self) -> Version {
        self.0
    }

    /// Kind and version.
    #[ps(get)]
    fn version_string(&self) -> String {
        format!("Unix {}", self.0.written())
    }

    /// Updates: none here.
    #[ps(get)]
    fn service_pack(&self) -> &'static str {
        ""
    }

    /// Which one it is.
    #[ps]
    fn is_linux(context: &mut dyn Context) -> bool {
        context.system().platform().system == "Linux"
    }
    #[ps("IsMacOS")]
    fn is_mac_os(context: &mut dyn Context) -> bool {
        context.system().platform().system == "Darwin"
    }
    #[ps]
    fn is_windows() -> bool {
        cfg!(windows)
    }

    /// Kind and version.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.version_string()
    }
}

/// What the program runs on.
pub(crate) struct RuntimeInformation;

fn architecture(context: &dyn Context) -> Architecture {
    Architecture(match context.system().platform().processor.as_str() {
        "aarch64" | "arm64" => 3,
        "arm" | "armv7l" => 2,
        "i686" | "i386" => 0,
        _ => 1,
    })
}

#[ps_type("System.Runtime.InteropServices.RuntimeInformation", kind = Static)]
impl RuntimeInformation {
    /// The framework that psp behaves like.
    #[ps(get)]
    fn framework_description() -> &'static str {
        ".NET 10.0.0"
    }

    /// The operating system.
    #[ps("OSDescription", get)]
    fn os_description(context: &mut dyn Context) -> String {
        let platform = context.system().platform();
        if platform.distribution.is_empty() {
            format!("{} {} {}", platform.system, platform.release, platform.version)
        } else {
            platform.distribution
        }
    }

    /// The processor.
    #[ps("OSArchitecture", get)]
    fn os_architecture(context: &mut dyn Context) -> Architecture {
        architecture(context)
    }
    #[ps(get)]
    fn process_architecture(context: &mut dyn Context) -> Architecture {
        architecture(context)
    }

    /// The short name of system and processor.
    #[ps(get)]
    fn runtime_identifier(context: &mut dyn Context) -> &'static str {
        if architecture(context).0 == 3 { "linux-arm64" } else { "linux-x64" }
    }

    /// The operating system is this one.
    #[ps("IsOSPlatform")]
    fn is_os_platform(context: &mut dyn Context, os_platform: &OsPlatform) -> bool {
        let own = context.system().platform().system;
        let own = if own == "Darwin" { "OSX" } else { &own };
        os_platform.0.eq_ignore_ascii_case(own)
    }
}

/// The name of an operating system.
pub(crate) struct OsPlatform(String);

impl Native for OsPlatform {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.0.clone()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0.eq_ignore_ascii_case(&self.0))
    }
}

#[ps_type("System.Runtime.InteropServices.OSPlatform", kind = Struct)]
impl OsPlatform {
    /// Linux.
    #[ps(get)]
    fn linux() -> Self {
        Self("LINUX".to_owned())
    }

    /// Windows.
    #[ps(get)]
    fn windows() -> Self {
        Self("WINDOWS".to_owned())
    }

    /// macOS.
    #[ps("OSX", get)]
    fn osx() -> Self {
        Self("OSX".to_owned())
    }

    /// Another one.
    #[ps]
    fn create(os_platform: &str) -> Self {
        Self(os_platform.to_owned())
    }

    /// The name.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.0.clone()
    }
}
