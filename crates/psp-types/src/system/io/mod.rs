//! `System.io`.

pub mod enums;
