//! `Measure-Object`: counts, sums and extremes of numbers, and lines, words and characters of text.

use crate::{
    fault,
    property::{self, Column, Keys, Outcome},
    record::Record,
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Context, ErrorCategory, Fault, Result, Str, Value, compare, convert, well_known};
use std::cmp::Ordering;

/// Counts objects, and on demand sums up, averages and compares them or their properties.
///
/// ```powershell
/// 1..10 | Measure-Object -Sum -Average
/// 'two words', 'three more words' | Measure-Object -Word -Line
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Measure-Object",
    default_set = "GenericMeasure",
    output = "Microsoft.PowerShell.Commands.GenericMeasureInfo",
    output = "Microsoft.PowerShell.Commands.TextMeasureInfo",
    output = "Microsoft.PowerShell.Commands.GenericObjectMeasureInfo"
)]
pub(super) struct MeasureObject {
    /// The object to measure.
    #[param(pipeline)]
    input_object: Value,
    /// Properties to measure instead of the object: names or script blocks.
    #[param(position = 0, validate_not_null_or_empty)]
    property: Vec<Value>,
    /// Gives the standard deviation.
    #[param(set = "GenericMeasure")]
    standard_deviation: Switch,
    /// Gives the sum.
    #[param(set = "GenericMeasure")]
    sum: Switch,
    /// Gives everything.
    #[param(set = "GenericMeasure")]
    all_stats: Switch,
    /// Gives the average.
    #[param(set = "GenericMeasure")]
    average: Switch,
    /// Gives the greatest value.
    #[param(set = "GenericMeasure")]
    maximum: Switch,
    /// Gives the least value.
    #[param(set = "GenericMeasure")]
    minimum: Switch,
    /// Counts lines of text.
    #[param(set = "TextMeasure")]
    line: Switch,
    /// Counts words of text.
    #[param(set = "TextMeasure")]
    word: Switch,
    /// Counts characters of text.
    #[param(set = "TextMeasure")]
    character: Switch,
    /// Blanks are no characters.
    #[param(set = "TextMeasure")]
    ignore_white_space: Switch,

    columns: Vec<Column>,
    statistics: Vec<Statistics>,
    total: i32,
    not_numeric: bool,
}

/// What is known of one property, or of the objects themselves.
#[derive(Default)]
struct Statistics {
    name: Str,
    count: i32,
    sum: f64,
    variance: f64,
    least: Option<Value>,
    greatest: Option<Value>,
    lines: i32,
    words: i32,
    characters: i32,
}

impl Cmdlet for MeasureObject {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.all_stats.0 {
            let all = Switch(true);
            (self.sum, self.average, self.maximum, self.minimum) = (all, all, all, all);
            self.standard_deviation = all;
        }
        self.columns = property::parse(shell.session, &self.property, Keys::Plain)?;
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let object = std::mem::take(&mut self.input_object);
        if object.is_null() {
            return Ok(());
        }
        self.total += 1;
        if self.columns.is_empty() {
            return self.value(shell, &Str::default(), &object);
        }
        let columns = std::mem::take(&mut self.columns);
        let result = self.properties(shell, &columns, &object);
        self.columns = columns;
        result
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.total == 0 && self.columns.is_empty() {
            self.entry(&Str::default());
        }
        for found in std::mem::take(&mut self.statistics) {
            if found.count == 0 && !self.columns.is_empty() {
                if shell.strict_mode() >= 2 {
                    Self::not_found(shell, &found.name)?;
                }
                continue;
            }
            let made = if shell.parameter_set().text() == "TextMeasure" {
                self.text_info(&found)
            } else {
                self.generic_info(shell, &found)?
            };
            shell.write(made)?;
        }
        Ok(())
    }
}

impl MeasureObject {
    fn entry(&mut self, name: &Str) -> &mut Statistics {
        let known = self.statistics.iter().position(|it| property::same_name(&it.name.text(), &name.text()));
        let at = known.unwrap_or_else(|| {
            self.statistics.push(Statistics { name: name.clone(), ..Statistics::default() });
            self.statistics.len() - 1
        });
        &mut self.statistics[at]
    }

    fn properties(&mut self, shell: &mut Shell<'_>, columns: &[Column], object: &Value) -> Result<()> {
        let mut counted: Vec<Str> = Vec::new();
        for column in columns {
            let found = column.expression.resolve(shell.session, object)?;
            if found.is_empty() && !column.expression.has_wildcards() {
                self.entry(&column.expression.label());
            }
            for expression in found {
                let name = expression.label();
                if counted.iter().any(|it| property::same_name(&it.text(), &name.text())) {
                    continue;
                }
                let value = match expression.value(shell.session, object)? {
                    Outcome::Value(value) => value,
                    Outcome::Failed(_) => Value::NULL,
                    Outcome::Missing => continue,
                };
                self.value(shell, &name, &value)?;
                counted.push(name);
            }
        }
        Ok(())
    }

    fn value(&mut self, shell: &mut Shell<'_>, name: &Str, value: &Value) -> Result<()> {
        self.entry(name).count += 1;
        if self.line.0 || self.word.0 || self.character.0 {
            // A custom object has no text.
            let text = if value.is_null() || value.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty()) {
                Str::default()
            } else {
                convert::to_string_culture(shell.session, value)?
            };
            self.text(name, &text.text());
        }
        if self.sum.0 || self.average.0 || self.standard_deviation.0 {
            let Some(number) = number(shell, value)? else { return self.refuse(shell, value) };
            let deviates = self.standard_deviation.0;
            self.entry(name).add(number, deviates);
        }
        if self.minimum.0 {
            let known = self.entry(name).least.take();
            let least = better(shell, value, known, Ordering::Less)?;
            self.entry(name).least = Some(least);
        }
        if self.maximum.0 {
            let known = self.entry(name).greatest.take();
            let greatest = better(shell, value, known, Ordering::Greater)?;
            self.entry(name).greatest = Some(greatest);
        }
        Ok(())
    }

    fn refuse(&mut self, shell: &mut Shell<'_>, value: &Value) -> Result<()> {
        self.not_numeric = true;
        let message = format!("Input object \"{}\" is not numeric.", shell.text(value)?);
        let fault =
            fault::invalid_operation("NonNumericInputObject", message).category(ErrorCategory::InvalidType);
        shell.write_error(fault.target(value.clone()).into_record())
    }

    fn text(&mut self, name: &Str, text: &str) {
        let (ignore, line, word, character) =
            (self.ignore_white_space.0, self.line.0, self.word.0, self.character.0);
        let entry = self.entry(name);
        if character {
            let counted = text.chars().filter(|it| !ignore || !it.is_whitespace());
            entry.characters += counted.map(|it| it.len_utf16() as i32).sum::<i32>();
        }
        if word {
            entry.words += text.split_whitespace().count() as i32;
        }
        if line {
            let ends = text.bytes().filter(|&it| it == b'\n').count() as i32;
            entry.lines += ends + i32::from(!text.is_empty() && !text.ends_with('\n'));
        }
    }

    fn not_found(shell: &mut Shell<'_>, name: &Str) -> Result<()> {
        let is_text = shell.parameter_set().text() == "TextMeasure";
        let id = if is_text { "TextMeasurePropertyNotFound" } else { "GenericMeasurePropertyNotFound" };
        let mut record = Fault::argument("Value does not fall within the expected range.", "Property")
            .id(id)
            .category(ErrorCategory::InvalidArgument)
            .into_record();
        let details = format!("The property \"{name}\" cannot be found in the input for any objects.");
        record.details = Some(details.as_str().into());
        shell.write_error(record)
    }

    fn property_name(&self, found: &Statistics) -> Value {
        if self.columns.is_empty() { Value::NULL } else { Value::from(&found.name) }
    }

    fn text_info(&self, found: &Statistics) -> Value {
        let counted = |wanted: Switch, count: i32| if wanted.0 { Value::int(count) } else { Value::NULL };
        Record::value(
            "Microsoft.PowerShell.Commands.TextMeasureInfo",
            &["Lines", "Words", "Characters", "Property"],
            vec![
                counted(self.line, found.lines),
                counted(self.word, found.words),
                counted(self.character, found.characters),
                self.property_name(found),
            ],
        )
    }

    fn generic_info(&self, shell: &mut Shell<'_>, found: &Statistics) -> Result<Value> {
        let numbers = !self.not_numeric;
        let real = |wanted: bool, it: f64| if wanted { Value::double(it) } else { Value::NULL };
        let sum = real(numbers && self.sum.0, found.sum);
        let average = real(numbers && self.average.0 && found.count > 0, found.sum / f64::from(found.count));
        let deviation = real(numbers && self.standard_deviation.0 && found.count > 0, found.variance.sqrt());
        let least = found.least.clone().unwrap_or_default();
        let greatest = found.greatest.clone().unwrap_or_default();
        let (as_numbers, ty) = match (number(shell, &least)?, number(shell, &greatest)?) {
            (Some(least), Some(greatest)) => {
                (Some((least, greatest)), "Microsoft.PowerShell.Commands.GenericMeasureInfo")
            }
            _ => (None, "Microsoft.PowerShell.Commands.GenericObjectMeasureInfo"),
        };
        let shown = |value: Value, number: Option<f64>| match number {
            Some(number) if !value.is_null() => Value::double(number),
            _ => value,
        };
        Ok(Record::value(
            ty,
            &["Count", "Average", "Sum", "Maximum", "Minimum", "StandardDeviation", "Property"],
            vec![
                Value::int(found.count),
                average,
                sum,
                shown(greatest, as_numbers.map(|it| it.1)),
                shown(least, as_numbers.map(|it| it.0)),
                deviation,
                self.property_name(found),
            ],
        ))
    }
}

impl Statistics {
    fn add(&mut self, number: f64, deviates: bool) {
        let before = self.sum;
        self.sum += number;
        if deviates && self.count > 1 {
            let count = f64::from(self.count);
            let average_before = before / (count - 1.0);
            self.variance *= (count - 2.0) / (count - 1.0);
            self.variance += (number - average_before).powi(2) / count;
        }
    }
}

/// A value as a number, when it is one.
fn number(shell: &mut Shell<'_>, value: &Value) -> Result<Option<f64>> {
    if let Some(int) = value.as_int() {
        return Ok(Some(f64::from(int)));
    }
    let converted = convert::try_convert(shell.session, value, well_known::DOUBLE.ty())?;
    Ok(converted.and_then(|it| it.as_double()))
}

/// The value when it is wanted rather than the known one.
fn better(shell: &mut Shell<'_>, value: &Value, known: Option<Value>, wanted: Ordering) -> Result<Value> {
    let Some(known) = known.filter(|it| !it.is_null()) else { return Ok(value.clone()) };
    if value.is_null() {
        return Ok(if wanted == Ordering::Less { value.clone() } else { known });
    }
    let order = match (number(shell, value)?, number(shell, &known)?) {
        (Some(value), Some(known)) => value.partial_cmp(&known).unwrap_or(Ordering::Equal),
        (None, None) if value.unboxed().ty() == known.unboxed().ty() => {
            compare::sort_order(shell.session, value, &known, false)?
        }
        _ => {
            let (own, other) = (shell.text(value)?, shell.text(&known)?);
            compare::sort_order(shell.session, &own.into(), &other.into(), false)?
        }
    };
    Ok(if order == wanted { value.clone() } else { known })
}
