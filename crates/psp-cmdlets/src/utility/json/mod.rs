//! `ConvertTo-Json`, `ConvertFrom-Json`, `Test-Json`

pub(super) mod convert_from;
pub(super) mod convert_to;
mod date;
mod read;
mod write;

pub(super) use date::parse as parse_date;
