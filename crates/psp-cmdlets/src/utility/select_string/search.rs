//! The patterns of `Select-String`.

use psp_clr::regex::{Regex, RegexOptions, cached};
use psp_runtime::Session;
use psp_value::{ErrorCategory, Fault, Result, Str, Value, convert, enumerate, member, types, well_known};
use std::sync::Arc;

/// All patterns of a search.
pub(super) struct Patterns {
    all: Vec<Pattern>,
    ignore_case: bool,
}

enum Pattern {
    Text(String),
    Regex(Arc<Regex>),
}

/// A line matched: the number of the pattern.
#[derive(Clone, Copy, Default)]
pub(super) struct Hit {
    pattern: usize,
}

impl Patterns {
    /// Patterns out of their texts.
    pub(super) fn new(texts: &[String], plain: bool, case_sensitive: bool) -> Result<Self> {
        let options = if case_sensitive { RegexOptions::NONE } else { RegexOptions::IGNORE_CASE };
        let mut all = Vec::with_capacity(texts.len());
        for text in texts {
            if plain {
                all.push(Pattern::Text(text.clone()));
                continue;
            }
            let regex = cached(text, options).map_err(|error| {
                let message = format!("The string {text} is not a valid regular expression: {error}");
                Fault::new("System.ArgumentException", message)
                    .id("InvalidRegex")
                    .category(ErrorCategory::InvalidArgument)
                    .inner(
                        Fault::new("System.Text.RegularExpressions.RegexParseException", error.to_string())
                            .into_exception(),
                    )
            })?;
            all.push(Pattern::Regex(regex));
        }
        Ok(Self { all, ignore_case: !case_sensitive })
    }

    /// The first pattern that a line matches.
    pub(super) fn find(&self, line: &str) -> Option<Hit> {
        self.all.iter().position(|it| self.is_match(it, line)).map(|pattern| Hit { pattern })
    }

    fn is_match(&self, pattern: &Pattern, line: &str) -> bool {
        match pattern {
            Pattern::Regex(regex) => regex.is_match(line),
            Pattern::Text(text) if self.ignore_case => {
                line.to_lowercase().contains(text.to_lowercase().as_str())
            }
            Pattern::Text(text) => line.contains(text.as_str()),
        }
    }

    /// The pattern's text.
    pub(super) fn text(&self, hit: &Hit) -> Str {
        match self.all.get(hit.pattern) {
            Some(Pattern::Text(text)) => Str::new(text),
            Some(Pattern::Regex(regex)) => Str::new(regex.pattern()),
            None => Str::default(),
        }
    }

    /// The `Match` objects of a line that matched.
    pub(super) fn matches(
        &self,
        session: &mut Session,
        hit: &Hit,
        line: &Str,
        all: bool,
    ) -> Result<Vec<Value>> {
        let Some(Pattern::Regex(regex)) = self.all.get(hit.pattern) else { return Ok(Vec::new()) };
        let number = i32::from(self.ignore_case);
        let options = match types::find("System.Text.RegularExpressions.RegexOptions") {
            Some(ty) => convert::convert(session, &Value::int(number), ty)?,
            None => Value::int(number),
        };
        let made = member::construct(session, well_known::REGEX.ty(), vec![regex.pattern().into(), options])?;
        let name = Str::new(if all { "Matches" } else { "Match" });
        let found = member::invoke(session, &made, &name, vec![line.into()], &[])?;
        match enumerate(&found).filter(|_| all) {
            Some(items) => items.collect(session),
            None => Ok(vec![found]),
        }
    }
}
