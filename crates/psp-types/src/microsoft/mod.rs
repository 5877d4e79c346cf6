//! `Microsoft`.

pub mod win32;
