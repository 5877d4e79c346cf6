//! `System.Management.Automation.SemanticVersion`.

use crate::{
    declare::{Emulated, Out},
    support::values,
    system::version::Version,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Str, Value};
use std::cmp::Ordering;

/// Three numbers and two labels.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SemanticVersion {
    /// The three numbers.
    pub numbers: [i32; 3],
    /// What stands behind the hyphen.
    pub label: Option<String>,
    /// What stands behind the plus sign.
    pub build: Option<String>,
}

impl Native for SemanticVersion {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(self.numbers == other.numbers && self.label == other.label)
    }

    fn compare(&self, other: &Value) -> Option<Ordering> {
        Some(self.order(other.downcast::<Self>()?))
    }

    fn hash(&self) -> Option<u64> {
        Some(
            self.written().bytes().fold(7, |hash: u64, it| hash.wrapping_mul(31).wrapping_add(u64::from(it))),
        )
    }
}

impl SemanticVersion {
    fn written(&self) -> String {
        let [major, minor, patch] = self.numbers;
        let label = self.label.as_ref().map_or_else(String::new, |it| format!("-{it}"));
        let build = self.build.as_ref().map_or_else(String::new, |it| format!("+{it}"));
        format!("{major}.{minor}.{patch}{label}{build}")
    }

    /// Reads a version.
    pub fn read(text: &str) -> Option<Self> {
        let (rest, build) = split(text, '+')?;
        let (numbers, label) = split(rest, '-')?;
        let parts: Vec<&str> = numbers.split('.').collect();
        let mut read = [0; 3];
        if parts.len() > 3 {
            return None;
        }
        for (number, part) in read.iter_mut().zip(parts) {
            if part.is_empty() || !part.bytes().all(|it| it.is_ascii_digit()) {
                return None;
            }
            *number = part.parse().ok()?;
        }
        Some(Self { numbers: read, label, build })
    }

    fn order(&self, other: &Self) -> Ordering {
        self.numbers.cmp(&other.numbers).then_with(|| match (&self.label, &other.label) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => labels(a, b),
        })
    }
}

/// The part before a sign and the label behind it, which must be well-formed.
fn split(text: &str, sign: char) -> Option<(&str, Option<String>)> {
    let Some((before, label)) = text.split_once(sign) else { return Some((text, None)) };
    let inside = |it: char| it.is_ascii_alphanumeric() || it == '.' || it == '-';
    (!label.is_empty() && label.chars().all(inside)).then(|| (before, Some(label.to_owned())))
}

fn labels(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.split('.'), b.split('.'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(a), Some(b)) => {
                let order = match (a.parse::<u64>(), b.parse::<u64>()) {
                    (Ok(a), Ok(b)) => a.cmp(&b),
                    (Ok(_), Err(_)) => Ordering::Less,
                    (Err(_), Ok(_)) => Ordering::Greater,
                    _ => a.cmp(b),
                };
                if order.is_ne() {
                    return order;
                }
            }
        }
    }
}

fn not_valid(argument: &str) -> psp_value::Interrupt {
    let message = format!(
        "Cannot process argument because the value of argument \"{argument}\" is not valid. Change the value of the \
         \"{argument}\" argument and run the operation again."
    );
    Fault::new("System.Management.Automation.PSArgumentException", message).into()
}

#[ps_type("System.Management.Automation.SemanticVersion", of = SEMANTIC_VERSION)]
impl SemanticVersion {
    /// From text, from numbers, or from a version.
    #[ps("new")]
    fn from_text(version: &str) -> Result<Self> {
        Self::parse(version)
    }
    #[ps("new")]
    fn from_numbers(
        major: i32,
        minor: Option<i32>,
        patch: Option<i32>,
        label: Option<String>,
        build_label: Option<String>,
    ) -> Result<Self> {
        let given = [("major", Some(major)), ("minor", minor), ("patch", patch)];
        if let Some((name, _)) = given.iter().find(|it| it.1.is_some_and(|it| it < 0)) {
            return Err(not_valid(name));
        }
        let some = |it: Option<String>| it.filter(|it| !it.is_empty());
        let numbers = [major, minor.unwrap_or(0), patch.unwrap_or(0)];
        Ok(Self { numbers, label: some(label), build: some(build_label) })
    }
    #[ps("new")]
    fn from_version(version: &Version) -> Self {
        Self { numbers: [version.major, version.minor, version.build.max(0)], label: None, build: None }
    }

    /// Reads a version.
    #[ps]
    fn parse(version: &str) -> Result<Self> {
        if version.is_empty() {
            return Err(Fault::new("System.Management.Automation.PSArgumentException", "version").into());
        }
        Self::read(version).ok_or_else(|| {
            let message = "Version string portion was too short or too long. (Parameter 'version')";
            match version.split('.').count() {
                1..=3 => Fault::new(
                    "System.FormatException",
                    // PowerShell's own message has a place for the text and leaves it empty.
                    "The input string '' was not in a correct format.",
                )
                .into(),
                _ => Fault::new("System.ArgumentException", message).into(),
            }
        })
    }

    /// Reads a version; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, version: &str, result: Out<Value>) -> Result<bool> {
        let read = Self::read(version);
        let found = read.is_some();
        result.set(context, read.map(|it| Object::native(Self::ty(), it)))?;
        Ok(found)
    }

    /// The order of two versions.
    #[ps("Compare")]
    fn compare_two(version_a: &Self, version_b: &Self) -> i32 {
        values::sign(version_a.order(version_b))
    }

    /// The first number.
    #[ps(get)]
    fn major(&self) -> i32 {
        self.numbers[0]
    }

    /// The second number.
    #[ps(get)]
    fn minor(&self) -> i32 {
        self.numbers[1]
    }

    /// The third number.
    #[ps(get)]
    fn patch(&self) -> i32 {
        self.numbers[2]
    }

    /// What stands behind the hyphen.
    #[ps(get)]
    fn pre_release_label(&self) -> Option<String> {
        self.label.clone()
    }

    /// What stands behind the plus sign.
    #[ps(get)]
    fn build_label(&self) -> Option<String> {
        self.build.clone()
    }

    /// The order of two versions.
    #[ps]
    fn compare_to(&self, version: &Value) -> Result<i32> {
        if version.is_null() {
            return Ok(1);
        }
        let order = Native::compare(self, version);
        let fault = || Fault::argument("Object must be of type SemanticVersion.", "version").into();
        order.map(values::sign).ok_or_else(fault)
    }

    /// The other one is the same.
    #[ps("Equals")]
    fn same(&self, obj: &Value) -> bool {
        Native::equals(self, obj).unwrap_or(false)
    }

    /// A number that is the same for equal versions.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The numbers and labels.
    #[ps("ToString")]
    fn as_text(&self) -> Str {
        self.written().into()
    }
}
