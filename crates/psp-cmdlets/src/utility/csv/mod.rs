//! `ConvertTo-Csv`, `ConvertFrom-Csv`, `Import-Csv`, `Export-Csv`

pub(super) mod export;
pub(super) mod import;
mod read;
mod write;
