//! [`Machine`]: names and numbers of the machine and its users.

use std::{io, path::PathBuf, time::Duration};

/// What kind of machine this is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Platform {
    /// The kernel's name, such as `Linux`.
    pub system: String,
    /// The kernel's release, such as `6.8.0-31-generic`.
    pub release: String,
    /// The kernel's version, a sentence.
    pub version: String,
    /// The processor, such as `x86_64`.
    pub processor: String,
    /// The distribution's name for people, such as `Ubuntu 24.04 LTS`; empty when unknown.
    pub distribution: String,
}

/// The machine and its users.
pub trait Machine: Send + Sync {
    /// What kind of machine this is.
    fn platform(&self) -> Platform;

    /// The machine's name in its network.
    fn host_name(&self) -> String;

    /// How many threads can run at once; at least 1.
    fn processors(&self) -> usize;

    /// Memory in bytes.
    fn memory(&self) -> u64;

    /// How long the machine runs.
    fn uptime(&self) -> Duration;

    /// The name of the user who runs this process.
    fn user_name(&self) -> String;

    /// The number of the user who runs this process; 0 is root.
    fn user_id(&self) -> u32;

    /// The name of a user.
    fn user_name_of(&self, user: u32) -> Option<String>;

    /// The name of a group.
    fn group_name_of(&self, group: u32) -> Option<String>;

    /// The user's own directory: `HOME`, or what the system knows.
    fn home_directory(&self) -> Option<PathBuf>;

    /// Fills `bytes` with unpredictable ones.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()>;
}
