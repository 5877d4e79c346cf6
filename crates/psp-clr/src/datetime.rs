//! `DateTime` and `TimeSpan` as .NET stores them: ticks of 100 ns.

/// `DateTimeKind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Neither.
    #[default]
    Unspecified,
    /// UTC.
    Utc,
    /// Local time.
    Local,
}

/// `System.DateTime`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateTime {
    /// Ticks since 0001-01-01.
    pub ticks: i64,
    /// Which clock.
    pub kind: Kind,
}

/// `System.TimeSpan`: ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct TimeSpan(pub i64);

impl DateTime {
    /// Kind in the two high bits, ticks below, as .NET packs them.
    pub fn to_binary(self) -> u64 {
        let kind = match self.kind {
            Kind::Unspecified => 0,
            Kind::Utc => 1,
            Kind::Local => 2,
        };
        self.ticks as u64 | kind << 62
    }

    /// The reverse of [`to_binary`](Self::to_binary).
    pub fn from_binary(bits: u64) -> Self {
        let kind = match bits >> 62 {
            0 => Kind::Unspecified,
            1 => Kind::Utc,
            _ => Kind::Local,
        };
        Self { ticks: (bits & (u64::MAX >> 2)) as i64, kind }
    }
}
