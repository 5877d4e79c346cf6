//! Validation attributes applied to values, with PowerShell's messages; of parameters and of variables.

mod constraint;
mod range;

pub use constraint::VariableConstraint;

use crate::{session::Session, signature::Check};
use psp_value::{
    BlockCall, Context, Data, ErrorRecord, Fault, Interrupt, Result, Str, Value, convert, enumerate, member,
    operators,
};

/// Why a check refuses a value.
pub struct Refusal {
    /// What is wrong, as a sentence.
    pub message: String,
    /// The exception.
    pub exception: Value,
}

const EMPTY: &str = "The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.";
const NULL: &str =
    "The argument is null. Provide a valid value for the argument, and then try running the command again.";
const NULL_ELEMENT: &str = "The argument has a null value, or an element of the argument collection contains a null value. Provide a collection that does not contain any null values, and then try the command again.";
const NULL_OR_EMPTY: &str = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.";
const BLANK: &str = "The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.";
const NO_ARRAY: &str = "The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from the parameter or make the parameter an array parameter.";
const NO_STRING: &str = "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. Make the parameter a string or string[] parameter.";

impl Refusal {
    fn new(message: impl Into<String>) -> Self {
        let message = message.into();
        let fault = Fault::new("System.Management.Automation.ValidationMetadataException", message.clone());
        Self { message, exception: fault.into_exception() }
    }

    /// What another error says.
    fn of(interrupt: Interrupt) -> Result<Self> {
        let Some(raised) = interrupt.raised() else { return Err(interrupt) };
        let found = raised.with(|it: &mut ErrorRecord| (it.message(), it.exception.clone()));
        let Some((message, exception)) = found else { return Err(interrupt) };
        Ok(Self { message: message.text().into_owned(), exception })
    }
}

impl Check {
    /// Can refuse a value; the `Allow…` attributes cannot.
    pub fn validates(&self) -> bool {
        !matches!(
            self,
            Self::AllowNull | Self::AllowEmptyString | Self::AllowEmptyCollection | Self::UserDrive
        )
    }

    /// Asks the check; `None` when the value is good.
    ///
    /// # Errors
    /// What is no error of validation: a stop, `exit`.
    pub fn refuses(&self, session: &mut Session, value: &Value) -> Result<Option<Refusal>> {
        match self {
            Self::AllowNull | Self::AllowEmptyString | Self::AllowEmptyCollection | Self::UserDrive => {
                Ok(None)
            }
            Self::NotNull => not_null(session, value),
            Self::NotNullOrEmpty => not_empty(session, value, NULL_OR_EMPTY, Str::is_empty),
            Self::NotNullOrWhiteSpace => {
                not_empty(session, value, BLANK, |text| text.text().chars().all(char::is_whitespace))
            }
            Self::Count(min, max) => count(session, value, *min, *max),
            Self::Custom(instance) => custom(session, instance, value),
            _ => self.refuses_element_of(session, value),
        }
    }

    /// These checks look at the elements of a collection one by one.
    fn refuses_element_of(&self, session: &mut Session, value: &Value) -> Result<Option<Refusal>> {
        if value.is_null() {
            return Ok(Some(Refusal::new(EMPTY)));
        }
        let Some(mut items) = enumerate(value) else { return self.refuses_one(session, value) };
        while let Some(item) = items.next(session)? {
            let refusal = self.refuses_one(session, &item)?;
            if refusal.is_some() {
                return Ok(refusal);
            }
        }
        Ok(None)
    }

    fn refuses_one(&self, session: &mut Session, value: &Value) -> Result<Option<Refusal>> {
        if value.is_null() {
            return Ok(Some(Refusal::new(EMPTY)));
        }
        match self {
            Self::Set { values, ignore_case, message } => {
                in_set(session, value, values, *ignore_case, message.as_ref())
            }
            Self::SetFrom(ty) => {
                let values = generated(session, *ty)?;
                in_set(session, value, &values, true, None)
            }
            Self::Range { min, max } => range::refuses(session, value, min, max),
            Self::RangeKind(kind) => range::refuses_kind(session, value, kind),
            Self::Length(min, max) => Ok(length(value, *min, *max)),
            Self::Pattern { pattern, options, message } => {
                matches_pattern(session, value, pattern, options, message.as_ref())
            }
            Self::Script { block, message } => satisfies(session, value, block, message.as_ref()),
            Self::Drive(drives) => on_drive(session, value, drives),
            _ => Ok(None),
        }
    }
}

/// A value as messages show it.
fn shown(session: &mut Session, value: &Value) -> Result<String> {
    Ok(convert::to_string_culture(session, value)?.text().into_owned())
}

/// An `ErrorMessage` with its two places filled.
fn filled(message: &Str, first: &str, second: &str) -> String {
    message.text().replace("{0}", first).replace("{1}", second)
}

fn not_null(session: &mut Session, value: &Value) -> Result<Option<Refusal>> {
    if value.is_null() {
        return Ok(Some(Refusal::new(NULL)));
    }
    let Some(mut items) = enumerate(value) else { return Ok(None) };
    while let Some(item) = items.next(session)? {
        if item.is_null() {
            return Ok(Some(Refusal::new(NULL_ELEMENT)));
        }
    }
    Ok(None)
}

fn not_empty(
    session: &mut Session,
    value: &Value,
    message: &str,
    is_empty: fn(&Str) -> bool,
) -> Result<Option<Refusal>> {
    let value = value.unboxed();
    if value.is_null() || value.as_string().is_some_and(is_empty) {
        return Ok(Some(Refusal::new(message)));
    }
    if value.as_table().is_some_and(|it| it.with(|it| it.is_empty())) {
        return Ok(Some(Refusal::new(EMPTY)));
    }
    let Some(mut items) = enumerate(value) else { return Ok(None) };
    let mut any = false;
    while let Some(item) = items.next(session)? {
        any = true;
        if item.is_null() || item.unboxed().as_string().is_some_and(is_empty) {
            return Ok(Some(Refusal::new(EMPTY)));
        }
    }
    Ok((!any).then(|| Refusal::new(EMPTY)))
}

fn count(session: &mut Session, value: &Value, min: i64, max: i64) -> Result<Option<Refusal>> {
    let value = value.unboxed();
    let found = if value.is_null() {
        0
    } else if let Some(text) = value.as_string() {
        text.utf16_len() as i64
    } else if let Some(table) = value.as_table() {
        table.with(|it| it.len()) as i64
    } else if let Some(items) = enumerate(value) {
        items.collect(session)?.len() as i64
    } else {
        return Ok(Some(Refusal::new(NO_ARRAY)));
    };
    if (min..=max).contains(&found) {
        return Ok(None);
    }
    Ok(Some(Refusal::new(if min == max {
        format!("The parameter requires exactly {max} value(s) - {found} value(s) were provided.")
    } else {
        format!(
            "The parameter requires at least {min} value(s) and no more than {max} value(s) - {found} value(s) were provided."
        )
    })))
}

fn length(value: &Value, min: i64, max: i64) -> Option<Refusal> {
    let Some(text) = value.unboxed().as_string() else { return Some(Refusal::new(NO_STRING)) };
    let length = text.utf16_len() as i64;
    if length < min {
        return Some(Refusal::new(format!(
            "The character length ({length}) of the argument is too short. Specify an argument with a length that is greater than or equal to \"{min}\", and then try the command again."
        )));
    }
    (length > max).then(|| {
        Refusal::new(format!(
            "The character length of the {length} argument is too long. Shorten the character length of the argument so it is fewer than or equal to \"{max}\" characters, and then try the command again."
        ))
    })
}

fn in_set(
    session: &mut Session,
    value: &Value,
    values: &[Str],
    ignore_case: bool,
    message: Option<&Str>,
) -> Result<Option<Refusal>> {
    let text = convert::to_string_culture(session, value)?;
    if values.iter().any(|it| psp_value::compare::equal_text(session, it, &text, ignore_case)) {
        return Ok(None);
    }
    let all = values.iter().map(|it| it.text().into_owned()).collect::<Vec<_>>().join(",");
    Ok(Some(Refusal::new(match message {
        Some(message) => filled(message, &text.text(), &all),
        None => format!(
            "The argument \"{text}\" does not belong to the set \"{all}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again."
        ),
    })))
}

/// The values that a script's own `IValidateSetValuesGenerator` gives.
fn generated(session: &mut Session, ty: psp_value::Type) -> Result<Vec<Str>> {
    let generator = member::construct(session, ty, Vec::new())?;
    let values = member::invoke(session, &generator, &Str::new("GetValidValues"), Vec::new(), &[])?;
    let items = match enumerate(&values) {
        Some(items) => items.collect(session)?,
        None => vec![values],
    };
    items.iter().map(|it| convert::to_text(session, it)).collect()
}

fn matches_pattern(
    session: &mut Session,
    value: &Value,
    pattern: &Str,
    options: &Str,
    message: Option<&Str>,
) -> Result<Option<Refusal>> {
    let text = convert::to_string_culture(session, value)?;
    let mut inline = String::new();
    let mut ignore_case = false;
    for option in options.text().split([',', ' ']) {
        match option.to_ascii_lowercase().as_str() {
            "ignorecase" => ignore_case = true,
            "multiline" => inline.push('m'),
            "singleline" => inline.push('s'),
            "explicitcapture" => inline.push('n'),
            "ignorepatternwhitespace" => inline.push('x'),
            _ => {}
        }
    }
    let regex = if inline.is_empty() { pattern.text().into_owned() } else { format!("(?{inline}){pattern}") };
    let op = operators::Comparison::Match;
    let found = operators::compare(session, op, ignore_case, &text.clone().into(), &regex.into());
    let found = match found {
        Ok(found) => convert::is_true(&found),
        Err(error) => return Refusal::of(error).map(Some),
    };
    if found {
        return Ok(None);
    }
    Ok(Some(Refusal::new(match message {
        Some(message) => filled(message, &text.text(), &pattern.text()),
        None => format!(
            "The argument \"{text}\" does not match the \"{pattern}\" pattern. Supply an argument that matches \"{pattern}\" and try the command again."
        ),
    })))
}

fn satisfies(
    session: &mut Session,
    value: &Value,
    block: &Value,
    message: Option<&Str>,
) -> Result<Option<Refusal>> {
    let Some(object) = block.as_object().filter(|it| matches!(it.data, Data::Block(_))) else {
        return Ok(None);
    };
    let call = BlockCall { under: Some(value.clone()), ..BlockCall::default() };
    match session.call_block(object, call) {
        Ok(result) if convert::is_true(&result) => return Ok(None),
        Ok(_) => {}
        Err(error) => return Refusal::of(error).map(Some),
    }
    let (text, code) =
        (shown(session, value)?, block.as_block().map(psp_value::Block::text).unwrap_or_default());
    Ok(Some(Refusal::new(match message {
        Some(message) => filled(message, &text, code),
        None => format!(
            "The \"{code}\" validation script for the argument with value \"{text}\" did not return a result of True. Determine why the validation script failed, and then try the command again."
        ),
    })))
}

fn on_drive(session: &mut Session, value: &Value, drives: &[Str]) -> Result<Option<Refusal>> {
    let Some(path) = value.unboxed().as_string().cloned() else {
        let message = "The path argument is invalid. Supply a path argument that is a string type.";
        return Ok(Some(Refusal::new(message)));
    };
    let path = path.text().into_owned();
    let drive = match path.split_once(':') {
        Some((drive, _)) => drive.to_owned(),
        None => {
            Context::location(session).split_once(':').map_or_else(|| "/".to_owned(), |it| it.0.to_owned())
        }
    };
    if drives.iter().any(|it| it.text().eq_ignore_ascii_case(&drive)) {
        return Ok(None);
    }
    let all = drives.iter().map(|it| it.text().into_owned()).collect::<Vec<_>>().join(", ");
    Ok(Some(Refusal::new(format!(
        "The path argument drive {drive} does not belong to the set of approved drives: {all}. Supply a path argument with an approved drive."
    ))))
}

/// Asks a script's own attribute: `Validate` sees the value, `ValidateElement` each element.
fn custom(session: &mut Session, instance: &Value, value: &Value) -> Result<Option<Refusal>> {
    let by_element = instance.ty().is_some_and(|ty| {
        ty.chain().any(|it| it.name == "System.Management.Automation.ValidateEnumeratedArgumentsAttribute")
    });
    let engine = session.variable("ExecutionContext");
    if !by_element {
        let arguments = vec![value.clone(), engine];
        let result = member::invoke(session, instance, &Str::new("Validate"), arguments, &[]);
        return result.map_or_else(|error| Refusal::of(error).map(Some), |_| Ok(None));
    }
    if value.is_null() {
        return Ok(Some(Refusal::new(EMPTY)));
    }
    let items = match enumerate(value) {
        Some(items) => items.collect(session)?,
        None => vec![value.clone()],
    };
    for item in items {
        if let Err(error) = member::invoke(session, instance, &Str::new("ValidateElement"), vec![item], &[]) {
            return Refusal::of(error).map(Some);
        }
    }
    Ok(None)
}
