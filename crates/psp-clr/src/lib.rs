//! What .NET does with text and numbers, as pure functions: no value of a script, no machine, no error records.

pub mod big;
pub mod compare;
pub mod composite;
pub mod culture;
pub mod datetime;
pub mod encoding;
pub mod enums;
pub mod environment;
pub mod guid;
pub mod number;
pub mod regex;
pub mod text;
pub mod version;
pub mod wildcard;
