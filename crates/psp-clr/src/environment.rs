//! `%NAME%` in a text, as `Environment.ExpandEnvironmentVariables` replaces it.

/// The text with `%NAME%` replaced by what `variable` gives; names that it does not know stay.
pub fn expand(text: &str, variable: impl Fn(&str) -> Option<String>) -> String {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        expanded.push_str(before);
        let value = after.split_once('%').and_then(|(name, tail)| variable(name).map(|value| (value, tail)));
        if let Some((value, tail)) = value {
            expanded.push_str(&value);
            rest = tail;
        } else {
            expanded.push('%');
            rest = after;
        }
    }
    expanded + rest
}
