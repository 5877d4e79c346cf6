//! `System.Text.RegularExpressions.Regex`.

use super::{collections::MatchCollection, matching::Match};
use crate::{
    declare::Emulated,
    support::{Delegate, errors},
    system::enums::RegexOptions,
};
use psp_clr::{
    datetime::TimeSpan,
    regex::{self as clr, Captures, RegexError, RegexOptions as Options},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Interrupt, Native, Object, Result, Str, Value};
use std::sync::Arc;

/// A compiled pattern.
pub struct Regex(pub Arc<clr::Regex>);

impl Native for Regex {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.0.pattern().to_owned()))
    }
}

/// A compiled pattern out of the cache, or .NET's error about it.
pub fn compiled(pattern: &str, options: i64) -> Result<Arc<clr::Regex>> {
    clr::cached(pattern, Options(options as u32)).map_err(|it| invalid(&it))
}

fn invalid(error: &RegexError) -> Interrupt {
    Fault::new("System.Text.RegularExpressions.RegexParseException", error.to_string())
        .property("Offset", Value::int(error.offset as i32))
        .into()
}

/// A text as patterns see it.
struct Input {
    text: Str,
    readable: Arc<str>,
}

impl Input {
    fn new(text: &Str) -> Self {
        Self { text: text.clone(), readable: Arc::from(&*text.text()) }
    }

    /// The byte offset of `startat`.
    fn start(&self, regex: &clr::Regex, start: Option<i32>) -> Result<usize> {
        let end = if regex.is_right_to_left() { self.readable.len() } else { 0 };
        let Some(start) = start else { return Ok(end) };
        if start < 0 || start as usize > self.text.utf16_len() {
            let message = "Start index cannot be less than 0 or greater than input length.";
            return Err(Fault::out_of_range(message, "startat").into());
        }
        Ok(self.text.byte_offset(start as usize))
    }

    fn found(&self, regex: &Arc<clr::Regex>, captures: Option<Captures>) -> Match {
        Match::of(regex, &self.text, &self.readable, captures)
    }
}

fn first(regex: &Arc<clr::Regex>, input: &Str, start: Option<i32>) -> Result<Match> {
    let input = Input::new(input);
    let at = input.start(regex, start)?;
    let captures = regex.captures_at(&input.readable, at);
    Ok(input.found(regex, captures))
}

fn all(regex: &Arc<clr::Regex>, input: &Str, start: Option<i32>) -> Result<MatchCollection> {
    let input = Input::new(input);
    let at = input.start(regex, start)?;
    let found = regex.captures_iter(&input.readable, at).map(|it| input.found(regex, Some(it))).collect();
    Ok(MatchCollection::of(found))
}

fn at_most(count: Option<i32>, parameter: &str) -> Result<Option<usize>> {
    match count {
        Some(count) if count < -1 => {
            Err(Fault::out_of_range("Count cannot be less than -1.", parameter).into())
        }
        Some(count) => Ok(usize::try_from(count).ok()),
        None => Ok(None),
    }
}

fn replaced(
    regex: &Arc<clr::Regex>,
    input: &Str,
    replacement: &str,
    count: Option<i32>,
    start: Option<i32>,
) -> Result<String> {
    let input = Input::new(input);
    let at = input.start(regex, start)?;
    Ok(regex.replace_from(&input.readable, replacement, at_most(count, "count")?, at).into_owned())
}

fn evaluated(
    context: &mut dyn Context,
    regex: &Arc<clr::Regex>,
    input: &Str,
    evaluator: &Delegate,
    count: Option<i32>,
    start: Option<i32>,
) -> Result<String> {
    let input = Input::new(input);
    let at = input.start(regex, start)?;
    let text = regex.replace_with(&input.readable, at_most(count, "count")?, at, |captures, out| {
        let found = Object::native(Match::ty(), input.found(regex, Some(captures.clone())));
        let result = evaluator.call(context, &[found.into()])?;
        let result = psp_value::convert::to_text(context, &result)?;
        out.push_str(&result.text());
        Ok::<(), Interrupt>(())
    })?;
    Ok(text.into_owned())
}

fn pieces(regex: &clr::Regex, input: &Str, count: Option<i32>, start: Option<i32>) -> Result<Vec<String>> {
    let input = Input::new(input);
    let at = input.start(regex, start)?;
    let count = match count {
        Some(count) if count < 0 => {
            return Err(Fault::out_of_range("Count cannot be less than -1.", "count").into());
        }
        Some(0) | None => None,
        Some(count) => Some(count as usize),
    };
    Ok(regex.split(&input.readable, count, at).into_iter().map(str::to_owned).collect())
}

fn bits(options: Option<RegexOptions>) -> i64 {
    options.map_or(0, |it| it.0)
}

#[ps_type("System.Text.RegularExpressions.Regex", of = REGEX)]
impl Regex {
    /// Compiles a pattern.
    #[ps("new")]
    fn new(pattern: &str, options: Option<RegexOptions>, match_timeout: Option<TimeSpan>) -> Result<Self> {
        let _ = match_timeout;
        compiled(pattern, bits(options)).map(Self)
    }

    /// No limit.
    #[ps(get)]
    fn infinite_match_timeout() -> TimeSpan {
        TimeSpan(-10_000)
    }

    /// How many patterns are remembered.
    #[ps(get)]
    fn cache_size() -> i32 {
        15
    }
    #[ps(set)]
    fn set_cache_size(value: i32) {
        let _ = value;
    }

    /// The text with everything escaped that has a meaning in a pattern.
    #[ps]
    fn escape(str: &str) -> String {
        clr::escape(str)
    }

    /// The text without escapes.
    #[ps]
    fn unescape(str: &str) -> String {
        clr::unescape(str)
    }

    /// How many matches there are.
    #[ps("Count")]
    fn count_static(input: &Str, pattern: &str, options: Option<RegexOptions>) -> Result<i32> {
        Ok(all(&compiled(pattern, bits(options))?, input, None)?.0.len() as i32)
    }

    /// There is a match.
    #[ps("IsMatch")]
    fn is_match_static(input: &Str, pattern: &str, options: Option<RegexOptions>) -> Result<bool> {
        Ok(compiled(pattern, bits(options))?.is_match(&input.text()))
    }

    /// The first match.
    #[ps("Match")]
    fn match_static(input: &Str, pattern: &str, options: Option<RegexOptions>) -> Result<Match> {
        first(&compiled(pattern, bits(options))?, input, None)
    }

    /// All matches.
    #[ps("Matches")]
    fn matches_static(input: &Str, pattern: &str, options: Option<RegexOptions>) -> Result<MatchCollection> {
        all(&compiled(pattern, bits(options))?, input, None)
    }

    /// The text with the matches replaced by a text, or by what a block gives for each.
    #[ps("Replace")]
    fn replace_static(
        input: &Str,
        pattern: &str,
        replacement: &str,
        options: Option<RegexOptions>,
    ) -> Result<String> {
        replaced(&compiled(pattern, bits(options))?, input, replacement, None, None)
    }
    #[ps("Replace")]
    fn evaluate_static(
        context: &mut dyn Context,
        input: &Str,
        pattern: &str,
        evaluator: Delegate,
        options: Option<RegexOptions>,
    ) -> Result<String> {
        let regex = compiled(pattern, bits(options))?;
        evaluated(context, &regex, input, &evaluator, None, None)
    }

    /// The parts between the matches.
    #[ps("Split")]
    fn split_static(input: &Str, pattern: &str, options: Option<RegexOptions>) -> Result<Vec<String>> {
        let regex = compiled(pattern, bits(options))?;
        pieces(&regex, input, None, None)
    }

    /// The options.
    #[ps(get)]
    fn options(&self) -> RegexOptions {
        RegexOptions(i64::from(self.0.options().0))
    }

    /// Goes from right to left.
    #[ps(get)]
    fn right_to_left(&self) -> bool {
        self.0.is_right_to_left()
    }

    /// The limit on time: none in psp.
    #[ps(get)]
    fn match_timeout(&self) -> TimeSpan {
        TimeSpan(-10_000)
    }

    /// How many matches there are.
    #[ps("Count")]
    fn number(&self, input: &Str) -> Result<i32> {
        Ok(all(&self.0, input, None)?.0.len() as i32)
    }

    /// The names, or numbers, of the groups.
    #[ps]
    fn get_group_names(&self) -> Vec<String> {
        self.0.groups().iter().map(|it| it.name.clone()).collect()
    }

    /// The numbers of the groups.
    #[ps]
    fn get_group_numbers(&self) -> Vec<i32> {
        self.0.groups().iter().map(|it| it.number as i32).collect()
    }

    /// The name of a group.
    #[ps]
    fn group_name_from_number(&self, i: i32) -> String {
        let found = self.0.groups().iter().find(|it| it.number as i32 == i);
        found.map_or_else(String::new, |it| it.name.clone())
    }

    /// The number of a group.
    #[ps]
    fn group_number_from_name(&self, name: &str) -> i32 {
        let found = self.0.slot(name).and_then(|it| self.0.groups().get(it));
        found.map_or(-1, |it| it.number as i32)
    }

    /// There is a match.
    #[ps]
    fn is_match(&self, input: &Str, startat: Option<i32>) -> Result<bool> {
        let input = Input::new(input);
        let at = input.start(&self.0, startat)?;
        Ok(self.0.is_match_at(&input.readable, at))
    }

    /// The first match.
    #[ps("Match")]
    fn find(&self, input: &Str, startat: Option<i32>) -> Result<Match> {
        first(&self.0, input, startat)
    }
    #[ps("Match")]
    fn find_in(&self, input: &Str, beginning: i32, length: i32) -> Result<Match> {
        let (start, end) = errors::range(beginning, length, input.utf16_len())?;
        first(&self.0, &input.slice_utf16(start, end - start), None)
    }

    /// All matches.
    #[ps]
    fn matches(&self, input: &Str, startat: Option<i32>) -> Result<MatchCollection> {
        all(&self.0, input, startat)
    }

    /// The text with matches replaced by a text, or by what a block gives for each.
    #[ps]
    fn replace(
        &self,
        input: &Str,
        replacement: &str,
        count: Option<i32>,
        startat: Option<i32>,
    ) -> Result<String> {
        replaced(&self.0, input, replacement, count, startat)
    }
    #[ps("Replace")]
    fn evaluate(
        &self,
        context: &mut dyn Context,
        input: &Str,
        evaluator: Delegate,
        count: Option<i32>,
        startat: Option<i32>,
    ) -> Result<String> {
        evaluated(context, &self.0, input, &evaluator, count, startat)
    }

    /// The parts between the matches.
    #[ps]
    fn split(&self, input: &Str, count: Option<i32>, startat: Option<i32>) -> Result<Vec<String>> {
        pieces(&self.0, input, count, startat)
    }

    /// The pattern.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.0.pattern().to_owned()
    }
}
