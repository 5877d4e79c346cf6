//! What a module exports: `Export-ModuleMember`, the lists of a manifest, all functions without either.

use super::{Manifest, Module, import::Reporter};
use crate::{
    function::{Alias, Function},
    session::Session,
};
use psp_clr::wildcard::Wildcard;
use psp_value::{Result, Str};
use std::sync::Arc;

/// Names of members, by kind; wildcards are allowed.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// Functions and filters.
    pub functions: Vec<String>,
    /// Built-in commands.
    pub cmdlets: Vec<String>,
    /// Variables.
    pub variables: Vec<String>,
    /// Aliases.
    pub aliases: Vec<String>,
}

/// Patterns, ready to be matched.
pub(super) struct Names(Vec<Wildcard>);

impl Names {
    pub(super) fn new(patterns: &[String]) -> Self {
        Self(patterns.iter().filter_map(|it| Wildcard::new(it, true).ok()).collect())
    }

    pub(super) fn fit(&self, name: &str) -> bool {
        self.0.iter().any(|it| it.is_match(name))
    }
}

impl Session {
    /// Adds members of a module's scope to what it exports.
    pub fn export_members(
        &mut self,
        module: &Module,
        patterns: &Patterns,
        reporter: &Reporter<'_>,
    ) -> Result<()> {
        let scope = self.states[module.state as usize].scope;
        let extra = self.frame(scope).extra.as_deref();
        let wanted = Names::new(&patterns.functions);
        let functions = extra.iter().flat_map(|it| it.functions.values());
        let mut functions: Vec<Arc<Function>> =
            functions.filter(|it| wanted.fit(&it.name.text())).cloned().collect();
        let wanted = Names::new(&patterns.aliases);
        let aliases = extra.iter().flat_map(|it| it.aliases.values());
        let mut aliases: Vec<Arc<Alias>> =
            aliases.filter(|it| wanted.fit(&it.name.text())).cloned().collect();
        functions.sort_by_key(|it| it.name.text().to_lowercase());
        aliases.sort_by_key(|it| it.name.text().to_lowercase());
        for function in &functions {
            reporter.verbose(self, &format!("Exporting function '{}'.", function.name))?;
        }
        for alias in &aliases {
            reporter.verbose(self, &format!("Exporting alias '{}'.", alias.name))?;
        }
        let wanted = Names::new(&patterns.variables);
        let mut variables = Vec::new();
        for (symbol, _) in self.variables_in(scope) {
            if wanted.fit(symbol.name()) {
                reporter.verbose(self, &format!("Exporting variable '{}'.", symbol.name()))?;
                variables.push((symbol, self.variable_cell_in(symbol, scope)));
            }
        }
        variables.sort_by_key(|it| it.0.name().to_lowercase());
        module.parts.with(|it| {
            let functions = functions.iter().map(|function| function.of_module(&module.name, None));
            it.functions.extend(functions);
            it.aliases.extend(aliases.iter().map(|alias| alias.of_module(&module.name, None)));
            it.variables.extend(variables);
            sort(&mut it.functions, |it| &it.name);
            sort(&mut it.aliases, |it| &it.name);
        });
        Ok(())
    }

    /// What a module exports when its body has run.
    pub(super) fn finish_exports(
        &mut self,
        module: &Module,
        manifest: Option<&Manifest>,
        reporter: &Reporter<'_>,
    ) -> Result<()> {
        let all = || vec!["*".to_owned()];
        let functions = manifest.map_or_else(all, |it| it.functions.clone().unwrap_or_else(all));
        let listed = |list: fn(&Manifest) -> &Option<Vec<String>>| manifest.and_then(|it| list(it).clone());
        let aliases = listed(|it| &it.aliases);
        let variables = listed(|it| &it.variables);
        if !module.parts.with(|it| it.is_explicit) {
            let patterns = Patterns {
                functions,
                aliases: aliases.unwrap_or_default(),
                variables: variables.unwrap_or_default(),
                cmdlets: Vec::new(),
            };
            return self.export_members(module, &patterns, reporter);
        }
        let functions = Names::new(&functions);
        let (aliases, variables) = (aliases.map(|it| Names::new(&it)), variables.map(|it| Names::new(&it)));
        module.parts.with(|it| {
            it.functions.retain(|it| functions.fit(&it.name.text()));
            it.aliases.retain(|it| aliases.as_ref().is_none_or(|names| names.fit(&it.name.text())));
            it.variables.retain(|it| variables.as_ref().is_none_or(|names| names.fit(it.0.name())));
        });
        Ok(())
    }
}

fn sort<T>(items: &mut Vec<Arc<T>>, name: impl Fn(&T) -> &Str) {
    items.sort_by_key(|it| name(it).text().to_lowercase());
    items.dedup_by(|a, b| name(a).text().eq_ignore_ascii_case(&name(b).text()));
}
