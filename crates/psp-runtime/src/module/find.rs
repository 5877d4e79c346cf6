//! Where modules are found: `$env:PSModulePath`, folders with versions, files by path.

use super::{Manifest, ModuleKind, Version, manifest::Wanted};
use crate::session::Session;
use psp_ir::Mode;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

/// The kinds of files that are modules, in the order in which they are looked for.
const EXTENSIONS: [&str; 3] = ["psd1", "psm1", "ps1"];

/// What module files were found to hold, by path, and when they were changed.
pub(super) type Found = HashMap<PathBuf, (SystemTime, Arc<Available>)>;

/// A module that could be loaded.
pub struct Available {
    /// Its name.
    pub name: String,
    /// Its file.
    pub path: String,
    /// Its version.
    pub version: Version,
    /// What its manifest says, when it has one.
    pub manifest: Option<Manifest>,
    /// The functions that it seems to export.
    pub functions: Vec<String>,
    /// The aliases that it seems to export.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: ModuleKind,
}

impl Session {
    /// The directories of `$env:PSModulePath`.
    pub(super) fn module_directories(&self) -> Vec<PathBuf> {
        let path =
            self.engine().system.variable("PSModulePath").unwrap_or_else(|| self.default_module_path());
        let separator = if cfg!(windows) { ';' } else { ':' };
        path.split(separator).filter(|it| !it.is_empty()).map(PathBuf::from).collect()
    }

    /// What `$env:PSModulePath` is when nobody set it.
    pub fn default_module_path(&self) -> String {
        let (home, shell) = (self.home(), self.ps_home());
        format!("{home}/.local/share/powershell/Modules:/usr/local/share/powershell/Modules:{shell}/Modules")
    }

    /// The files of modules whose names fit, by directory, newest version first.
    pub(super) fn module_files(&self, fits: &dyn Fn(&str) -> bool) -> Vec<(Option<Version>, PathBuf)> {
        let mut found = Vec::new();
        for directory in self.module_directories() {
            let mut names = self.names_in(&directory);
            names.retain(|it| fits(it));
            for name in names {
                found.extend(self.files_of_folder(&directory.join(&name), &name));
            }
        }
        found
    }

    fn names_in(&self, directory: &Path) -> Vec<String> {
        let entries = self.engine().system.read_dir(directory).unwrap_or_default();
        let mut names: Vec<String> =
            entries.into_iter().map(|it| it.name.to_string_lossy().into_owned()).collect();
        names.sort_by_key(|it| it.to_lowercase());
        names
    }

    /// The module files of a folder of this name: those of its versions, newest first, then its own.
    pub(super) fn files_of_folder(&self, folder: &Path, name: &str) -> Vec<(Option<Version>, PathBuf)> {
        let names = self.names_in(folder);
        let versions =
            names.iter().filter(|it| it.contains('.')).filter_map(|it| Some((Version::read(it)?, it)));
        let mut versions: Vec<_> = versions.collect();
        versions.sort_by_key(|it| std::cmp::Reverse(it.0));
        let mut found = Vec::new();
        for (version, inner) in versions {
            let inner = folder.join(inner);
            found.extend(file_named(&inner, name, &self.names_in(&inner)).map(|it| (Some(version), it)));
        }
        found.extend(file_named(folder, name, &names).map(|it| (None, it)));
        found
    }

    /// The module files of a directory that a worker is given: its own, or those of the folders and files in it.
    pub(super) fn modules_in(&self, path: &str) -> Vec<String> {
        let directory = self.absolute(path);
        let name = file_name(&directory);
        let text = |it: &(Option<Version>, PathBuf)| it.1.display().to_string();
        if let Some(own) = self.files_of_folder(&directory, &name).first() {
            return vec![text(own)];
        }
        let names = self.names_in(&directory);
        let mut found: Vec<String> = Vec::new();
        for name in &names {
            found.extend(self.files_of_folder(&directory.join(name), name).first().map(text));
        }
        for extension in ["psd1", "psm1"] {
            for name in &names {
                let known =
                    |stem: &str| found.iter().any(|it| stem_of(Path::new(it)).eq_ignore_ascii_case(stem));
                if let Some((stem, ending)) = name.rsplit_once('.')
                    && ending.eq_ignore_ascii_case(extension)
                    && !known(stem)
                {
                    found.push(directory.join(name).display().to_string());
                }
            }
        }
        found
    }

    /// The module file that a path means: a file, a file without its extension, a directory.
    pub(super) fn file_at(&self, path: &Path) -> Option<PathBuf> {
        let system = self.engine().system.clone();
        if system.is_file(path) {
            return Some(path.to_owned());
        }
        let name = file_name(path);
        let own = EXTENSIONS.iter().map(|it| path.with_file_name(format!("{name}.{it}")));
        let own = own.into_iter().find(|it| system.is_file(it));
        own.or_else(|| self.files_of_folder(path, &name).into_iter().next().map(|it| it.1))
    }

    /// What a module file holds, without loading it; `None` when it cannot be read.
    pub(super) fn inspect(&mut self, version: Option<Version>, path: &Path) -> Option<Arc<Available>> {
        let changed = self.engine().system.metadata(path).ok()?.modified;
        if let Some((at, known)) = self.modules.found.get(path)
            && *at == changed
        {
            return Some(known.clone());
        }
        let made = Arc::new(self.inspect_anew(version, path)?);
        self.modules.found.insert(path.to_owned(), (changed, made.clone()));
        Some(made)
    }

    /// The module that a manifest describes, which is not loaded.
    pub fn described_module(&mut self, path: &Path, manifest: Manifest) -> Arc<super::Module> {
        self.described(path, manifest).module()
    }

    fn inspect_anew(&mut self, version: Option<Version>, path: &Path) -> Option<Available> {
        let text = path.display().to_string();
        if has_extension(path, "psd1") {
            let manifest = Manifest::read(self, &text).ok()?;
            return Some(self.described(path, manifest));
        }
        let functions = self.functions_of_script(&text);
        Some(Available {
            name: stem_of(path),
            path: text,
            version: version.unwrap_or_default(),
            manifest: None,
            functions,
            aliases: Vec::new(),
            kind: ModuleKind::Script,
        })
    }

    fn described(&mut self, path: &Path, manifest: Manifest) -> Available {
        let root = manifest.root.text().into_owned();
        let listed = manifest.functions.clone().unwrap_or_else(|| vec!["*".to_owned()]);
        let functions = if listed.iter().any(|it| psp_clr::wildcard::contains_wildcards(it)) {
            let root = path.with_file_name(&root).display().to_string();
            let patterns = super::export::Names::new(&listed);
            let mut functions = self.functions_of_script(&root);
            functions.retain(|it| patterns.fit(it));
            functions
        } else {
            listed
        };
        Available {
            name: stem_of(path),
            path: path.display().to_string(),
            version: manifest.version.unwrap_or_default(),
            functions,
            aliases: manifest.aliases.clone().unwrap_or_default(),
            kind: if root.is_empty() { ModuleKind::Manifest } else { ModuleKind::Script },
            manifest: Some(manifest),
        }
    }

    /// The functions that a script defines at its top.
    fn functions_of_script(&mut self, path: &str) -> Vec<String> {
        if !self.engine().system.is_file(Path::new(path)) || !has_extension(Path::new(path), "psm1") {
            return Vec::new();
        }
        let Ok(code) = self.compile_file(path) else { return Vec::new() };
        code.body(Mode::ByName).functions.iter().map(|it| it.name.to_string()).collect()
    }

    /// Modules that could be loaded, whose names fit.
    pub fn available_modules(&mut self, fits: &dyn Fn(&str) -> bool) -> Vec<Arc<Available>> {
        let files = self.module_files(fits);
        files.into_iter().filter_map(|(version, path)| self.inspect(version, &path)).collect()
    }

    /// The file of the newest module that fits.
    pub(super) fn find_module(&mut self, wanted: &Wanted) -> Option<PathBuf> {
        let files = self.module_files(&|it| it.eq_ignore_ascii_case(&wanted.name));
        if wanted.minimum.is_none() && wanted.maximum.is_none() && wanted.exact.is_none() {
            return files.into_iter().next().map(|it| it.1);
        }
        for (version, path) in files {
            if self.inspect(version, &path).is_some_and(|it| wanted.allows(it.version)) {
                return Some(path);
            }
        }
        None
    }
}

impl Wanted {
    /// The version is one of those that are wanted.
    pub fn allows(&self, version: Version) -> bool {
        self.minimum.is_none_or(|it| version >= it)
            && self.maximum.is_none_or(|it| version <= it)
            && self.exact.is_none_or(|it| version == it)
    }

    /// The version that messages name.
    pub fn version_text(&self) -> Option<String> {
        self.exact.or(self.minimum).or(self.maximum).map(|it| it.to_string())
    }
}

fn file_named(folder: &Path, name: &str, names: &[String]) -> Option<PathBuf> {
    EXTENSIONS[..2].iter().find_map(|extension| {
        let wanted = format!("{name}.{extension}");
        names.iter().find(|it| it.eq_ignore_ascii_case(&wanted)).map(|it| folder.join(it))
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A file's name without directory and extension.
pub(super) fn stem_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The file has this extension.
pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case(extension))
}
