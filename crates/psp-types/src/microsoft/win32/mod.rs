//! `Microsoft.Win32`.

pub mod enums;
