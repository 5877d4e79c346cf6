//! `Get-Verb`: the verbs that commands should use.

use crate::{record::Record, wildcard::Wildcard};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell};
use psp_value::Result;

/// Lists the verbs that names of commands should start with.
///
/// ```powershell
/// Get-Verb co*
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-Verb", output = "System.Management.Automation.VerbInfo")]
pub(super) struct GetVerb {
    /// Verbs; wildcards are allowed.
    #[param(position = 0, pipeline, by_name)]
    verb: Vec<String>,
    /// Groups of verbs.
    #[param(
        position = 1,
        pipeline,
        by_name,
        validate_set("Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other", "Security")
    )]
    group: Vec<String>,
}

impl Cmdlet for GetVerb {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let patterns = Wildcard::all(&self.verb);
        for line in psp_runtime::module::VERBS.lines() {
            let mut parts = line.split('\t');
            let mut next = || parts.next().unwrap_or_default();
            let (verb, prefix, group) = (next(), next(), next());
            let named = patterns.is_empty() || patterns.iter().any(|it| it.matches(verb));
            let grouped = self.group.is_empty() || self.group.iter().any(|it| it.eq_ignore_ascii_case(group));
            if named && grouped {
                let values = vec![verb.into(), prefix.into(), group.into()];
                let names = &["Verb", "AliasPrefix", "Group"];
                shell.write(Record::value("System.Management.Automation.VerbInfo", names, values))?;
            }
        }
        Ok(())
    }
}
