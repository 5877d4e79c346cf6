//! `#requires`: what a script needs before it runs.

use super::{ImportOptions, Loader, Version, Wanted, errors};
use crate::session::{PS_VERSION, Session};
use psp_ir::Block as Code;
use psp_value::{ErrorCategory, Fault, Result};
use std::sync::Arc;

impl Session {
    /// Checks what a script requires, loading the modules among it, and imports what it says with `using module`.
    ///
    /// # Errors
    /// A requirement that is not met; errors of modules.
    #[inline]
    pub fn prepare_script(&mut self, code: &Arc<Code>) -> Result<()> {
        if !code.facts.requires.is_empty() {
            self.check_requirements(code)?;
        }
        self.import_used(code)
    }

    fn check_requirements(&mut self, code: &Arc<Code>) -> Result<()> {
        let script = code.file.path().map(|it| it.rsplit('/').next().unwrap_or_default().to_owned());
        let script = script.unwrap_or_default();
        let mut missing = Vec::new();
        for text in &code.facts.requires {
            for (name, value) in parameters(text) {
                match name.to_ascii_lowercase().as_str() {
                    "version" => check_version(&script, value)?,
                    "psedition" => check_edition(&script, value)?,
                    "modules" => missing.extend(self.missing_modules(value)?),
                    _ => {}
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let list = missing.join(", ");
        let message = format!(
            "The script '{script}' cannot be run because the following modules that are specified by the \"#requires\" statements of the script are missing: {list}."
        );
        Err(refused("ScriptRequiresMissingModules", message, &script).into())
    }

    /// Loads the modules of a list; gives what is to be said of those that are not there.
    fn missing_modules(&mut self, list: &str) -> Result<Vec<String>> {
        let options = ImportOptions { global: true, ..ImportOptions::default() };
        let mut missing = Vec::new();
        for item in items(list) {
            let wanted = if item.starts_with("@{") {
                let code = self.compile_text(item)?;
                let evaluator = self.engine().evaluator;
                let table = evaluator.evaluate(self, &code)?;
                Wanted::read(self, &table)?
            } else {
                Wanted { name: item.trim_matches(['\'', '"']).to_owned(), ..Wanted::default() }
            };
            let mut loader = Loader::new(self, None, &options);
            match loader.obtain(&wanted, None) {
                Ok(module) => loader.bring_in(&module, 0)?,
                Err(error) if error.raised().is_some_and(errors::is_not_found) => {
                    missing.push(format!("The module '{}' cannot be found.", wanted.name));
                }
                Err(other) => return Err(other),
            }
        }
        Ok(missing)
    }
}

fn check_version(script: &str, wanted: &str) -> Result<()> {
    let here = Version::read(PS_VERSION).unwrap_or_default();
    match Version::read(wanted) {
        Some(version) if version > here => {
            let message = format!(
                "The script '{script}' cannot be run because it contained a \"#requires\" statement for PowerShell {version}. The version of PowerShell that is required by the script does not match the currently running version of PowerShell {PS_VERSION}."
            );
            Err(refused("ScriptRequiresUnmatchedPSVersion", message, script).into())
        }
        _ => Ok(()),
    }
}

fn check_edition(script: &str, wanted: &str) -> Result<()> {
    if wanted.trim_matches(['\'', '"']).eq_ignore_ascii_case("Core") {
        return Ok(());
    }
    let message = format!(
        "The script '{script}' cannot be run because it contained a \"#requires\" statement for PowerShell editions '{wanted}'. The edition of PowerShell that is required by the script does not match the currently running PowerShell Core edition."
    );
    Err(refused("ScriptRequiresUnmatchedPSEdition", message, script).into())
}

fn refused(id: &str, message: String, script: &str) -> Fault {
    Fault::new("System.Management.Automation.ScriptRequiresException", message)
        .id(id)
        .category(ErrorCategory::ResourceUnavailable)
        .target(script)
}

/// The parameters of a statement with their values: `-Version 7.0 -Modules A, B`.
fn parameters(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|&(at, it)| it == '-' && text[..at].chars().next_back().is_none_or(char::is_whitespace))
        .map(|it| it.0)
        .collect();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let one = &text[start + 1..end];
        let split = one.find([' ', '\t', ':']).unwrap_or(one.len());
        found.push((&one[..split], one[split..].trim_start_matches([' ', '\t', ':']).trim_end()));
    }
    found
}

/// The items of a list, whose tables may hold separators of their own.
fn items(list: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, it) in list.char_indices() {
        match it {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            ',' if depth == 0 => {
                found.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(list[start..].trim());
    found.retain(|it| !it.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_fall_into_parameters() {
        assert_eq!(parameters("-Version 7.0"), [("Version", "7.0")]);
        assert_eq!(parameters("-Modules A, B -PSEdition Core"), [("Modules", "A, B"), ("PSEdition", "Core")]);
    }

    #[test]
    fn tables_are_one_item() {
        assert_eq!(items("A, @{ ModuleName = 'B', 'C' }"), ["A", "@{ ModuleName = 'B', 'C' }"]);
    }
}
