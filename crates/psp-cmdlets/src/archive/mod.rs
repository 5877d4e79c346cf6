//! `Microsoft.PowerShell.Archive`

mod compress;
mod expand;
mod zip;

use psp_runtime::BuiltinModule;
use psp_value::{ErrorCategory, Fault};

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Archive",
    cmdlets: &[compress::CompressArchive::DEF, expand::ExpandArchive::DEF],
};

/// The error of a name that does not end in `.zip`.
fn not_a_zip(path: &str) -> Fault {
    let extension =
        path.rsplit('/').next().and_then(|it| it.rfind('.').map(|at| &it[at..])).unwrap_or_default();
    let message = format!(
        "{extension} is not a supported archive file format. .zip is the only supported archive file format."
    );
    Fault::new("System.IO.IOException", message)
        .id("NotSupportedArchiveFileExtension")
        .category(ErrorCategory::InvalidArgument)
        .target(extension)
}

/// The error of an archive that cannot be read or written.
fn broken(path: &str, reason: &str) -> Fault {
    Fault::new(
        "System.IO.InvalidDataException",
        format!("The archive file '{path}' cannot be used: {reason}."),
    )
    .id("InvalidArchive")
    .category(ErrorCategory::InvalidData)
    .target(path)
}
