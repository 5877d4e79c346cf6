//! `Where-Object`: objects for which a block or a comparison of a property says yes.

use super::for_each_object::{ambiguous, matching, name_error, table_entry};
use crate::{
    block::{self, has_input},
    fault::{self, caught, message_of},
    wildcard::has_wildcards,
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, NAMES, ScriptBlock, Shell, Switch};
use psp_value::{
    Context, Interrupt, Result, Str, Value, convert, member,
    operators::{self, Comparison},
    well_known,
};

/// Passes on the objects that a script block, or a comparison of a property, accepts.
///
/// ```powershell
/// 1..5 | Where-Object { $_ -gt 3 }
/// 'apple', 'fig' | Where-Object Length -lt 4
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Where-Object", default_set = "EqualSet")]
pub(super) struct WhereObject {
    /// The object to test.
    #[param(pipeline)]
    input_object: Value,
    /// The test: `$_` passes when the output counts as true.
    #[param(set = "ScriptBlockSet", position = 0, mandatory)]
    filter_script: Option<ScriptBlock>,
    /// The property to compare; with nothing else, it must count as true.
    #[param(set = "CaseSensitiveContainsSet", position = 0, mandatory, validate_not_null_or_empty)]
    #[param(set = "CaseSensitiveEqualSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveGreaterOrEqualSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveGreaterThanSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveInSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveLessOrEqualSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveLessThanSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveLikeSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveMatchSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveNotContainsSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveNotEqualSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveNotInSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveNotLikeSet", position = 0, mandatory)]
    #[param(set = "CaseSensitiveNotMatchSet", position = 0, mandatory)]
    #[param(set = "ContainsSet", position = 0, mandatory)]
    #[param(set = "EqualSet", position = 0, mandatory)]
    #[param(set = "GreaterOrEqualSet", position = 0, mandatory)]
    #[param(set = "GreaterThanSet", position = 0, mandatory)]
    #[param(set = "InSet", position = 0, mandatory)]
    #[param(set = "IsNotSet", position = 0, mandatory)]
    #[param(set = "IsSet", position = 0, mandatory)]
    #[param(set = "LessOrEqualSet", position = 0, mandatory)]
    #[param(set = "LessThanSet", position = 0, mandatory)]
    #[param(set = "LikeSet", position = 0, mandatory)]
    #[param(set = "MatchSet", position = 0, mandatory)]
    #[param(set = "Not", position = 0, mandatory)]
    #[param(set = "NotContainsSet", position = 0, mandatory)]
    #[param(set = "NotEqualSet", position = 0, mandatory)]
    #[param(set = "NotInSet", position = 0, mandatory)]
    #[param(set = "NotLikeSet", position = 0, mandatory)]
    #[param(set = "NotMatchSet", position = 0, mandatory)]
    property: Option<String>,
    /// What the property is compared with.
    #[param(set = "CaseSensitiveContainsSet", position = 1)]
    #[param(set = "CaseSensitiveEqualSet", position = 1)]
    #[param(set = "CaseSensitiveGreaterOrEqualSet", position = 1)]
    #[param(set = "CaseSensitiveGreaterThanSet", position = 1)]
    #[param(set = "CaseSensitiveInSet", position = 1)]
    #[param(set = "CaseSensitiveLessOrEqualSet", position = 1)]
    #[param(set = "CaseSensitiveLessThanSet", position = 1)]
    #[param(set = "CaseSensitiveLikeSet", position = 1)]
    #[param(set = "CaseSensitiveMatchSet", position = 1)]
    #[param(set = "CaseSensitiveNotContainsSet", position = 1)]
    #[param(set = "CaseSensitiveNotEqualSet", position = 1)]
    #[param(set = "CaseSensitiveNotInSet", position = 1)]
    #[param(set = "CaseSensitiveNotLikeSet", position = 1)]
    #[param(set = "CaseSensitiveNotMatchSet", position = 1)]
    #[param(set = "ContainsSet", position = 1)]
    #[param(set = "EqualSet", position = 1)]
    #[param(set = "GreaterOrEqualSet", position = 1)]
    #[param(set = "GreaterThanSet", position = 1)]
    #[param(set = "InSet", position = 1)]
    #[param(set = "IsNotSet", position = 1)]
    #[param(set = "IsSet", position = 1)]
    #[param(set = "LessOrEqualSet", position = 1)]
    #[param(set = "LessThanSet", position = 1)]
    #[param(set = "LikeSet", position = 1)]
    #[param(set = "MatchSet", position = 1)]
    #[param(set = "NotContainsSet", position = 1)]
    #[param(set = "NotEqualSet", position = 1)]
    #[param(set = "NotInSet", position = 1)]
    #[param(set = "NotLikeSet", position = 1)]
    #[param(set = "NotMatchSet", position = 1)]
    value: Value,
    /// Equal, as `-eq`; the default.
    #[param(set = "EqualSet", name = "EQ", alias = "IEQ")]
    eq: Switch,
    /// Equal with regard to case.
    #[param(set = "CaseSensitiveEqualSet", mandatory, name = "CEQ")]
    ceq: Switch,
    /// Not equal.
    #[param(set = "NotEqualSet", mandatory, name = "NE", alias = "INE")]
    ne: Switch,
    /// Not equal with regard to case.
    #[param(set = "CaseSensitiveNotEqualSet", mandatory, name = "CNE")]
    cne: Switch,
    /// Greater.
    #[param(set = "GreaterThanSet", mandatory, name = "GT", alias = "IGT")]
    gt: Switch,
    /// Greater with regard to case.
    #[param(set = "CaseSensitiveGreaterThanSet", mandatory, name = "CGT")]
    cgt: Switch,
    /// Less.
    #[param(set = "LessThanSet", mandatory, name = "LT", alias = "ILT")]
    lt: Switch,
    /// Less with regard to case.
    #[param(set = "CaseSensitiveLessThanSet", mandatory, name = "CLT")]
    clt: Switch,
    /// Greater or equal.
    #[param(set = "GreaterOrEqualSet", mandatory, name = "GE", alias = "IGE")]
    ge: Switch,
    /// Greater or equal with regard to case.
    #[param(set = "CaseSensitiveGreaterOrEqualSet", mandatory, name = "CGE")]
    cge: Switch,
    /// Less or equal.
    #[param(set = "LessOrEqualSet", mandatory, name = "LE", alias = "ILE")]
    le: Switch,
    /// Less or equal with regard to case.
    #[param(set = "CaseSensitiveLessOrEqualSet", mandatory, name = "CLE")]
    cle: Switch,
    /// Matches wildcards.
    #[param(set = "LikeSet", mandatory, alias = "ILike")]
    like: Switch,
    /// Matches wildcards with regard to case.
    #[param(set = "CaseSensitiveLikeSet", mandatory, name = "CLike")]
    clike: Switch,
    /// Does not match wildcards.
    #[param(set = "NotLikeSet", mandatory, alias = "INotLike")]
    not_like: Switch,
    /// Does not match wildcards with regard to case.
    #[param(set = "CaseSensitiveNotLikeSet", mandatory, name = "CNotLike")]
    cnotlike: Switch,
    /// Matches a regular expression.
    #[param(set = "MatchSet", mandatory, name = "Match", alias = "IMatch")]
    matches: Switch,
    /// Matches a regular expression with regard to case.
    #[param(set = "CaseSensitiveMatchSet", mandatory, name = "CMatch")]
    cmatch: Switch,
    /// Does not match a regular expression.
    #[param(set = "NotMatchSet", mandatory, alias = "INotMatch")]
    not_match: Switch,
    /// Does not match a regular expression with regard to case.
    #[param(set = "CaseSensitiveNotMatchSet", mandatory, name = "CNotMatch")]
    cnotmatch: Switch,
    /// The property is a collection that holds the value.
    #[param(set = "ContainsSet", mandatory, alias = "IContains")]
    contains: Switch,
    /// Holds the value with regard to case.
    #[param(set = "CaseSensitiveContainsSet", mandatory, name = "CContains")]
    ccontains: Switch,
    /// Does not hold the value.
    #[param(set = "NotContainsSet", mandatory, alias = "INotContains")]
    not_contains: Switch,
    /// Does not hold the value with regard to case.
    #[param(set = "CaseSensitiveNotContainsSet", mandatory, name = "CNotContains")]
    cnotcontains: Switch,
    /// The value is a collection that holds the property.
    #[param(set = "InSet", mandatory, name = "In", alias = "IIn")]
    is_in: Switch,
    /// Is held with regard to case.
    #[param(set = "CaseSensitiveInSet", mandatory, name = "CIn")]
    cin: Switch,
    /// The property is not held by the value.
    #[param(set = "NotInSet", mandatory, alias = "INotIn")]
    not_in: Switch,
    /// Is not held with regard to case.
    #[param(set = "CaseSensitiveNotInSet", mandatory, name = "CNotIn")]
    cnotin: Switch,
    /// The property is of the type.
    #[param(set = "IsSet", mandatory)]
    is: Switch,
    /// The property is not of the type.
    #[param(set = "IsNotSet", mandatory)]
    is_not: Switch,
    /// The property does not count as true.
    #[param(set = "Not", mandatory, name = "Not")]
    negated: Switch,

    operator: Operator,
    operand: Value,
}

/// What decides about an object.
#[derive(Clone, Copy, Default)]
enum Operator {
    /// A script block.
    #[default]
    Block,
    /// The property counts as true (or not).
    Truth(bool),
    /// A comparison; the flag ignores case.
    Compare(Comparison, bool),
    /// `-Is` (or not).
    Type(bool),
}

impl Cmdlet for WhereObject {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if self.filter_script.is_some() {
            return Ok(());
        }
        self.operator = self.chosen(shell);
        self.operand = self.value.clone();
        let value_given = shell.is_bound("Value");
        match self.operator {
            Operator::Truth(_) if value_given => Err(misused(
                "OperatorNotSpecified",
                "Operator",
                "An operator is required to compare the two specified values. Include a valid operator in the command, and then try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle",
            )),
            Operator::Compare(..) | Operator::Type(_) if !value_given => Err(misused(
                "ValueNotSpecifiedForWhereObject",
                "Value",
                "The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.",
            )),
            Operator::Type(_) => self.name_type(shell),
            _ => Ok(()),
        }
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(script) = &self.filter_script else { return self.compare(shell) };
        let verdict =
            block::value(shell, script, block::for_item(&self.input_object)).map_err(of_this_command)?;
        if convert::is_true(&verdict) && has_input(shell) {
            return shell.write(std::mem::take(&mut self.input_object));
        }
        Ok(())
    }
}

/// What a condition raises is an error of the command; what it throws is not.
fn of_this_command(interrupt: Interrupt) -> Interrupt {
    if let Some(raised) = interrupt.raised()
        && !raised.ends_script
    {
        raised.with(|it| {
            if !it.id.text().contains(',') {
                it.id = format!("{},Microsoft.PowerShell.Commands.WhereObjectCommand", it.id).as_str().into();
            }
        });
    }
    interrupt
}

fn misused(id: &str, parameter: &'static str, message: &str) -> psp_value::Interrupt {
    name_error(parameter, id, message.to_owned(), &Value::NULL).into()
}

impl WhereObject {
    fn chosen(&self, shell: &Shell<'_>) -> Operator {
        use Comparison as C;
        let table: [(Switch, Switch, Comparison); 14] = [
            (self.eq, self.ceq, C::Eq),
            (self.ne, self.cne, C::Ne),
            (self.gt, self.cgt, C::Gt),
            (self.lt, self.clt, C::Lt),
            (self.ge, self.cge, C::Ge),
            (self.le, self.cle, C::Le),
            (self.like, self.clike, C::Like),
            (self.not_like, self.cnotlike, C::NotLike),
            (self.matches, self.cmatch, C::Match),
            (self.not_match, self.cnotmatch, C::NotMatch),
            (self.contains, self.ccontains, C::Contains),
            (self.not_contains, self.cnotcontains, C::NotContains),
            (self.is_in, self.cin, C::In),
            (self.not_in, self.cnotin, C::NotIn),
        ];
        for (plain, exact, comparison) in table {
            if plain.0 || exact.0 {
                return Operator::Compare(comparison, plain.0);
            }
        }
        match (self.is.0, self.is_not.0, shell.is_bound("EQ")) {
            (true, _, _) => Operator::Type(true),
            (_, true, _) => Operator::Type(false),
            (_, _, true) => Operator::Compare(C::Eq, true),
            _ => Operator::Truth(!self.negated.0),
        }
    }

    /// `-Is [int]`: a bare word arrives as text in brackets.
    fn name_type(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(text) = self.operand.unboxed().as_string() {
            let text = text.text().into_owned();
            let plain = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(&text);
            self.operand = convert::convert(shell.session, &plain.into(), well_known::TYPE.ty())?;
        }
        Ok(())
    }

    fn compare(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if !has_input(shell) {
            return Ok(());
        }
        let name = self.property.take().unwrap_or_default();
        let value = self.property_value(shell, &name);
        self.property = Some(name);
        let Some(value) = value? else { return Ok(()) };
        let verdict = match self.operator {
            Operator::Block => return Ok(()),
            Operator::Truth(wanted) => Ok(convert::is_true(&value) == wanted),
            Operator::Type(wanted) => {
                operators::is(shell.session, &value, &self.operand).map(|it| convert::is_true(&it) == wanted)
            }
            Operator::Compare(Comparison::Match, ignore_case) => self.matched(shell, &value, ignore_case),
            Operator::Compare(comparison, ignore_case) => {
                operators::compare(shell.session, comparison, ignore_case, &value, &self.operand)
                    .map(|it| convert::is_true(&it))
            }
        };
        match caught(verdict)? {
            Ok(true) => shell.write(std::mem::take(&mut self.input_object)),
            Ok(false) => Ok(()),
            Err(error) => {
                let fault = fault::invalid_operation(
                    "OperatorFailed",
                    format!("The '{}' operator failed: {}", self.operator_name(), message_of(&error)),
                );
                shell.write_error(fault.target(self.input_object.clone()).into_record())
            }
        }
    }

    fn matched(&self, shell: &mut Shell<'_>, value: &Value, ignore_case: bool) -> Result<bool> {
        let (verdict, matches) = operators::matches(shell.session, false, ignore_case, value, &self.operand)?;
        if let Some(matches) = matches {
            let scope = shell.scope();
            shell.write_variable(NAMES.matches, scope, matches)?;
        }
        Ok(convert::is_true(&verdict))
    }

    fn operator_name(&self) -> String {
        match self.operator {
            Operator::Block => String::new(),
            Operator::Truth(true) => "-eq".to_owned(),
            Operator::Truth(false) => "-not".to_owned(),
            Operator::Type(true) => "-is".to_owned(),
            Operator::Type(false) => "-isnot".to_owned(),
            Operator::Compare(comparison, ignore_case) => {
                let case = if ignore_case { "i" } else { "c" };
                format!("-{case}{}", format!("{comparison:?}").to_lowercase())
            }
        }
    }

    /// The property's value; `None` when an error was written instead.
    fn property_value(&self, shell: &mut Shell<'_>, name: &str) -> Result<Option<Value>> {
        let target = &self.input_object;
        if target.is_null() {
            if shell.strict_mode() < 2 {
                return Ok(Some(Value::NULL));
            }
            let message = "Cannot operate on a 'null' input object.".to_owned();
            shell.write_error(name_error("InputObject", "InputObjectIsNull", message, target))?;
            return Ok(None);
        }
        if let Some(found) = table_entry(target, name) {
            return Ok(Some(found));
        }
        let mut wanted = Str::new(name);
        if has_wildcards(name) {
            let found = matching(shell, target, name)?;
            if found.len() > 1 {
                shell.write_error(ambiguous("PropertyName", "members", name, &found, target))?;
                return Ok(None);
            }
            if let Some(found) = found.first() {
                wanted = found.name.clone();
            }
        }
        match caught(member::try_get_member(shell.session, target, &wanted))? {
            Ok(Some(value)) => Ok(Some(value)),
            Ok(None) if shell.strict_mode() >= 2 => {
                let message = format!("The input name \"{name}\" cannot be resolved to a property.");
                shell.write_error(name_error("Property", "PropertyNotFound", message, target))?;
                Ok(None)
            }
            _ => Ok(Some(Value::NULL)),
        }
    }
}
