//! Small parts of .NET's runtime: `System.Activator`, `System.GC`, `System.Buffer`, `System.AppDomain`,
//! `System.AppContext`, `System.Lazy[T]`.

use crate::{
    declare::{Emulated, Of, elements},
    support::{elements::copy_into, errors, values},
};
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Result, Type, Value, member, types::Generic};

/// Makes instances of types.
pub(crate) struct Activator;

#[ps_type("System.Activator", kind = Static)]
impl Activator {
    /// A new instance.
    #[ps]
    fn create_instance(
        context: &mut dyn Context,
        r#type: Type,
        #[ps(params)] args: &[Value],
    ) -> Result<Value> {
        member::construct(context, r#type, args.to_vec())
    }
}

/// The garbage collector, which psp does not have.
pub(crate) struct Gc;

#[ps_type("System.GC", kind = Static)]
impl Gc {
    /// Does nothing.
    #[ps]
    fn collect(#[ps(params)] generation: &[Value]) {
        let _ = generation;
    }

    /// Does nothing.
    #[ps]
    fn wait_for_pending_finalizers() {}

    /// Does nothing.
    #[ps]
    fn keep_alive(obj: &Value) {
        let _ = obj;
    }

    /// Does nothing.
    #[ps]
    fn suppress_finalize(obj: &Value) {
        let _ = obj;
    }

    /// Zero: psp does not count.
    #[ps]
    fn get_total_memory(force_full_collection: bool) -> i64 {
        let _ = force_full_collection;
        0
    }

    /// Zero: psp does not collect.
    #[ps]
    fn collection_count(generation: i32) -> i32 {
        let _ = generation;
        0
    }

    /// The highest generation.
    #[ps(get)]
    fn max_generation() -> i32 {
        2
    }
}

/// Bytes of arrays.
pub(crate) struct Buffer;

#[ps_type("System.Buffer", kind = Static)]
impl Buffer {
    /// Copies bytes from one array to another.
    #[ps]
    fn block_copy(src: &Value, src_offset: i32, dst: &Value, dst_offset: i32, count: i32) -> Result<()> {
        let all = elements(src);
        let (start, end) = errors::range(src_offset, count, all.len())?;
        copy_into(all.get(start..end).unwrap_or_default(), dst, dst_offset)
    }

    /// How many bytes an array has.
    #[ps]
    fn byte_length(array: &Value) -> i32 {
        let width = match array.ty().map(|it| it.element().code) {
            Some(psp_value::TypeCode::Int16 | psp_value::TypeCode::UInt16 | psp_value::TypeCode::Char) => 2,
            Some(psp_value::TypeCode::Int32 | psp_value::TypeCode::UInt32 | psp_value::TypeCode::Single) => 4,
            Some(psp_value::TypeCode::Int64 | psp_value::TypeCode::UInt64 | psp_value::TypeCode::Double) => 8,
            _ => 1,
        };
        elements(array).len() as i32 * width
    }
}

/// What .NET runs a program in.
pub(crate) struct AppDomain;

impl Native for AppDomain {}

#[ps_type("System.AppDomain")]
impl AppDomain {
    /// The only one.
    #[ps(get)]
    fn current_domain() -> Self {
        Self
    }

    /// Where the program is.
    #[ps(get)]
    fn base_directory(&self, context: &mut dyn Context) -> String {
        base_directory(context)
    }

    /// The program's name.
    #[ps(get)]
    fn friendly_name(&self) -> &'static str {
        "psp"
    }

    /// The program's only one has number 1.
    #[ps(get)]
    fn id(&self) -> i32 {
        1
    }

    /// No assemblies: psp has none.
    #[ps]
    fn get_assemblies(&self) -> Vec<Value> {
        Vec::new()
    }
}

/// Where the program is.
pub(crate) struct AppContext;

#[ps_type("System.AppContext", kind = Static)]
impl AppContext {
    /// Where the program is.
    #[ps(get)]
    fn base_directory(context: &mut dyn Context) -> String {
        base_directory(context)
    }
}

fn base_directory(context: &dyn Context) -> String {
    let executable = context.system().executable();
    executable.parent().map_or_else(|| "/".to_owned(), |it| format!("{}/", it.display()))
}

/// A value that is made when first asked for.
pub(crate) struct Lazy {
    factory: Value,
    made: Lock<Option<Value>>,
}

impl Native for Lazy {}

/// `Lazy[T]`
pub(crate) static GENERICS: &[Generic] = &[Generic { name: "System.Lazy", arity: 1, definition: Lazy::ty }];

#[ps_type("System.Lazy", kind = GenericDefinition)]
impl Lazy {
    /// With the block that makes the value, or the type's constructor.
    #[ps("new")]
    fn new(value_factory: Option<crate::support::Delegate>) -> Self {
        Self { factory: value_factory.map(|it| it.0).unwrap_or_default(), made: Lock::new(None) }
    }

    /// The value was made.
    #[ps(get)]
    fn is_value_created(&self) -> bool {
        self.made.with(|it| it.is_some())
    }

    /// The value.
    #[ps("Value", get)]
    fn get(&self, context: &mut dyn Context, this: &Value) -> Result<Of<0>> {
        if let Some(known) = self.made.snapshot() {
            return Ok(Of(known));
        }
        let value = if self.factory.is_null() {
            let ty = this.ty().map_or(psp_value::well_known::OBJECT.ty(), Type::element);
            member::construct(context, ty, Vec::new())?
        } else {
            crate::support::delegate::call(context, &self.factory, &[])?
        };
        // Another thread may have been faster: the first value counts.
        Ok(Of(self.made.with(|it| it.get_or_insert(value).clone())))
    }

    /// The value's text, when it was made.
    #[ps("ToString")]
    fn as_text(&self, context: &mut dyn Context) -> Result<psp_value::Str> {
        match self.made.snapshot() {
            Some(it) => values::text(context, &it),
            None => Ok("Value is not created.".into()),
        }
    }
}
