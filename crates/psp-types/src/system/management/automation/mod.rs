//! `System.Management.Automation`.

pub mod enums;
