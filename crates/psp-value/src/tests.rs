//! A context without an engine, for unit tests, and the tests that need one.

mod members;
mod tables;

use crate::{BlockCall, Context, ErrorRecord, Fault, Object, Ref, Result, ScriptMember, Type, Value};
use psp_clr::culture::{Culture, EN_US};
use psp_host::{Stop, System};
use std::{any::Any, sync::Arc};

/// Knows types by name and nothing else.
pub(crate) struct Bare {
    stop: Stop,
    system: Arc<dyn System>,
    pub(crate) strict: u32,
}

impl Bare {
    pub(crate) fn new() -> Self {
        // Tests share types and run on several threads.
        crate::multi::raise();
        Self { stop: Stop::new(), system: Arc::new(psp_host::memory::MemorySystem::new()), strict: 0 }
    }
}

impl Context for Bare {
    fn call_block(&mut self, _: &Ref<Object>, _: BlockCall<'_>) -> Result<Value> {
        Err(Fault::not_supported("script blocks").into())
    }

    fn culture(&self) -> &'static Culture {
        EN_US
    }

    fn system(&self) -> &Arc<dyn System> {
        &self.system
    }

    fn stop(&self) -> &Stop {
        &self.stop
    }

    fn find_type(&mut self, name: &str) -> Option<Type> {
        crate::convert::parse_type_name(name, &mut crate::types::find)
    }

    fn variable(&mut self, _: &str) -> Value {
        Value::NULL
    }

    fn script_member(&mut self, _: Type, _: Option<&Value>, _: &str) -> Option<ScriptMember> {
        None
    }

    fn script_members(&mut self, _: Type, _: Option<&Value>) -> Vec<crate::ExtraMember> {
        Vec::new()
    }

    fn call_script_method(
        &mut self,
        _: &Value,
        _: &Arc<dyn Any + Send + Sync>,
        _: Vec<Value>,
    ) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn construct(&mut self, _: Type, _: Vec<Value>) -> Result<Value> {
        Ok(Value::NULL)
    }

    fn location(&self) -> String {
        "/".to_owned()
    }

    fn strict_mode(&self) -> u32 {
        self.strict
    }

    fn session(&mut self) -> &mut dyn Any {
        self
    }
}

/// A value as the recorded tables show it.
pub(crate) fn show(value: &Value) -> String {
    let mut context = Bare::new();
    let Some(ty) = value.ty() else { return "null".to_owned() };
    if let Some(text) = value.as_string() {
        return format!("'{text}'");
    }
    if let Some(items) = value.as_elements() {
        let items: Vec<_> = items.iter().map(show).collect();
        return format!("{}({})", ty.short_name(), items.join(", "));
    }
    if let Some(table) = value.as_table() {
        let items: Vec<_> =
            table.with(|it| it.iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        let items: Vec<_> = items
            .iter()
            .map(|(key, value)| {
                format!("{}={}", crate::convert::to_text(&mut context, key).unwrap_or_default(), show(value))
            })
            .collect();
        return format!("{}{{{}}}", ty.short_name(), items.join(";"));
    }
    if let crate::View::DateTime(it) = value.view() {
        return format!("DateTime {} {:?}", it.ticks, it.kind);
    }
    if ty == crate::well_known::PS_CUSTOM_OBJECT.ty()
        && let Some(fields) = value.as_fields()
    {
        let fields: Vec<_> =
            fields.with(|it| it.iter().map(|(name, it)| (name.clone(), it.clone())).collect());
        let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", show(value))).collect();
        return format!("object{{{}}}", fields.join(";"));
    }
    let text = crate::convert::to_text(&mut context, value).unwrap_or_default();
    match ty.name {
        "System.Char" => format!("char '{text}'"),
        "System.Double" => format!(
            "Double {}",
            crate::clr::double_round_trip(value.as_double().unwrap_or_default(), crate::clr::INVARIANT)
        ),
        _ => format!("{} {text}", ty.short_name()),
    }
}

/// A result as the recorded tables show it.
pub(crate) fn show_result(result: Result<Value>) -> String {
    match result {
        Ok(value) => show(&value),
        Err(error) => {
            let Some(record) = error.record() else { return format!("{error:?}") };
            let told = ErrorRecord::with(record, |it| format!("!! {} | {}", it.id, it.message()));
            told.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The values of the recorded tables that need no emulated type, by the expression that makes them.
pub(crate) fn table_value(name: &str) -> Option<Value> {
    thread_local! {
        static MADE: std::cell::RefCell<std::collections::HashMap<String, Value>> = std::cell::RefCell::default();
    }
    if let Some(known) = MADE.with_borrow(|it| it.get(name).cloned()) {
        return Some(known);
    }
    crate::multi::raise();
    let made = make_value(name)?;
    MADE.with_borrow_mut(|it| it.insert(name.to_owned(), made.clone()));
    Some(made)
}

fn make_value(name: &str) -> Option<Value> {
    use crate::types::well_known;
    let int = |it: i32| Some(Value::int(it));
    let list = |items: &[i32]| Some(Value::array(items.iter().map(|it| Value::int(*it)).collect()));
    let decimal = |it: &str| it.parse().ok().map(|it| Value::from(Object::decimal(it)));
    match name {
        "$null" => Some(Value::NULL),
        "$true" => Some(Value::TRUE),
        "$false" => Some(Value::FALSE),
        "0" => int(0),
        "1" => int(1),
        "-1" => int(-1),
        "2" => int(2),
        "7" => int(7),
        "2147483647" => int(i32::MAX),
        "3000000000" => Some(Value::long(3_000_000_000)),
        "-9223372036854775808" => Some(Value::long(i64::MIN)),
        "9223372036854775807" => Some(Value::long(i64::MAX)),
        "0.5" | "2.5" | "-3.75" | "1e20" => name.parse().ok().map(Value::double),
        "[double]::NaN" => Some(Value::double(f64::NAN)),
        "[double]::PositiveInfinity" => Some(Value::double(f64::INFINITY)),
        "[single]1.5" => Some(1.5f32.into()),
        "1.5d" => decimal("1.5"),
        "79228162514264337593543950335d" => decimal("79228162514264337593543950335"),
        "[byte]200" => Some(200u8.into()),
        "[sbyte]-5" => Some((-5i8).into()),
        "[int16]300" => Some(300i16.into()),
        "[uint32]4000000000" => Some(4_000_000_000u32.into()),
        "[uint64]18446744073709551615" => Some(u64::MAX.into()),
        "[bigint]::Pow(10, 20)" => Some(Object::big_integer(num_bigint::BigInt::from(10).pow(20)).into()),
        "[char]'a'" => Some(Value::char(u16::from(b'a'))),
        "[char]'5'" => Some(Value::char(u16::from(b'5'))),
        "@()" => list(&[]),
        "@(1, 2, 3)" => list(&[1, 2, 3]),
        "@('a', 'b')" => Some(Value::array(vec!["a".into(), "b".into()])),
        "@(5)" => list(&[5]),
        "@($null)" => Some(Value::array(vec![Value::NULL])),
        "@{ a = 1 }" => {
            Some(Object::hashtable([(Value::from("a"), Value::int(1))].into_iter().collect()).into())
        }
        "[ordered]@{ b = 2; c = 3 }" => {
            let entries = [(Value::from("b"), Value::int(2)), (Value::from("c"), Value::int(3))];
            Some(Object::ordered(entries.into_iter().collect()).into())
        }
        "[datetime]'2024-02-29T12:34:56'" => {
            Some(psp_clr::datetime::DateTime { ticks: 638_448_068_960_000_000, ..Default::default() }.into())
        }
        "[timespan]'1.02:03:04'" => Some(psp_clr::datetime::TimeSpan(937_840_000_000).into()),
        "[System.DayOfWeek]'Friday'" => Some(Value::enumeration(day_of_week(), 5)),
        "[pscustomobject]@{ x = 1 }" => Some(Object::custom_from([("x", Value::int(1))]).into()),
        "[int]" => Some(well_known::INT32.ty().into()),
        "[System.Collections.Generic.List[int]]@(1, 2)" => {
            let ty = crate::types::instantiate(well_known::LIST.ty(), &[well_known::INT32.ty()]);
            Some(Object::list(ty, vec![Value::int(1), Value::int(2)]).into())
        }
        _ => {
            let text = name.strip_prefix('\'')?.strip_suffix('\'')?;
            (!text.contains('\'')).then(|| text.into())
        }
    }
}

/// `[System.DayOfWeek]` with its values.
pub(crate) fn day_of_week() -> Type {
    let ty = crate::types::well_known::DAY_OF_WEEK.ty();
    let names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let values = names.iter().enumerate().map(|(at, name)| (Box::from(*name), at as i64)).collect();
    crate::enums::declare(ty, values, false, crate::types::well_known::INT32.ty());
    ty
}
