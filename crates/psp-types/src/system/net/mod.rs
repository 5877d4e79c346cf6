//! `System.net`.

pub mod enums;
