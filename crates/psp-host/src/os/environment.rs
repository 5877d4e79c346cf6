//! The environment map, read from the process when first asked for.

use super::OsSystem;
use crate::Environment;
use parking_lot::RwLock;
use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    path::PathBuf,
    sync::OnceLock,
};

/// The variables given to children.
#[derive(Default)]
pub(super) struct Variables(OnceLock<RwLock<BTreeMap<OsString, OsString>>>);

impl Variables {
    /// The map.
    pub(super) fn map(&self) -> &RwLock<BTreeMap<OsString, OsString>> {
        self.0.get_or_init(|| RwLock::new(std::env::vars_os().collect()))
    }

    /// The value of a variable as it was given, which may be no UTF-8.
    pub(super) fn raw(&self, name: &str) -> Option<OsString> {
        self.map().read().get(OsStr::new(name)).cloned()
    }
}

impl Environment for OsSystem {
    fn variable(&self, name: &str) -> Option<String> {
        self.variables.raw(name).map(lossy)
    }

    fn set_variable(&self, name: &str, value: Option<&str>) {
        let mut map = self.variables.map().write();
        match value {
            Some(value) => map.insert(name.into(), value.into()),
            None => map.remove(OsStr::new(name)),
        };
    }

    fn variables(&self) -> Vec<(String, String)> {
        let map = self.variables.map().read();
        map.iter().map(|(name, value)| (lossy(name.clone()), lossy(value.clone()))).collect()
    }

    fn start_directory(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| "/".into())
    }

    fn arguments(&self) -> Vec<OsString> {
        std::env::args_os().collect()
    }

    fn executable(&self) -> PathBuf {
        std::env::current_exe().unwrap_or_default()
    }
}

fn lossy(text: OsString) -> String {
    text.into_string().unwrap_or_else(|it| it.to_string_lossy().into_owned())
}
