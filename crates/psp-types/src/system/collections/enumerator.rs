//! `System.Collections.IEnumerator`: what `GetEnumerator()` gives; a pipeline goes through what is left of it.

use crate::declare::{Emulated, entries};
use psp_derive::ps_type;
use psp_value::{
    Context, Data, Enumeration, Lock, Native, Object, Result, Type, TypeCode, TypeKind, Value, enumerate,
    types, well_known,
};

/// An enumeration under way.
pub(crate) struct Enumerator {
    /// What is enumerated.
    source: Value,
    state: Lock<State>,
}

#[derive(Default)]
struct State {
    /// `None` before the first step, or while a step is under way.
    steps: Option<Enumeration>,
    current: Value,
}

impl Enumerator {
    /// Over an enumerable value or the entries of a table.
    pub(crate) fn over(source: &Value) -> Value {
        let native = Self { source: source.clone(), state: Lock::new(State::default()) };
        let ty = type_over(source);
        // What is enumerated must not change from now on, so the enumeration starts here.
        let steps = native.begin();
        native.state.with(|it| it.steps = Some(steps));
        Object::native(ty, native).into()
    }

    /// Over values that are there already.
    pub(crate) fn of(values: Vec<Value>) -> Value {
        Self::over(&Object::array(values).into())
    }

    fn begin(&self) -> Enumeration {
        if let psp_value::View::Str(text) = self.source.unboxed().view() {
            return Enumeration::ready(text.utf16().map(Value::char).collect());
        }
        entries(&self.source)
            .or_else(|| enumerate(&self.source))
            .unwrap_or_else(|| Enumeration::ready(Vec::new()))
    }

    fn advance(&self, context: &mut dyn Context) -> Result<Option<Value>> {
        // The step may run script code: it happens outside the lock.
        let mut steps = self.state.with(|it| it.steps.take()).unwrap_or_else(|| self.begin());
        let next = steps.next(context);
        self.state.with(|it| {
            it.steps = Some(steps);
            it.current = next.as_ref().ok().and_then(Clone::clone).unwrap_or_default();
        });
        next
    }
}

/// The type of the enumerator over a value.
fn type_over(source: &Value) -> Type {
    static KNOWN: parking_lot::Mutex<Vec<(Type, Type)>> = parking_lot::Mutex::new(Vec::new());
    let base = if source.as_table().is_some() { DictionaryEnumerator::ty() } else { Enumerator::ty() };
    let Some(owner) = source.ty().map(|it| if it.is_array() { well_known::ARRAY.ty() } else { it }) else {
        return base;
    };
    let Some(name) = name_over(owner) else { return base };
    let mut known = KNOWN.lock();
    if let Some((_, ty)) = known.iter().find(|(of, _)| *of == owner) {
        return *ty;
    }
    let ty = types::define(&name, TypeKind::Class, TypeCode::Object, Some(base), &[base]);
    known.push((owner, ty));
    ty
}

/// What .NET calls the enumerator over a type.
fn name_over(owner: Type) -> Option<String> {
    if !owner.arguments.is_empty() {
        let arguments: Vec<_> = owner.arguments.iter().map(|it| it.full_name()).collect();
        let count = arguments.len();
        return Some(format!("{}`{count}+Enumerator[[{}]]", owner.name, arguments.join("],[")));
    }
    let nested = match owner.name {
        "System.String" => return Some("System.CharEnumerator".to_owned()),
        "System.Array" => return Some("System.ArrayEnumerator".to_owned()),
        "System.Collections.ArrayList" => "ArrayListEnumeratorSimple",
        "System.Collections.Hashtable" => "HashtableEnumerator",
        "System.Collections.Specialized.OrderedDictionary" => "OrderedDictionaryEnumerator",
        "System.Collections.Queue" => "QueueEnumerator",
        "System.Collections.Stack" => "StackEnumerator",
        _ => return None,
    };
    Some(format!("{}+{nested}", owner.name))
}

impl Native for Enumerator {
    fn enumerate(&self, this: &Value) -> Option<Enumeration> {
        let this = this.clone();
        Some(Enumeration::Steps(Box::new(move |context| match this.downcast::<Self>() {
            Some(it) => it.advance(context),
            None => Ok(None),
        })))
    }
}

#[ps_type("System.Collections.IEnumerator", of = IENUMERATOR)]
impl Enumerator {
    /// The element the enumerator stands on.
    #[ps(get)]
    fn current(&self) -> Value {
        self.state.with(|it| it.current.clone())
    }

    /// Goes to the next element; false at the end.
    #[ps]
    fn move_next(&self, context: &mut dyn Context) -> Result<bool> {
        Ok(self.advance(context)?.is_some())
    }

    /// Goes before the first element.
    #[ps]
    fn reset(&self) {
        let steps = self.begin();
        let old = self.state.with(|it| it.steps.replace(steps));
        drop(old);
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// The enumerator of a table.
pub(crate) struct DictionaryEnumerator;

#[ps_type("System.Collections.IDictionaryEnumerator", interfaces = [IENUMERATOR])]
impl DictionaryEnumerator {
    /// The current entry's key.
    #[ps(get)]
    fn key(this: &Value) -> Value {
        part(this, 0)
    }

    /// The current entry's value.
    #[ps(get)]
    fn value(this: &Value) -> Value {
        part(this, 1)
    }

    /// The current entry.
    #[ps(get)]
    fn entry(this: &Value) -> Value {
        this.downcast::<Enumerator>().map(Enumerator::current).unwrap_or_default()
    }

    /// PowerShell's name for the key.
    #[ps(get, added = "AliasProperty")]
    fn name(this: &Value) -> Value {
        part(this, 0)
    }
}

fn part(this: &Value, index: usize) -> Value {
    let entry = DictionaryEnumerator::entry(this);
    match entry.as_object().map(|it| &it.data) {
        Some(Data::Fields(fields)) => fields.with(|it| it.values().get(index).cloned()).unwrap_or_default(),
        _ => Value::NULL,
    }
}

/// `System.Collections.IEnumerable`
pub(crate) struct Enumerable;

#[ps_type("System.Collections.IEnumerable", of = IENUMERABLE)]
impl Enumerable {
    /// An enumerator over the elements.
    #[ps]
    fn get_enumerator(this: &Value) -> Value {
        Enumerator::over(this)
    }
}
