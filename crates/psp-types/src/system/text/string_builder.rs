//! `System.Text.StringBuilder`.

use crate::{
    declare::{Char, Sequence, This},
    support::{Provider, elements::copy_into, errors, text::units, values},
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Lock, Native, Result, Str, Value, operators};

/// A mutable string, and the capacity that .NET's would have.
#[derive(Default)]
pub(crate) struct StringBuilder(Lock<Vec<u16>>, Lock<usize>);

/// The capacity when none is asked for, in UTF-16 units.
const CAPACITY: usize = 16;
/// The largest block that is added when nothing asks for more, in UTF-16 units.
const BLOCK: usize = 8000;

impl Native for StringBuilder {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.whole().text().into_owned()))
    }
}

impl StringBuilder {
    /// With a text.
    pub(crate) fn holding(text: &Str) -> Self {
        Self::of(text.utf16().collect(), 0)
    }

    fn of(units: Vec<u16>, capacity: usize) -> Self {
        let capacity = if capacity == 0 { CAPACITY } else { capacity };
        let capacity = capacity.max(units.len());
        Self(Lock::new(units), Lock::new(capacity))
    }

    fn whole(&self) -> Str {
        self.0.with(|it| Str::from_utf16(it.iter().copied()))
    }

    fn push(&self, text: &Str) -> This {
        self.0.with(|it| it.extend(text.utf16()));
        This
    }

    fn push_units(&self, units: &[Char]) -> This {
        self.0.with(|it| it.extend(units.iter().map(|it| it.0)));
        This
    }

    fn insert_units(&self, index: i32, units: &[u16]) -> Result<This> {
        let length = self.0.with(|it| it.len());
        if index < 0 || index as usize > length {
            return Err(errors::insert_index("index"));
        }
        self.0.with(|it| {
            let tail = it.split_off((index as usize).min(it.len()));
            it.extend_from_slice(units);
            it.extend(tail);
        });
        Ok(This)
    }

    fn replace_units(&self, old: &[u16], new: &[u16], start: i32, count: Option<i32>) -> Result<This> {
        let length = self.0.with(|it| it.len()) as i32;
        if start < 0 || start > length {
            return Err(errors::insert_index("startIndex"));
        }
        let count = count.unwrap_or(length - start);
        if count < 0 || start > length - count {
            return Err(errors::insert_index("count"));
        }
        let (start, end) = (start as usize, (start + count) as usize);
        self.0.with(|it| {
            let mut result = it.get(..start).unwrap_or_default().to_vec();
            let mut at = start;
            while let Some(&unit) = it.get(at) {
                let rest = it.get(at..end.max(at)).unwrap_or_default();
                if rest.starts_with(old) {
                    result.extend_from_slice(new);
                    at += old.len();
                } else {
                    result.push(unit);
                    at += 1;
                }
            }
            *it = result;
        });
        Ok(This)
    }
}

#[ps_type("System.Text.StringBuilder")]
impl StringBuilder {
    /// Empty, or with a text or a part of it.
    #[ps("new")]
    fn empty() -> Self {
        Self::of(Vec::new(), 0)
    }
    #[ps("new")]
    fn with_capacity(capacity: i32, max_capacity: Option<i32>) -> Result<Self> {
        let _ = max_capacity;
        if capacity < 0 {
            return Err(errors::negative("capacity", capacity));
        }
        Ok(Self::of(Vec::new(), capacity as usize))
    }
    #[ps("new")]
    fn starting_with(value: &Str, capacity: Option<i32>) -> Result<Self> {
        let capacity = capacity.unwrap_or_default();
        let wanted = usize::try_from(capacity).map_err(|_| errors::negative("capacity", capacity))?;
        Ok(Self::of(value.utf16().collect(), wanted))
    }
    #[ps("new")]
    fn with_part(value: &Str, start_index: i32, length: i32, capacity: i32) -> Result<Self> {
        let wanted = usize::try_from(capacity).map_err(|_| errors::negative("capacity", capacity))?;
        let (start, end) = errors::range(start_index, length, value.utf16_len())?;
        Ok(Self::of(value.slice_utf16(start, end - start).utf16().collect(), wanted))
    }

    /// How many units fit without growing.
    #[ps(get)]
    fn capacity(&self) -> i32 {
        let length = self.0.with(|it| it.len());
        self.1.with(|it| {
            // A builder that is too short gets a block: as long as it is, or as what has to go in.
            if *it < length {
                *it += (length - *it).max((*it).min(BLOCK));
            }
            *it as i32
        })
    }
    #[ps(set)]
    fn set_capacity(&self, value: i32) -> Result<()> {
        if value < 0 || (value as usize) < self.0.with(|it| it.len()) {
            return Err(Fault::out_of_range("capacity was less than the current size.", "value").into());
        }
        self.1.with(|it| *it = value as usize);
        Ok(())
    }

    /// The largest possible length.
    #[ps(get)]
    fn max_capacity(&self) -> i32 {
        i32::MAX
    }

    /// How many units.
    #[ps(get)]
    fn length(&self) -> i32 {
        self.0.with(|it| it.len() as i32)
    }
    #[ps(set)]
    fn set_length(&self, value: i32) -> Result<()> {
        if value < 0 {
            return Err(errors::negative("value", value));
        }
        self.0.with(|it| it.resize(value as usize, 0));
        Ok(())
    }

    /// The unit at an index.
    #[ps("get_Chars")]
    fn chars(&self, index: i32) -> Result<Char> {
        let unit = self.0.with(|it| usize::try_from(index).ok().and_then(|at| it.get(at).copied()));
        unit.map(Char).ok_or_else(out_of_bounds)
    }
    #[ps("set_Chars")]
    fn set_chars(&self, index: i32, value: Char) -> Result<()> {
        let place = |it: &mut Vec<u16>| {
            usize::try_from(index).ok().and_then(|at| it.get_mut(at)).map(|it| *it = value.0)
        };
        self.0.with(place).ok_or_else(|| errors::index("index"))
    }
    #[ps("get_Item")]
    fn get_item(&self, index: i32) -> Result<Char> {
        self.chars(index)
    }
    #[ps("set_Item")]
    fn set_item(&self, index: i32, value: Char) -> Result<()> {
        self.set_chars(index, value)
    }

    /// Appends a text or the text of a value; gives the same builder, so calls chain.
    #[ps]
    fn append(&self, value: &Str) -> This {
        self.push(value)
    }
    #[ps("Append")]
    fn append_object(&self, context: &mut dyn Context, value: &Value) -> Result<This> {
        let text = values::text(context, value)?;
        Ok(self.push(&text))
    }
    #[ps("Append")]
    fn append_chars(&self, value: Vec<Char>) -> This {
        self.push_units(&value)
    }
    #[ps("Append")]
    fn append_char(&self, value: Char, repeat_count: Option<i32>) -> Result<This> {
        let count = repeat_count.unwrap_or(1);
        if count < 0 {
            return Err(errors::negative("repeatCount", count));
        }
        self.0.with(|it| it.extend(std::iter::repeat_n(value.0, count as usize)));
        Ok(This)
    }
    #[ps("Append")]
    fn append_part(&self, value: &Str, start_index: i32, count: i32) -> Result<This> {
        let (start, end) = errors::range(start_index, count, value.utf16_len())?;
        Ok(self.push(&value.slice_utf16(start, end - start)))
    }
    #[ps("Append")]
    fn append_chars_part(&self, value: Vec<Char>, start_index: i32, char_count: i32) -> Result<This> {
        let (start, end) = errors::range(start_index, char_count, value.len())?;
        Ok(self.push_units(value.get(start..end).unwrap_or_default()))
    }

    /// Appends a composite format with its places filled.
    #[ps]
    fn append_format(
        &self,
        context: &mut dyn Context,
        format: &Str,
        #[ps(params)] args: Vec<Value>,
    ) -> Result<This> {
        let text = operators::format_net(context, &format.into(), &args)?;
        Ok(self.push(&values::text(context, &text)?))
    }
    #[ps("AppendFormat")]
    fn append_format_in(
        &self,
        context: &mut dyn Context,
        provider: Provider,
        format: &Str,
        #[ps(params)] args: Vec<Value>,
    ) -> Result<This> {
        provider.with(context, |it| self.append_format(it, format, args))
    }

    /// Appends the texts of values with a separator between them.
    #[ps]
    fn append_join(
        &self,
        context: &mut dyn Context,
        separator: &Str,
        #[ps(params)] values: Vec<Value>,
    ) -> Result<This> {
        for (at, value) in values.iter().enumerate() {
            let text = values::text(context, value)?;
            if at > 0 {
                self.push(separator);
            }
            self.push(&text);
        }
        Ok(This)
    }
    #[ps("AppendJoin")]
    fn append_join_sequence(
        &self,
        context: &mut dyn Context,
        separator: &Str,
        values: Sequence,
    ) -> Result<This> {
        self.append_join(context, separator, values.0)
    }

    /// Appends a text and a line end.
    #[ps]
    fn append_line(&self, value: Option<Str>) -> This {
        self.push(&value.unwrap_or_default());
        self.push(&"\n".into())
    }

    /// Removes everything.
    #[ps]
    fn clear(&self) -> This {
        self.0.with(Vec::clear);
        This
    }

    /// Copies units into an array.
    #[ps]
    fn copy_to(
        &self,
        source_index: i32,
        destination: &Value,
        destination_index: i32,
        count: i32,
    ) -> Result<()> {
        let all = self.0.snapshot();
        let (start, end) = errors::range(source_index, count, all.len())?;
        let part: Vec<_> =
            all.get(start..end).unwrap_or_default().iter().map(|&it| Value::char(it)).collect();
        copy_into(&part, destination, destination_index)
    }

    /// Makes room.
    #[ps]
    fn ensure_capacity(&self, capacity: i32) -> i32 {
        self.capacity().max(capacity)
    }

    /// The other builder has the same text.
    #[ps]
    fn equals(&self, sb: &Value) -> bool {
        sb.downcast::<Self>().is_some_and(|it| it.whole() == self.whole())
    }

    /// Inserts a text or the text of a value.
    #[ps]
    fn insert(&self, index: i32, value: &Str, count: Option<i32>) -> Result<This> {
        self.insert_units(index, &units(value, false).repeat(count.unwrap_or(1).max(0) as usize))
    }
    #[ps("Insert")]
    fn insert_char(&self, index: i32, value: Char) -> Result<This> {
        self.insert_units(index, &[value.0])
    }
    #[ps("Insert")]
    fn insert_chars(&self, index: i32, value: Vec<Char>) -> Result<This> {
        self.insert_units(index, &value.iter().map(|it| it.0).collect::<Vec<_>>())
    }
    #[ps("Insert")]
    fn insert_object(&self, context: &mut dyn Context, index: i32, value: &Value) -> Result<This> {
        let text = values::text(context, value)?;
        self.insert_units(index, &units(&text, false))
    }

    /// Removes a part.
    #[ps]
    fn remove(&self, start_index: i32, length: i32) -> Result<This> {
        let size = self.0.with(|it| it.len()) as i32;
        if length < 0 {
            return Err(errors::negative("length", length));
        }
        if start_index < 0 {
            return Err(errors::negative("startIndex", start_index));
        }
        if length > size - start_index {
            return Err(errors::insert_index("length"));
        }
        self.0.with(|it| {
            let end = ((start_index + length) as usize).min(it.len());
            it.drain((start_index as usize).min(end)..end);
        });
        Ok(This)
    }

    /// Replaces all occurrences of a text or character.
    #[ps]
    fn replace(
        &self,
        old_value: &Str,
        new_value: &Str,
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<This> {
        if old_value.is_empty() {
            return Err(Fault::argument("The value cannot be an empty string.", "oldValue").into());
        }
        self.replace_units(
            &units(old_value, false),
            &units(new_value, false),
            start_index.unwrap_or(0),
            count,
        )
    }
    #[ps("Replace")]
    fn replace_char(
        &self,
        old_char: Char,
        new_char: Char,
        start_index: Option<i32>,
        count: Option<i32>,
    ) -> Result<This> {
        self.replace_units(&[old_char.0], &[new_char.0], start_index.unwrap_or(0), count)
    }

    /// The text built so far, or a part of it.
    #[ps("ToString")]
    fn text(&self) -> Str {
        self.whole()
    }
    #[ps("ToString")]
    fn text_part(&self, start_index: i32, length: i32) -> Result<Str> {
        let all = self.whole();
        let (start, end) = errors::range(start_index, length, all.utf16_len())?;
        Ok(all.slice_utf16(start, end - start))
    }
}

fn out_of_bounds() -> psp_value::Interrupt {
    Fault::new("System.IndexOutOfRangeException", "Index was outside the bounds of the array.").into()
}
