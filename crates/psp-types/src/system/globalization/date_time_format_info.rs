//! `System.Globalization.DateTimeFormatInfo`.

use crate::system::{
    enums::DayOfWeek,
    globalization::{changed, culture_info::CultureInfo, enums::CalendarWeekRule, leaked},
};
use psp_clr::culture::{Culture, INVARIANT};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Lock, Native, Result, Value};

/// How a culture writes dates.
pub(crate) struct DateTimeFormatInfo(Lock<&'static Culture>);

impl Native for DateTimeFormatInfo {}

impl DateTimeFormatInfo {
    /// The culture's.
    pub(crate) fn of(culture: &'static Culture) -> Self {
        Self(Lock::new(culture))
    }

    /// A culture that writes dates this way.
    pub(crate) fn get(&self) -> &'static Culture {
        self.0.with(|it| *it)
    }

    fn change(&self, change: impl FnOnce(&mut Culture)) {
        let new = changed(self.get(), change);
        self.0.with(|it| *it = new);
    }

    fn full(&self) -> String {
        let date = &self.get().date;
        format!("{} {}", date.long_date, date.long_time)
    }
}

#[ps_type("System.Globalization.DateTimeFormatInfo", interfaces = [IFORMAT_PROVIDER])]
impl DateTimeFormatInfo {
    /// As the invariant culture's.
    #[ps("new")]
    fn new() -> Self {
        Self::of(&INVARIANT)
    }

    /// The current culture's.
    #[ps(get)]
    fn current_info(context: &mut dyn Context) -> Self {
        Self::of(context.culture())
    }

    /// The invariant culture's.
    #[ps(get)]
    fn invariant_info() -> Self {
        Self::of(&INVARIANT)
    }

    /// A provider's.
    #[ps]
    fn get_instance(context: &mut dyn Context, provider: &Value) -> Self {
        Self::of(CultureInfo::behind(provider).unwrap_or(context.culture()))
    }

    /// A copy.
    #[ps("Clone")]
    fn copy(&self) -> Self {
        Self::of(self.get())
    }

    /// Its properties cannot be changed: never so in psp.
    #[ps(get)]
    fn is_read_only(&self) -> bool {
        false
    }

    /// How years are divided.
    #[ps(get)]
    fn calendar(&self) -> crate::system::globalization::calendar::Calendar {
        crate::system::globalization::calendar::Calendar
    }

    /// The day a week starts with.
    #[ps(get)]
    fn first_day_of_week(&self) -> DayOfWeek {
        DayOfWeek(i64::from(self.get().date.first_day))
    }

    /// Which week is the first of a year.
    #[ps(get)]
    fn calendar_week_rule(&self) -> CalendarWeekRule {
        CalendarWeekRule(self.get().date.week_rule as i64)
    }

    /// Date and time in words.
    #[ps(get)]
    fn full_date_time_pattern(&self) -> String {
        self.full()
    }

    /// As HTTP writes dates.
    #[ps("RFC1123Pattern", get)]
    fn rfc1123_pattern(&self) -> &'static str {
        "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"
    }
    #[ps(get)]
    fn sortable_date_time_pattern(&self) -> &'static str {
        "yyyy'-'MM'-'dd'T'HH':'mm':'ss"
    }
    #[ps(get)]
    fn universal_sortable_date_time_pattern(&self) -> &'static str {
        "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"
    }

    /// The name of a day.
    #[ps]
    fn get_day_name(&self, dayofweek: DayOfWeek) -> Result<&'static str> {
        name_of(&self.get().date.days, dayofweek.0, "dayofweek")
    }
    #[ps]
    fn get_abbreviated_day_name(&self, dayofweek: DayOfWeek) -> Result<&'static str> {
        name_of(&self.get().date.short_days, dayofweek.0, "dayofweek")
    }

    /// The name of a month.
    #[ps]
    fn get_month_name(&self, month: i32) -> Result<&'static str> {
        if month == 13 { Ok("") } else { name_of(&self.get().date.months, i64::from(month) - 1, "month") }
    }
    #[ps]
    fn get_abbreviated_month_name(&self, month: i32) -> Result<&'static str> {
        if month == 13 {
            Ok("")
        } else {
            name_of(&self.get().date.short_months, i64::from(month) - 1, "month")
        }
    }
    #[ps(get)]
    fn short_date_pattern(&self) -> &'static str {
        self.get().date.short_date
    }
    #[ps(set)]
    fn set_short_date_pattern(&self, value: &str) {
        self.change(|it| it.date.short_date = leaked(value));
    }
    #[ps(get)]
    fn long_date_pattern(&self) -> &'static str {
        self.get().date.long_date
    }
    #[ps(set)]
    fn set_long_date_pattern(&self, value: &str) {
        self.change(|it| it.date.long_date = leaked(value));
    }
    #[ps(get)]
    fn short_time_pattern(&self) -> &'static str {
        self.get().date.short_time
    }
    #[ps(set)]
    fn set_short_time_pattern(&self, value: &str) {
        self.change(|it| it.date.short_time = leaked(value));
    }
    #[ps(get)]
    fn long_time_pattern(&self) -> &'static str {
        self.get().date.long_time
    }
    #[ps(set)]
    fn set_long_time_pattern(&self, value: &str) {
        self.change(|it| it.date.long_time = leaked(value));
    }
    #[ps(get)]
    fn month_day_pattern(&self) -> &'static str {
        self.get().date.month_day
    }
    #[ps(set)]
    fn set_month_day_pattern(&self, value: &str) {
        self.change(|it| it.date.month_day = leaked(value));
    }
    #[ps(get)]
    fn year_month_pattern(&self) -> &'static str {
        self.get().date.year_month
    }
    #[ps(set)]
    fn set_year_month_pattern(&self, value: &str) {
        self.change(|it| it.date.year_month = leaked(value));
    }
    #[ps("AMDesignator", get)]
    fn am_designator(&self) -> &'static str {
        self.get().date.am
    }
    #[ps("AMDesignator", set)]
    fn set_am_designator(&self, value: &str) {
        self.change(|it| it.date.am = leaked(value));
    }
    #[ps("PMDesignator", get)]
    fn pm_designator(&self) -> &'static str {
        self.get().date.pm
    }
    #[ps("PMDesignator", set)]
    fn set_pm_designator(&self, value: &str) {
        self.change(|it| it.date.pm = leaked(value));
    }
    #[ps(get)]
    fn date_separator(&self) -> &'static str {
        self.get().date.date_separator
    }
    #[ps(set)]
    fn set_date_separator(&self, value: &str) {
        self.change(|it| it.date.date_separator = leaked(value));
    }
    #[ps(get)]
    fn time_separator(&self) -> &'static str {
        self.get().date.time_separator
    }
    #[ps(set)]
    fn set_time_separator(&self, value: &str) {
        self.change(|it| it.date.time_separator = leaked(value));
    }
    #[ps(get)]
    fn day_names(&self) -> Vec<&'static str> {
        self.get().date.days.to_vec()
    }
    #[ps(get)]
    fn abbreviated_day_names(&self) -> Vec<&'static str> {
        self.get().date.short_days.to_vec()
    }
    #[ps(get)]
    fn shortest_day_names(&self) -> Vec<&'static str> {
        self.get().date.shortest_days.to_vec()
    }
    #[ps(get)]
    fn month_names(&self) -> Vec<&'static str> {
        months(&self.get().date.months)
    }
    #[ps(get)]
    fn abbreviated_month_names(&self) -> Vec<&'static str> {
        months(&self.get().date.short_months)
    }
    #[ps(get)]
    fn month_genitive_names(&self) -> Vec<&'static str> {
        months(&self.get().date.genitive_months)
    }
    #[ps(get)]
    fn abbreviated_month_genitive_names(&self) -> Vec<&'static str> {
        months(&self.get().date.short_genitive_months)
    }
}

/// .NET has room for a thirteenth month, without a name.
fn months(names: &[&'static str; 12]) -> Vec<&'static str> {
    names.iter().copied().chain([""]).collect()
}

fn name_of(names: &[&'static str], at: i64, parameter: &str) -> Result<&'static str> {
    usize::try_from(at).ok().and_then(|it| names.get(it).copied()).ok_or_else(|| {
        Fault::out_of_range(
            format!("Valid values are between {} and {}, inclusive.", 0, names.len() - 1),
            parameter,
        )
        .into()
    })
}
