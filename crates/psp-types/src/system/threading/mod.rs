//! `System.threading`.

pub mod enums;
