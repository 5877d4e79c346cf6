//! Colours: none by default; on a terminal those of `$PSStyle.Formatting`.

/// Escape sequences for the parts of output; all empty when there are no colours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Ends a colour.
    pub reset: String,
    /// `$PSStyle.Formatting.FormatAccent`: labels of lists.
    pub accent: String,
    /// `$PSStyle.Formatting.TableHeader`
    pub header: String,
    /// `$PSStyle.Formatting.Error`
    pub error: String,
    /// `$PSStyle.Formatting.ErrorAccent`
    pub error_accent: String,
    /// `$PSStyle.Formatting.Warning`
    pub warning: String,
    /// `$PSStyle.Formatting.Verbose`
    pub verbose: String,
    /// `$PSStyle.Formatting.Debug`
    pub debug: String,
}

impl Style {
    /// PowerShell's own colours.
    pub fn ansi() -> Self {
        Self {
            reset: "\u{1b}[0m".to_owned(),
            accent: "\u{1b}[32;1m".to_owned(),
            header: "\u{1b}[32;1m".to_owned(),
            error: "\u{1b}[31;1m".to_owned(),
            error_accent: "\u{1b}[36;1m".to_owned(),
            warning: "\u{1b}[33;1m".to_owned(),
            verbose: "\u{1b}[33;1m".to_owned(),
            debug: "\u{1b}[33;1m".to_owned(),
        }
    }

    /// Adds a part of a table's header to a line.
    pub fn table_header(&self, line: &mut String, text: &str) {
        line.push_str(&self.header);
        line.push_str(text);
        if !self.header.is_empty() {
            line.push_str(&self.reset);
        }
    }

    /// A label of a list.
    pub fn label(&self, text: &str) -> String {
        if self.accent.is_empty() { text.to_owned() } else { format!("{}{text}{}", self.accent, self.reset) }
    }
}
