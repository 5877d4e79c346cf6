//! [`ProviderKind`]: the five providers by name.

use crate::{Provider, file_system::FileSystem, flat};

/// A provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in PowerShell")]
pub enum ProviderKind {
    FileSystem,
    Environment,
    Variable,
    Function,
    Alias,
}

impl ProviderKind {
    /// In the order of `Get-PSProvider`.
    pub const ALL: [Self; 5] =
        [Self::Alias, Self::Environment, Self::FileSystem, Self::Function, Self::Variable];

    /// `FileSystem`
    pub fn name(self) -> &'static str {
        match self {
            Self::FileSystem => "FileSystem",
            Self::Environment => "Environment",
            Self::Variable => "Variable",
            Self::Function => "Function",
            Self::Alias => "Alias",
        }
    }

    /// The name with its module: `Microsoft.PowerShell.Core\FileSystem`.
    pub fn qualified_name(self) -> String {
        format!("Microsoft.PowerShell.Core\\{}", self.name())
    }

    /// The name of the provider's own drive.
    pub fn drive_name(self) -> &'static str {
        match self {
            Self::FileSystem => "/",
            Self::Environment => "Env",
            other => other.name(),
        }
    }

    /// The provider of a name, also with its module; case does not matter.
    pub fn by_name(name: &str) -> Option<Self> {
        let plain = match name.rsplit_once('\\') {
            Some((module, plain)) if module.eq_ignore_ascii_case("Microsoft.PowerShell.Core") => plain,
            Some(_) => return None,
            None => name,
        };
        Self::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(plain))
    }

    /// What the provider can do.
    pub fn provider(self) -> &'static dyn Provider {
        match self {
            Self::FileSystem => &FileSystem,
            Self::Environment => &flat::Flat(flat::environment::Environment),
            Self::Variable => &flat::Flat(flat::variable::Variables),
            Self::Function => &flat::Flat(flat::function::Functions),
            Self::Alias => &flat::Flat(flat::alias::Aliases),
        }
    }
}
