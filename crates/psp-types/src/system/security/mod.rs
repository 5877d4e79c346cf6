//! `System.security`.

pub mod enums;
