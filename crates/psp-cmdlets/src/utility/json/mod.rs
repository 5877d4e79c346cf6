//! `ConvertTo-Json`, `ConvertFrom-Json`, `Test-Json`

pub(super) mod convert_from;
pub(super) mod convert_to;
mod date;
mod read;
mod write;

pub(super) use date::parse as parse_date;

/// The value of a JSON text, as `ConvertFrom-Json` reads it; `None` when it is none.
pub(super) fn object_of(text: &str) -> Option<psp_value::Value> {
    let options = read::Options { as_hashtable: false, depth: 1024, date_kind: date::DateKind::Default };
    let has_text = !text.trim().is_empty();
    read::read(text, options).ok().filter(|_| has_text).map(|it| it.value)
}
