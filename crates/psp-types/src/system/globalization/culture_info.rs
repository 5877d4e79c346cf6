//! `System.Globalization.CultureInfo`.

use super::{
    date_time_format_info::DateTimeFormatInfo, number_format_info::NumberFormatInfo, text_info::TextInfo,
};
use crate::declare::Emulated;
use psp_clr::culture::{self, Culture, INVARIANT};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Lock, Native, Object, Result, Value};

/// A culture.
pub(crate) struct CultureInfo(Lock<&'static Culture>);

impl Native for CultureInfo {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.get().name.to_owned()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.get().name == self.get().name)
    }

    fn hash(&self) -> Option<u64> {
        Some(u64::from(self.get().lcid))
    }
}

impl CultureInfo {
    /// The culture.
    pub(crate) fn get(&self) -> &'static Culture {
        self.0.with(|it| *it)
    }

    /// A culture as a value.
    pub(crate) fn value(culture: &'static Culture) -> Value {
        Object::native(Self::ty(), Self(Lock::new(culture))).into()
    }

    /// The culture that a format provider stands for; `None` for null.
    pub(crate) fn behind(provider: &Value) -> Option<&'static Culture> {
        if let Some(it) = provider.downcast::<Self>() {
            return Some(it.get());
        }
        if let Some(it) = provider.downcast::<NumberFormatInfo>() {
            return Some(it.get());
        }
        if let Some(it) = provider.downcast::<DateTimeFormatInfo>() {
            return Some(it.get());
        }
        provider.as_string().and_then(|it| culture::find(&it.text()))
    }

    fn of(culture: &'static Culture) -> Self {
        Self(Lock::new(culture))
    }

    fn named(name: &str) -> Result<Self> {
        if let Some(culture) = culture::find(name) {
            return Ok(Self::of(culture));
        }
        let message =
            format!("Culture is not supported. (Parameter 'name')\n{name} is an invalid culture identifier.");
        Err(Fault::new("System.Globalization.CultureNotFoundException", message).into())
    }
}

#[ps_type("System.Globalization.CultureInfo", of = CULTURE_INFO)]
impl CultureInfo {
    /// The culture of a name or number.
    #[ps("new")]
    fn new(name: &str, use_user_override: Option<bool>) -> Result<Self> {
        let _ = use_user_override;
        Self::named(name)
    }
    #[ps("new")]
    fn from_number(culture: i32) -> Result<Self> {
        culture::find_lcid(culture as u32).map(Self::of).ok_or_else(|| {
            let message = format!(
                "Culture is not supported. (Parameter 'culture')\n{culture} is an invalid culture identifier."
            );
            Fault::new("System.Globalization.CultureNotFoundException", message).into()
        })
    }

    /// The culture that formatting follows.
    #[ps(get)]
    fn current_culture(context: &mut dyn Context) -> Self {
        Self::of(context.culture())
    }

    #[ps(set)]
    fn set_current_culture(context: &mut dyn Context, value: &Value) {
        if let Some(culture) = Self::behind(value) {
            context.set_culture(culture);
        }
    }

    /// The culture of messages: as the current one.
    #[ps("CurrentUICulture", get)]
    fn current_ui_culture(context: &mut dyn Context) -> Self {
        Self::of(context.culture())
    }
    #[ps("CurrentUICulture", set)]
    fn set_current_ui_culture(value: &Value) {
        // Messages are English whatever it is.
        let _ = value;
    }

    /// The culture of nobody in particular.
    #[ps(get)]
    fn invariant_culture() -> Self {
        Self::of(&INVARIANT)
    }

    /// The culture the machine was set up with.
    #[ps("InstalledUICulture", get)]
    fn installed_ui_culture(context: &mut dyn Context) -> Self {
        Self::of(context.culture())
    }

    /// The culture of a name or number.
    #[ps]
    fn get_culture_info(name: &str) -> Result<Self> {
        Self::named(name)
    }
    #[ps("GetCultureInfo")]
    fn get_culture_info_by_number(culture: i32) -> Result<Self> {
        Self::from_number(culture)
    }

    /// A culture of a country for a language.
    #[ps]
    fn create_specific_culture(name: &str) -> Result<Self> {
        Self::named(name)
    }

    /// All cultures that psp knows.
    #[ps]
    fn get_cultures(types: super::enums::CultureTypes) -> Vec<Value> {
        let wanted = |it: &&Culture| {
            types.0 & 7 == 7 || types.0 & 1 != 0 && it.is_neutral() || types.0 & 2 != 0 && !it.is_neutral()
        };
        culture::all().filter(wanted).map(Self::value).collect()
    }

    /// `en-US`
    #[ps(get)]
    fn name(&self) -> &'static str {
        self.get().name
    }

    /// The name in English.
    #[ps(get)]
    fn display_name(&self) -> &'static str {
        self.get().english_name
    }

    /// The name in English.
    #[ps(get)]
    fn english_name(&self) -> &'static str {
        self.get().english_name
    }

    /// The name in its own language.
    #[ps(get)]
    fn native_name(&self) -> &'static str {
        self.get().native_name
    }

    /// `en-US`
    #[ps(get)]
    fn ietf_language_tag(&self) -> &'static str {
        self.get().name
    }

    /// The number Windows knows it by.
    #[ps("LCID", get)]
    fn lcid(&self) -> i32 {
        self.get().lcid as i32
    }

    /// The number Windows knows its keyboard by.
    #[ps(get)]
    fn keyboard_layout_id(&self) -> i32 {
        self.get().lcid as i32
    }

    /// The language's code of two letters.
    #[ps("TwoLetterISOLanguageName", get)]
    fn two_letters(&self) -> &'static str {
        self.get().two_letter
    }

    /// The language's code of three letters.
    #[ps("ThreeLetterISOLanguageName", get)]
    fn three_letters(&self) -> &'static str {
        self.get().three_letter
    }

    /// The language without the country.
    #[ps(get)]
    fn parent(&self) -> Self {
        Self::of(Culture::find_or_invariant(self.get().parent))
    }

    /// A language without a country.
    #[ps(get)]
    fn is_neutral_culture(&self) -> bool {
        self.get().is_neutral()
    }

    /// Its properties cannot be changed: always so in psp.
    #[ps(get)]
    fn is_read_only(&self) -> bool {
        false
    }

    /// How numbers are written.
    #[ps(get)]
    fn number_format(&self) -> NumberFormatInfo {
        NumberFormatInfo::of(self.get())
    }
    #[ps(set)]
    fn set_number_format(&self, value: &NumberFormatInfo) {
        let (own, other) = (self.get(), value.get());
        self.0.with(|it| *it = super::changed(own, |culture| culture.number = other.number));
    }

    /// How dates are written.
    #[ps(get)]
    fn date_time_format(&self) -> DateTimeFormatInfo {
        DateTimeFormatInfo::of(self.get())
    }
    #[ps(set)]
    fn set_date_time_format(&self, value: &DateTimeFormatInfo) {
        let (own, other) = (self.get(), value.get());
        self.0.with(|it| *it = super::changed(own, |culture| culture.date = other.date));
    }

    /// How years are divided.
    #[ps(get)]
    fn calendar(&self) -> super::calendar::Calendar {
        super::calendar::Calendar
    }

    /// How letters change their case.
    #[ps(get)]
    fn text_info(&self) -> TextInfo {
        TextInfo(self.get())
    }

    /// How strings are compared.
    #[ps(get)]
    fn compare_info(&self) -> super::compare_info::CompareInfo {
        super::compare_info::CompareInfo(self.get())
    }

    /// A copy.
    #[ps("Clone")]
    fn copy(&self) -> Self {
        Self::of(self.get())
    }

    /// The culture itself where a part is not asked for.
    #[ps]
    fn get_format(&self, format_type: psp_value::Type) -> Value {
        match format_type.name {
            "System.Globalization.NumberFormatInfo" => {
                Object::native(NumberFormatInfo::ty(), self.number_format()).into()
            }
            "System.Globalization.DateTimeFormatInfo" => {
                Object::native(DateTimeFormatInfo::ty(), self.date_time_format()).into()
            }
            _ => Value::NULL,
        }
    }

    /// The other one has the same name.
    #[ps]
    fn equals(&self, value: &Value) -> bool {
        Native::equals(self, value).unwrap_or(false)
    }

    /// A number that is the same for equal cultures.
    #[ps]
    fn get_hash_code(&self) -> i32 {
        self.get().lcid as i32
    }

    /// The name.
    #[ps("ToString")]
    fn as_text(&self) -> &'static str {
        self.get().name
    }
}
