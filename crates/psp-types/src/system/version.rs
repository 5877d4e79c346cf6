//! `System.Version`.

use crate::{
    declare::Out,
    support::{errors, values},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Value};
use std::cmp::Ordering;

/// Two to four numbers; -1 for those that were not given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first.
    pub major: i32,
    /// The second.
    pub minor: i32,
    /// The third.
    pub build: i32,
    /// The fourth.
    pub revision: i32,
}

impl Native for Version {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()? == self)
    }

    fn compare(&self, other: &Value) -> Option<Ordering> {
        Some(self.cmp(other.downcast::<Self>()?))
    }

    fn hash(&self) -> Option<u64> {
        let Self { major, minor, build, revision } = *self;
        let parts = [(major, 28), (minor, 20), (build, 12), (revision, 0)];
        Some(parts.iter().fold(0, |hash, (part, shift)| hash | (*part as u64 & 0xfff) << shift))
    }
}

impl Version {
    /// The numbers with dots between them.
    pub fn written(&self) -> String {
        match (self.build, self.revision) {
            (-1, _) => format!("{}.{}", self.major, self.minor),
            (_, -1) => format!("{}.{}.{}", self.major, self.minor, self.build),
            _ => format!("{}.{}.{}.{}", self.major, self.minor, self.build, self.revision),
        }
    }

    /// Reads two to four numbers.
    pub fn read(input: &str) -> Result<Self> {
        let parts: Vec<&str> = input.split('.').collect();
        if !(2..=4).contains(&parts.len()) {
            return Err(Fault::argument("Version string portion was too short or too long.", "input").into());
        }
        let mut numbers = [-1; 4];
        for (number, part) in numbers.iter_mut().zip(parts) {
            *number = part_of(part)?;
        }
        let [major, minor, build, revision] = numbers;
        Ok(Self { major, minor, build, revision })
    }

    fn checked(major: i32, minor: i32, build: Option<i32>, revision: Option<i32>) -> Result<Self> {
        let given =
            [("major", Some(major)), ("minor", Some(minor)), ("build", build), ("revision", revision)];
        for (name, part) in given {
            if let Some(part) = part.filter(|&it| it < 0) {
                return Err(errors::negative(name, part));
            }
        }
        Ok(Self { major, minor, build: build.unwrap_or(-1), revision: revision.unwrap_or(-1) })
    }
}

fn part_of(part: &str) -> Result<i32> {
    let text = part.trim();
    let digits = text.strip_prefix('+').unwrap_or(text);
    if let Ok(number) = text.parse::<i64>()
        && number < 0
    {
        return Err(errors::negative("input", number));
    }
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Err(errors::format(format!("The input string '{part}' was not in a correct format.")));
    }
    digits.parse().map_err(|_| {
        Fault::new("System.OverflowException", "Value was either too large or too small for an Int32.").into()
    })
}

#[ps_type("System.Version", of = VERSION)]
impl Version {
    /// From numbers or text; 0.0 without.
    #[ps("new")]
    fn zero() -> Self {
        Self { major: 0, minor: 0, build: -1, revision: -1 }
    }
    #[ps("new")]
    fn from_text(version: &str) -> Result<Self> {
        Self::read(version)
    }
    #[ps("new")]
    fn from_numbers(major: i32, minor: i32, build: Option<i32>, revision: Option<i32>) -> Result<Self> {
        Self::checked(major, minor, build, revision)
    }

    /// Reads a version.
    #[ps]
    fn parse(input: &str) -> Result<Self> {
        Self::read(input)
    }

    /// Reads a version; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, input: &str, result: Out<Value>) -> Result<bool> {
        let found = Self::read(input).ok();
        let value = found.map(|it| Object::native(<Self as crate::declare::Emulated>::ty(), it));
        result.set(context, value)?;
        Ok(found.is_some())
    }

    /// The first number.
    #[ps(get)]
    fn major(&self) -> i32 {
        self.major
    }

    /// The second number.
    #[ps(get)]
    fn minor(&self) -> i32 {
        self.minor
    }

    /// The third number, -1 when there is none.
    #[ps(get)]
    fn build(&self) -> i32 {
        self.build
    }

    /// The fourth number, -1 when there is none.
    #[ps(get)]
    fn revision(&self) -> i32 {
        self.revision
    }

    /// The upper half of the fourth number.
    #[ps(get)]
    fn major_revision(&self) -> i16 {
        (self.revision >> 16) as i16
    }

    /// The lower half of the fourth number.
    #[ps(get)]
    fn minor_revision(&self) -> i16 {
        self.revision as i16
    }

    /// A copy.
    #[ps("Clone")]
    fn duplicate(&self) -> Self {
        *self
    }

    /// The order of two versions.
    #[ps]
    fn compare_to(&self, version: &Value) -> Result<i32> {
        if version.is_null() {
            return Ok(1);
        }
        let order = Native::compare(self, version);
        order
            .map(values::sign)
            .ok_or_else(|| Fault::argument("Object must be of type Version.", "version").into())
    }

    /// The other one has the same numbers.
    #[ps("Equals")]
    fn same(&self, obj: &Value) -> bool {
        Native::equals(self, obj).unwrap_or(false)
    }

    /// A number that is the same for equal versions.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The numbers with dots between them.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.written()
    }
    #[ps("ToString")]
    fn as_text_of(&self, field_count: i32) -> Result<String> {
        let parts = [self.major, self.minor, self.build, self.revision];
        let known = parts.iter().filter(|&&it| it >= 0).count();
        match usize::try_from(field_count) {
            Ok(count) if count <= known => {
                let parts: Vec<_> = parts.iter().take(count).map(ToString::to_string).collect();
                Ok(parts.join("."))
            }
            _ => {
                let message = format!("Argument must be between 0 and {known}.");
                Err(Fault::argument(message, "fieldCount").into())
            }
        }
    }
}
