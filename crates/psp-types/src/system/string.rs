//! `System.String`: the declarations; the work is done in the modules beside.

mod edit;
mod search;
mod shared;
mod split;

use self::{
    shared::*,
    split::{Options, Separators},
};
use crate::{
    declare::{Char, NullStr},
    support::{
        Provider,
        text::{self, StringComparison as How},
        values,
    },
    system::{
        collections::enumerator::Enumerator,
        enums::{NormalizationForm, StringSplitOptions as Splitting},
        globalization::culture_info::CultureInfo,
    },
};
use psp_clr::{
    culture::INVARIANT,
    text::{to_lower, to_upper},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Result, Str, Value};

/// Text.
pub(crate) struct PsString;

#[ps_type("System.String", of = STRING)]
impl PsString {
    /// A character so many times.
    #[ps("new")]
    fn repeated(c: Char, count: i32) -> Result<Str> {
        edit::pad(&Str::default(), count, c.0, true)
    }
    #[ps("new")]
    fn from_chars(value: Vec<Char>) -> Str {
        from_units(&value)
    }
    #[ps("new")]
    fn from_some_chars(value: Vec<Char>, start_index: i32, length: i32) -> Result<Str> {
        edit::substring(&from_units(&value), start_index, Some(length))
    }

    /// No text.
    #[ps(get)]
    fn empty() -> &'static str {
        ""
    }

    /// The order of two strings.
    #[ps]
    fn compare(context: &mut dyn Context, str_a: &Str, str_b: &Str, ignore_case: Option<bool>) -> i32 {
        order(context, str_a, str_b, How::current(ignore_case.unwrap_or(false)))
    }
    #[ps("Compare")]
    fn compare_by(context: &mut dyn Context, str_a: &Str, str_b: &Str, comparison_type: How) -> i32 {
        order(context, str_a, str_b, comparison_type)
    }
    #[ps("Compare")]
    fn compare_in(
        context: &mut dyn Context,
        str_a: &Str,
        str_b: &Str,
        ignore_case: bool,
        culture: Provider,
    ) -> i32 {
        culture.with(context, |it| order(it, str_a, str_b, How::current(ignore_case)))
    }
    #[ps("Compare")]
    fn compare_with(
        context: &mut dyn Context,
        str_a: &Str,
        str_b: &Str,
        culture: Provider,
        options: crate::system::globalization::enums::CompareOptions,
    ) -> i32 {
        options.order(culture.culture(context), str_a, str_b)
    }
    #[ps("Compare")]
    fn compare_parts(
        context: &mut dyn Context,
        str_a: &Str,
        index_a: i32,
        str_b: &Str,
        index_b: i32,
        length: i32,
        ignore_case: Option<bool>,
    ) -> Result<i32> {
        let (a, b) = parts(str_a, index_a, str_b, index_b, length)?;
        Ok(order(context, &a, &b, How::current(ignore_case.unwrap_or(false))))
    }
    #[ps("Compare")]
    fn compare_parts_by(
        context: &mut dyn Context,
        str_a: &Str,
        index_a: i32,
        str_b: &Str,
        index_b: i32,
        length: i32,
        comparison_type: How,
    ) -> Result<i32> {
        let (a, b) = parts(str_a, index_a, str_b, index_b, length)?;
        Ok(order(context, &a, &b, comparison_type))
    }

    /// The difference of the first units that differ.
    #[ps]
    fn compare_ordinal(str_a: NullStr, str_b: NullStr) -> i32 {
        ordinal(str_a.0.as_ref(), str_b.0.as_ref())
    }
    #[ps("CompareOrdinal")]
    fn compare_ordinal_parts(
        str_a: &Str,
        index_a: i32,
        str_b: &Str,
        index_b: i32,
        length: i32,
    ) -> Result<i32> {
        let (a, b) = parts(str_a, index_a, str_b, index_b, length)?;
        Ok(ordinal(Some(&a), Some(&b)))
    }

    /// The texts of all values, one after the other.
    #[ps]
    fn concat(context: &mut dyn Context, #[ps(params)] args: &[Value]) -> Result<Str> {
        edit::join(context, &Str::default(), args)
    }
    #[ps("Concat")]
    fn concat_sequence(context: &mut dyn Context, values: Joined) -> Result<Str> {
        edit::join(context, &Str::default(), &values.0)
    }
    #[ps("Copy")]
    fn copy_of(str: &Str) -> Str {
        str.clone()
    }
    #[ps("Equals")]
    fn same(context: &mut dyn Context, a: NullStr, b: NullStr, comparison_type: Option<How>) -> bool {
        match (&a.0, &b.0) {
            (Some(a), Some(b)) => comparison_type.unwrap_or(How::Ordinal).equal(context, a, b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    /// Fills the places of a composite format.
    #[ps]
    fn format(context: &mut dyn Context, format: &Str, #[ps(params)] args: Objects) -> Result<Value> {
        format_with(context, format, args)
    }
    #[ps("Format")]
    fn format_in(
        context: &mut dyn Context,
        provider: Provider,
        format: &Str,
        #[ps(params)] args: Objects,
    ) -> Result<Value> {
        provider.with(context, |it| format_with(it, format, args))
    }

    /// The same text.
    #[ps]
    fn intern(str: &Str) -> Str {
        str.clone()
    }
    #[ps]
    fn is_interned(str: &Str) -> Str {
        str.clone()
    }

    /// There is no text.
    #[ps]
    fn is_null_or_empty(value: &Str) -> bool {
        value.is_empty()
    }
    #[ps]
    fn is_null_or_white_space(value: &Str) -> bool {
        value.utf16().all(text::is_white)
    }

    /// All strings with a separator between them.
    #[ps]
    fn join(separator: &Str, #[ps(params)] value: &[Str]) -> Str {
        edit::join_texts(separator, value)
    }
    #[ps("Join")]
    fn join_objects(
        context: &mut dyn Context,
        separator: &Str,
        #[ps(params)] values: &[Value],
    ) -> Result<Str> {
        edit::join(context, separator, values)
    }
    #[ps("Join")]
    fn join_sequence(context: &mut dyn Context, separator: &Str, values: Joined) -> Result<Str> {
        edit::join(context, separator, &values.0)
    }
    #[ps("Join")]
    fn join_some(separator: &Str, value: &[Str], start_index: i32, count: i32) -> Result<Str> {
        join_range(separator, value, start_index, count)
    }

    /// The unit at an index.
    #[ps("get_Chars")]
    fn chars(this: &Str, index: i32) -> Result<Char> {
        usize::try_from(index).ok().and_then(|it| this.unit_at(it)).map(Char).ok_or_else(no_unit)
    }

    #[ps("Chars")]
    fn chars_at(this: &Str, index: i32) -> Result<Char> {
        Self::chars(this, index)
    }

    /// How many UTF-16 units.
    #[ps(get)]
    fn length(this: &Str) -> i32 {
        this.utf16_len() as i32
    }
    #[ps("Clone")]
    fn clone_text(this: &Str) -> Str {
        this.clone()
    }
    #[ps]
    fn compare_to(context: &mut dyn Context, this: &Str, str_b: &Str) -> i32 {
        order(context, this, str_b, How::CurrentCulture)
    }
    #[ps("CompareTo")]
    fn compare_to_object(context: &mut dyn Context, this: &Str, value: &Value) -> Result<i32> {
        match (value.is_null(), value.as_string()) {
            (true, _) => Ok(1),
            (_, Some(other)) => Ok(order(context, this, other, How::CurrentCulture)),
            _ => Err(Fault::new("System.ArgumentException", "Object must be of type String.").into()),
        }
    }

    /// The value occurs in the text.
    #[ps]
    fn contains(this: &Str, value: &Str, comparison_type: Option<How>) -> bool {
        let how = comparison_type.unwrap_or(How::Ordinal);
        text::find(this, value, 0, this.utf16_len(), how.ignores_case()).is_some()
    }
    #[ps("Contains")]
    fn contains_char(this: &Str, value: Char, comparison_type: Option<How>) -> bool {
        Self::contains(this, &one(value), comparison_type)
    }

    /// Copies units into an array.
    #[ps]
    fn copy_to(
        this: &Str,
        source_index: i32,
        destination: &Value,
        destination_index: i32,
        count: i32,
    ) -> Result<()> {
        let part = edit::substring(this, source_index, Some(count))?;
        let units: Vec<_> = part.utf16().map(Value::char).collect();
        crate::support::elements::copy_into(&units, destination, destination_index)
    }

    /// The text ends with a value.
    #[ps]
    fn ends_with(this: &Str, value: &Str, comparison_type: Option<How>) -> bool {
        search::ends_with(this, value, comparison_type.unwrap_or(How::CurrentCulture))
    }
    #[ps("EndsWith")]
    fn ends_with_char(this: &Str, value: Char) -> bool {
        search::ends_with(this, &one(value), How::Ordinal)
    }
    #[ps("EndsWith")]
    fn ends_with_in(this: &Str, value: &Str, ignore_case: bool, culture: Provider) -> bool {
        let _ = culture;
        search::ends_with(this, value, How::current(ignore_case))
    }
    #[ps]
    fn starts_with(this: &Str, value: &Str, comparison_type: Option<How>) -> bool {
        search::starts_with(this, value, comparison_type.unwrap_or(How::CurrentCulture))
    }
    #[ps("StartsWith")]
    fn starts_with_char(this: &Str, value: Char) -> bool {
        search::starts_with(this, &one(value), How::Ordinal)
    }
    #[ps("StartsWith")]
    fn starts_with_in(this: &Str, value: &Str, ignore_case: bool, culture: Provider) -> bool {
        let _ = culture;
        search::starts_with(this, value, How::current(ignore_case))
    }

    /// The same text.
    #[ps]
    fn equals(this: &Str, obj: &Value) -> bool {
        obj.as_string().is_some_and(|it| it == this)
    }
    #[ps("Equals")]
    fn equals_by(
        context: &mut dyn Context,
        this: &Str,
        value: NullStr,
        comparison_type: Option<How>,
    ) -> bool {
        let how = comparison_type.unwrap_or(How::Ordinal);
        value.0.is_some_and(|it| how.equal(context, this, &it))
    }

    /// The units one after the other.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }
    #[ps]
    fn get_type_code(this: &Str) -> crate::system::enums::TypeCode {
        let _ = this;
        crate::system::enums::TypeCode(18)
    }

    /// The first place of a value, -1 when there is none.
    #[ps]
    fn index_of(
        this: &Str,
        value: &Str,
        start_index: Option<i32>,
        count: Option<i32>,
        comparison_type: Option<How>,
    ) -> Result<i32> {
        let how = comparison_type.unwrap_or(How::CurrentCulture);
        search::index_of(this, value, start_index, count, how)
    }
    #[ps("IndexOf")]
    fn index_of_by(this: &Str, value: &Str, comparison_type: How) -> Result<i32> {
        search::index_of(this, value, None, None, comparison_type)
    }
    #[ps("IndexOf")]
    fn index_of_from_by(this: &Str, value: &Str, start_index: i32, comparison_type: How) -> Result<i32> {
        search::index_of(this, value, Some(start_index), None, comparison_type)
    }
    #[ps("IndexOf")]
    fn index_of_char(this: &Str, value: Char, start_index: Option<i32>, count: Option<i32>) -> Result<i32> {
        search::index_of(this, &one(value), start_index, count, How::Ordinal)
    }
    #[ps("IndexOf")]
    fn index_of_char_by(this: &Str, value: Char, comparison_type: How) -> Result<i32> {
        search::index_of(this, &one(value), None, None, comparison_type)
    }

    /// The first place of any of some characters, -1 when there is none.
    #[ps]
    fn index_of_any(
        this: &Str,
        any_of: &[Char],
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<i32> {
        search::index_of_any(this, &raw(any_of), start_index, count)
    }
    #[ps]
    fn last_index_of(
        this: &Str,
        value: &Str,
        start_index: Option<i32>,
        count: Option<i32>,
        comparison_type: Option<How>,
    ) -> Result<i32> {
        let how = comparison_type.unwrap_or(How::CurrentCulture);
        search::last_index_of(this, value, start_index, count, how)
    }
    #[ps("LastIndexOf")]
    fn last_index_of_by(this: &Str, value: &Str, comparison_type: How) -> Result<i32> {
        search::last_index_of(this, value, None, None, comparison_type)
    }
    #[ps("LastIndexOf")]
    fn last_index_of_from_by(this: &Str, value: &Str, start_index: i32, comparison_type: How) -> Result<i32> {
        search::last_index_of(this, value, Some(start_index), None, comparison_type)
    }
    #[ps("LastIndexOf")]
    fn last_index_of_char(
        this: &Str,
        value: Char,
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<i32> {
        search::last_index_of(this, &one(value), start_index, count, How::Ordinal)
    }
    #[ps]
    fn last_index_of_any(
        this: &Str,
        any_of: &[Char],
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<i32> {
        search::last_index_of_any(this, &raw(any_of), start_index, count)
    }

    /// The text with another one inserted.
    #[ps]
    fn insert(this: &Str, start_index: i32, value: &Str) -> Result<Str> {
        edit::insert(this, start_index, value)
    }
    #[ps]
    fn is_normalized(this: &Str, normalization_form: Option<NormalizationForm>) -> Result<bool> {
        text::is_normalized(this, normalization_form)
    }

    /// The text in a normal form of Unicode.
    #[ps]
    fn normalize(this: &Str, normalization_form: Option<NormalizationForm>) -> Result<Str> {
        text::normalize(this, normalization_form)
    }

    /// The text, filled up on the left.
    #[ps]
    fn pad_left(this: &Str, total_width: i32, padding_char: Option<Char>) -> Result<Str> {
        edit::pad(this, total_width, padding_char.map_or(0x20, |it| it.0), true)
    }
    #[ps]
    fn pad_right(this: &Str, total_width: i32, padding_char: Option<Char>) -> Result<Str> {
        edit::pad(this, total_width, padding_char.map_or(0x20, |it| it.0), false)
    }

    /// The text without what follows an index.
    #[ps]
    fn remove(this: &Str, start_index: i32) -> Result<Str> {
        edit::remove_from(this, start_index)
    }
    #[ps("Remove")]
    fn remove_part(this: &Str, start_index: i32, count: i32) -> Result<Str> {
        edit::remove(this, start_index, count)
    }
    #[ps("Replace")]
    fn replace_char(this: &Str, old_char: Char, new_char: Char) -> Result<Str> {
        search::replace(this, &one(old_char), &one(new_char), false)
    }

    /// The text with all occurrences of a value replaced.
    #[ps]
    fn replace(this: &Str, old_value: &Str, new_value: &Str, comparison_type: Option<How>) -> Result<Str> {
        search::replace(this, old_value, new_value, comparison_type.is_some_and(How::ignores_case))
    }
    #[ps("Replace")]
    fn replace_in(
        this: &Str,
        old_value: &Str,
        new_value: &Str,
        ignore_case: bool,
        culture: Provider,
    ) -> Result<Str> {
        let _ = culture;
        search::replace(this, old_value, new_value, ignore_case)
    }

    /// The text with one kind of line ends.
    #[ps]
    fn replace_line_endings(this: &Str, replacement_text: Option<Str>) -> Str {
        edit::line_endings(this, &replacement_text.unwrap_or_else(|| "\n".into()))
    }

    /// The parts between characters; white space when none are given.
    #[ps]
    fn split(this: &Str, #[ps(params)] separator: &[Char]) -> Result<Vec<Str>> {
        split::split(this, &Separators::units(raw(separator)), None, Options::from_bits(0))
    }
    #[ps("Split")]
    fn split_char(this: &Str, separator: Char, options: Option<Splitting>) -> Result<Vec<Str>> {
        split::split(this, &Separators::Units(vec![separator.0]), None, flags(options))
    }
    #[ps("Split")]
    fn split_char_count(
        this: &Str,
        separator: Char,
        count: i32,
        options: Option<Splitting>,
    ) -> Result<Vec<Str>> {
        split::split(this, &Separators::Units(vec![separator.0]), Some(count), flags(options))
    }
    #[ps("Split")]
    fn split_text(this: &Str, separator: &Str, options: Option<Splitting>) -> Result<Vec<Str>> {
        split::split(this, &Separators::text(separator), None, flags(options))
    }
    #[ps("Split")]
    fn split_text_count(
        this: &Str,
        separator: &Str,
        count: i32,
        options: Option<Splitting>,
    ) -> Result<Vec<Str>> {
        split::split(this, &Separators::text(separator), Some(count), flags(options))
    }
    #[ps("Split")]
    fn split_chars(this: &Str, separator: &[Char], options: Splitting) -> Result<Vec<Str>> {
        split::split(this, &Separators::units(raw(separator)), None, flags(Some(options)))
    }
    #[ps("Split")]
    fn split_chars_count(
        this: &Str,
        separator: &[Char],
        count: i32,
        options: Option<Splitting>,
    ) -> Result<Vec<Str>> {
        split::split(this, &Separators::units(raw(separator)), Some(count), flags(options))
    }
    #[ps("Split")]
    fn split_texts(this: &Str, separator: &[Str], options: Splitting) -> Result<Vec<Str>> {
        split::split(this, &Separators::texts(separator), None, flags(Some(options)))
    }
    #[ps("Split")]
    fn split_texts_count(this: &Str, separator: &[Str], count: i32, options: Splitting) -> Result<Vec<Str>> {
        split::split(this, &Separators::texts(separator), Some(count), flags(Some(options)))
    }

    /// A part of the text.
    #[ps]
    fn substring(this: &Str, start_index: i32, length: Option<i32>) -> Result<Str> {
        edit::substring(this, start_index, length)
    }

    /// The units.
    #[ps]
    fn to_char_array(this: &Str) -> Vec<Char> {
        this.utf16().map(Char).collect()
    }
    #[ps("ToCharArray")]
    fn to_char_array_part(this: &Str, start_index: i32, length: i32) -> Result<Vec<Char>> {
        let size = this.utf16_len();
        if start_index < 0 || start_index as usize > size {
            return Err(crate::support::errors::insert_index("startIndex"));
        }
        if length < 0 || start_index as usize + length as usize > size {
            return Err(crate::support::errors::insert_index("length"));
        }
        Ok(this.slice_utf16(start_index as usize, length as usize).utf16().map(Char).collect())
    }

    /// The text in lower case.
    #[ps]
    fn to_lower(context: &mut dyn Context, this: &Str) -> Str {
        cased(this, context.culture(), to_lower)
    }
    #[ps("ToLower")]
    fn to_lower_in(this: &Str, culture: &CultureInfo) -> Str {
        cased(this, culture.get(), to_lower)
    }
    #[ps]
    fn to_lower_invariant(this: &Str) -> Str {
        cased(this, &INVARIANT, to_lower)
    }
    #[ps]
    fn to_upper(context: &mut dyn Context, this: &Str) -> Str {
        cased(this, context.culture(), to_upper)
    }
    #[ps("ToUpper")]
    fn to_upper_in(this: &Str, culture: &CultureInfo) -> Str {
        cased(this, culture.get(), to_upper)
    }
    #[ps]
    fn to_upper_invariant(this: &Str) -> Str {
        cased(this, &INVARIANT, to_upper)
    }

    /// The text itself.
    #[ps("ToString")]
    fn text(this: &Str, provider: Option<Provider>) -> Str {
        let _ = provider;
        this.clone()
    }

    /// The text without some characters, or white space, at both ends.
    #[ps]
    fn trim(this: &Str, #[ps(params)] trim_chars: &[Char]) -> Str {
        split::trimmed(this, true, true, &raw(trim_chars))
    }
    #[ps("Trim")]
    fn trim_char(this: &Str, trim_char: Char) -> Str {
        split::trimmed(this, true, true, &[trim_char.0])
    }
    #[ps]
    fn trim_end(this: &Str, #[ps(params)] trim_chars: &[Char]) -> Str {
        split::trimmed(this, false, true, &raw(trim_chars))
    }
    #[ps("TrimEnd")]
    fn trim_end_char(this: &Str, trim_char: Char) -> Str {
        split::trimmed(this, false, true, &[trim_char.0])
    }
    #[ps]
    fn trim_start(this: &Str, #[ps(params)] trim_chars: &[Char]) -> Str {
        split::trimmed(this, true, false, &raw(trim_chars))
    }
    #[ps("TrimStart")]
    fn trim_start_char(this: &Str, trim_char: Char) -> Str {
        split::trimmed(this, true, false, &[trim_char.0])
    }
}
