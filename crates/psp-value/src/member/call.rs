//! Calling methods: of objects, of types, and constructors.

use super::{
    builtin,
    error::{call_on_null, invocation, no_method, no_overload},
    get, intrinsic, overload,
};
use crate::{
    BlockCall, Context, ExtraMemberKind, Fault, Interrupt, Object, Ref, Result, ScriptMember, Str, Type,
    Value, enumerate,
    object::Data,
    types::{MemberDef, MemberKind, well_known},
};

/// `$target.name(arguments)`
pub(super) fn invoke(
    context: &mut dyn Context,
    target: &Value,
    name: &Str,
    arguments: Vec<Value>,
    type_arguments: &[Type],
) -> Result<Value> {
    let Some(ty) = target.ty() else {
        return match intrinsic::on_null(context, name, &arguments) {
            Some(found) => found,
            None => Err(call_on_null()),
        };
    };
    let text = name.text();
    match single(context, target, ty, &text, &arguments, type_arguments)? {
        Some(found) => Ok(found),
        None => fallback(context, target, ty, name, arguments, type_arguments),
    }
}

/// The method of the object itself; `None` when it has none of the name.
fn single(
    context: &mut dyn Context,
    target: &Value,
    ty: Type,
    name: &str,
    arguments: &[Value],
    type_arguments: &[Type],
) -> Result<Option<Value>> {
    if let Some(base) = target.downcast::<super::ps_object::PsBase>() {
        let table = base.0.clone();
        return single(context, &table, table.ty().unwrap_or(ty), name, arguments, type_arguments);
    }
    if let Some(object) = target.as_object() {
        if let Some(found) = added(context, target, object, name, arguments)? {
            return Ok(Some(found));
        }
        if let Data::Boxed(inner) = &object.data
            && inner.ty() == Some(ty)
        {
            return single(context, inner, ty, name, arguments, type_arguments);
        }
        if ty.chain().any(|it| it.script.get().is_some())
            && let Some(ScriptMember::Method(method)) = context.script_member(ty, Some(target), name)
            && (context.script_method_takes(&method, arguments.len()) || !has_inherited(object, ty, name))
        {
            return context.call_script_method(target, &method, arguments.to_vec()).map(Some);
        }
    }
    if let Some(object) = target.as_object()
        && let Some(found) = of_data(context, object, name, arguments)?
    {
        return Ok(Some(found));
    }
    let base = target.as_object().and_then(|it| it.read_extra(|it| it.base.clone()).flatten());
    let own = ["GetType", "Equals", "GetHashCode", "ToString"].iter().any(|it| it.eq_ignore_ascii_case(name));
    if (ty == well_known::PS_CUSTOM_OBJECT.ty() || base.is_some() && own)
        && let Some(found) = builtin::call(context, target, name, arguments)
    {
        return found.map(Some).map_err(|error| invocation(error, name, arguments.len()));
    }
    let members = ty.members_named(name);
    if members.iter().any(|it| is_method(it, false)) {
        let members: Vec<_> = members.iter().copied().filter(|it| is_method(it, false)).collect();
        // A script class that derives from a .NET type: what it inherits works on the .NET object.
        let (target, ty) = match &base {
            Some(base) => (base, base.ty().unwrap_or(ty)),
            None => (target, ty),
        };
        return declared(context, target, ty, members[0].name, &members, arguments, type_arguments).map(Some);
    }
    if let Some(found) = accessor(context, target, name, arguments)? {
        return Ok(Some(found));
    }
    if let Some(found) = builtin::call(context, target, name, arguments) {
        return found.map(Some).map_err(|error| invocation(error, name, arguments.len()));
    }
    if let Some(found) = session(context, target, ty, name, arguments)? {
        return Ok(Some(found));
    }
    if let Some(found) = callable(context, target, name, arguments)? {
        return Ok(Some(found));
    }
    match base.as_ref().and_then(|base| base.ty().map(|ty| (base, ty))) {
        Some((base, ty)) => single(context, base, ty, name, arguments, type_arguments),
        None => Ok(None),
    }
}

/// A script class's .NET base type has methods of the name, too.
fn has_inherited(object: &Ref<Object>, ty: Type, name: &str) -> bool {
    builtin::has_method(ty, name).is_some() || object.read_extra(|it| it.base.is_some()).unwrap_or(false)
}

fn is_method(member: &MemberDef, is_static: bool) -> bool {
    member.is_static == is_static && matches!(member.kind, MemberKind::Method { .. })
}

/// Chooses an overload and calls it.
pub(super) fn declared(
    context: &mut dyn Context,
    target: &Value,
    owner: Type,
    name: &str,
    members: &[&'static MemberDef],
    arguments: &[Value],
    type_arguments: &[Type],
) -> Result<Value> {
    let (member, converted) = overload::choose(context, owner, name, members, arguments, type_arguments)?;
    let MemberKind::Method { call, .. } = member.kind else { return Ok(Value::NULL) };
    call(context, target, &converted).map_err(|error| invocation(error, member.name, arguments.len()))
}

/// What only this crate knows of its data: the type behind a `[ref]`, the dimensions of an array.
fn of_data(
    context: &mut dyn Context,
    object: &Ref<Object>,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    match &object.data {
        Data::Reference(variable) if name.eq_ignore_ascii_case("GetType") && arguments.is_empty() => {
            let inner = variable.get().ty().unwrap_or(well_known::OBJECT.ty());
            Ok(Some(crate::types::instantiate(well_known::PS_REFERENCE.ty(), &[inner]).into()))
        }
        Data::Grid(grid) => dimension(context, grid, name, arguments),
        _ => Ok(None),
    }
}

/// `GetLength(1)`, `GetUpperBound(0)`, … of an array of several dimensions.
fn dimension(
    context: &mut dyn Context,
    grid: &crate::Lock<crate::Grid>,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    let lower = name.to_ascii_lowercase();
    let [which] = arguments else { return Ok(None) };
    if !["getlength", "getlonglength", "getupperbound", "getlowerbound"].contains(&lower.as_str()) {
        return Ok(None);
    }
    let which = crate::convert::to_i32(context, which)?;
    let length = grid.with(|it| usize::try_from(which).ok().and_then(|at| it.dims.get(at).copied()));
    let Some(length) = length else {
        let fault =
            Fault::new("System.IndexOutOfRangeException", "Array does not have that many dimensions.");
        return Err(invocation(fault.into(), name, 1));
    };
    Ok(Some(match lower.as_str() {
        "getlength" => Value::int(length as i32),
        "getlonglength" => Value::long(length as i64),
        "getupperbound" => Value::int(length as i32 - 1),
        _ => Value::int(0),
    }))
}

/// A method that a script added to the object.
fn added(
    context: &mut dyn Context,
    target: &Value,
    object: &Ref<Object>,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    let kind = object.read_extra(|it| it.find(name).map(|it| it.kind.clone())).flatten();
    match kind {
        Some(ExtraMemberKind::ScriptMethod(block)) => {
            script_method(context, target, &block, name, arguments).map(Some)
        }
        _ => Ok(None),
    }
}

fn script_method(
    context: &mut dyn Context,
    target: &Value,
    block: &Value,
    name: &str,
    arguments: &[Value],
) -> Result<Value> {
    let Some(block) = block.as_object() else { return Ok(Value::NULL) };
    let call = BlockCall { arguments, this: Some(target.clone()), ..BlockCall::default() };
    match context.call_block(block, call) {
        // What a script method throws arrives as the failure of the call.
        Err(error) if error.is_error() => Err(script_failure(error, name, arguments.len())),
        other => other,
    }
}

fn script_failure(error: Interrupt, name: &str, count: usize) -> Interrupt {
    let Some(cause) = crate::convert::exception_of(&error) else { return error };
    let why = crate::exception_message(&cause);
    let message = format!("Exception calling \"{name}\" with \"{count}\" argument(s): \"{why}\"");
    Fault::new("System.Management.Automation.MethodInvocationException", message)
        .id("ScriptMethodRuntimeException")
        .inner(cause)
        .into()
}

/// `$x.get_Length()`, `$x.set_Length(3)`, and properties with arguments: `$list.Item(0)`.
fn accessor(
    context: &mut dyn Context,
    target: &Value,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    let lower = name.to_ascii_lowercase();
    if lower == "item" || lower == "get_item" {
        if arguments.len() != 1 || target.as_object().is_none() {
            return Ok(None);
        }
        return item(context, target, &arguments[0], lower == "get_item").map(Some);
    }
    if lower == "set_item"
        && let [at, value] = arguments
    {
        crate::operators::set_index(context, target, at, value.clone())?;
        return Ok(Some(Value::NULL));
    }
    let ty = target.ty().unwrap_or(well_known::OBJECT.ty());
    let parameterized = overload::methods(ty, &format!("get_{lower}"), false);
    if !arguments.is_empty() && !parameterized.is_empty() {
        return declared(context, target, ty, name, &parameterized, arguments, &[]).map(Some);
    }
    if let (Some(property), []) = (lower.strip_prefix("get_"), arguments) {
        let known = !ty.members_named(property).is_empty() || builtin::property(target, property).is_some();
        if known {
            return get::lookup(context, target, &Str::new(property), 8);
        }
    }
    if let (Some(property), [value]) = (lower.strip_prefix("set_"), arguments)
        && !ty.members_named(property).is_empty()
    {
        super::set_member(context, target, &Str::new(property), value.clone())?;
        return Ok(Some(Value::NULL));
    }
    Ok(None)
}

/// The indexer as a method: unlike an index it fails for what is not there.
fn item(context: &mut dyn Context, target: &Value, at: &Value, as_method: bool) -> Result<Value> {
    let Some(object) = target.as_object() else { return Ok(Value::NULL) };
    let wrap = |fault: Fault| {
        let error = Interrupt::from(fault);
        if as_method { invocation(error, "get_Item", 1) } else { super::error::getting(error, "Item") }
    };
    match &object.data {
        Data::List(list) => {
            let at = crate::convert::to_i32(context, at)?;
            let found = list.with(|it| usize::try_from(at).ok().and_then(|at| it.items.get(at).cloned()));
            found.ok_or_else(|| {
                let message =
                    "Index was out of range. Must be non-negative and less than the size of the collection.";
                wrap(Fault::out_of_range(message, "index"))
            })
        }
        Data::Table(table) if !object.ty().arguments.is_empty() => {
            let key = crate::operators::table_key(context, object.ty(), at)?;
            if let Some(found) = table.with(|it| it.get(&key).cloned()) {
                Ok(found)
            } else {
                let key = crate::convert::to_text(context, &key)?;
                let message = format!("The given key '{key}' was not present in the dictionary.");
                Err(wrap(Fault::new("System.Collections.Generic.KeyNotFoundException", message)))
            }
        }
        _ => crate::operators::index(context, target, at),
    }
}

/// A method that the session adds to the type.
fn session(
    context: &mut dyn Context,
    target: &Value,
    ty: Type,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    match context.script_member(ty, Some(target), name) {
        Some(ScriptMember::Method(method)) => {
            context.call_script_method(target, &method, arguments.to_vec()).map(Some)
        }
        Some(ScriptMember::Extra(extra)) => match extra.kind {
            ExtraMemberKind::ScriptMethod(block) => {
                script_method(context, target, &block, name, arguments).map(Some)
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// `Invoke` of blocks, delegates and methods as values.
fn callable(
    context: &mut dyn Context,
    target: &Value,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>> {
    if let Some(method) = target.downcast::<super::method::PsMethod>() {
        if !name.eq_ignore_ascii_case("Invoke") {
            return Ok(None);
        }
        let (receiver, name) = (method.target.clone(), method.name.clone());
        if receiver.is_null() {
            return invoke_static(context, method.owner, &name, arguments.to_vec(), &[]).map(Some);
        }
        return invoke(context, &receiver, &name, arguments.to_vec(), &[]).map(Some);
    }
    if let Some(object) = target.downcast::<super::PsObject>()
        && name.eq_ignore_ascii_case("Copy")
    {
        return Ok(Some(super::copy(&object.0)));
    }
    if let Some(member) = target.downcast::<super::MemberObject>()
        && name.eq_ignore_ascii_case("Invoke")
    {
        let (receiver, name) = (member.target.clone(), member.member.name.clone());
        return invoke(context, &receiver, &name, arguments.to_vec(), &[]).map(Some);
    }
    let block = match target.as_object() {
        Some(object) => match &object.data {
            Data::Block(_) => object.clone(),
            Data::Boxed(inner) if inner.as_block().is_some() => match inner.as_object() {
                Some(block) => block.clone(),
                None => return Ok(None),
            },
            _ => return Ok(None),
        },
        None => return Ok(None),
    };
    let is_delegate = !matches!(target.as_object().map(|it| &it.data), Some(Data::Block(_)));
    let as_is = name.eq_ignore_ascii_case("InvokeReturnAsIs");
    let dynamic = is_delegate && name.eq_ignore_ascii_case("DynamicInvoke");
    if !(as_is || dynamic || name.eq_ignore_ascii_case("Invoke")) {
        return Ok(None);
    }
    // The parameter is `params object[]`: an array of objects is all the arguments.
    let spread = match arguments {
        [only] if only.ty().is_some_and(|it| it.is_array() && !it.element().is_value_type()) => {
            only.as_elements()
        }
        _ => None,
    };
    let arguments = spread.as_deref().unwrap_or(arguments);
    let call = BlockCall { arguments, ..BlockCall::default() };
    let output = context.call_block(&block, call)?;
    if as_is || is_delegate {
        return Ok(Some(output));
    }
    // `Invoke` gives a collection whatever the block wrote.
    let items = match output.as_elements() {
        Some(items) => items,
        None if output.is_nothing() => Vec::new(),
        None => vec![output],
    };
    let ty = crate::types::instantiate(well_known::COLLECTION.ty(), &[well_known::PS_OBJECT.ty()]);
    Ok(Some(Object::list(ty, items).into()))
}

/// What is left when the object has no such method: `Where` and `ForEach`, then the elements' methods.
fn fallback(
    context: &mut dyn Context,
    target: &Value,
    ty: Type,
    name: &Str,
    arguments: Vec<Value>,
    type_arguments: &[Type],
) -> Result<Value> {
    if let Some(found) = intrinsic::call(context, target, name, &arguments) {
        return found;
    }
    if ty.is_array() && name.as_bytes().eq_ignore_ascii_case(b"CompareTo") {
        return Err(no_overload("CompareTo", arguments.len()));
    }
    let Some(mut elements) = enumerate(target) else {
        let name = name.text();
        return Err(no_method(
            if ty == well_known::PS_OBJECT.ty() { well_known::PS_CUSTOM_OBJECT.ty() } else { ty },
            &name,
        ));
    };
    let (mut found, mut any) = (Vec::new(), false);
    while let Some(element) = elements.next(context)? {
        any = true;
        let output = stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
            invoke(context, &element, name, arguments.clone(), type_arguments)
        })?;
        match enumerate(&output) {
            Some(steps) => found.extend(steps.collect(context)?),
            None if output.is_nothing() => {}
            None => found.push(output),
        }
    }
    if !any {
        return Err(no_method(ty, &name.text()));
    }
    Ok(Value::from_output(found))
}

/// `[ty]::name(arguments)`
pub(super) fn invoke_static(
    context: &mut dyn Context,
    ty: Type,
    name: &Str,
    arguments: Vec<Value>,
    type_arguments: &[Type],
) -> Result<Value> {
    let text = name.text();
    if text.eq_ignore_ascii_case("new") {
        return super::construct(context, ty, arguments);
    }
    if ty.chain().any(|it| it.script.get().is_some())
        && let Some(ScriptMember::Method(method)) = context.script_member(ty, None, &text)
    {
        return context.call_script_method(&Value::from(ty), &method, arguments);
    }
    let members: Vec<_> = ty.members_named(&text).iter().copied().filter(|it| is_method(it, true)).collect();
    if let Some(first) = members.first() {
        return declared(context, &Value::from(ty), ty, first.name, &members, &arguments, type_arguments);
    }
    if let [a, b] = &arguments[..] {
        if text.eq_ignore_ascii_case("Equals") {
            if a.is_null() || b.is_null() {
                return Ok(Value::bool(a.is_null() && b.is_null()));
            }
            return builtin::equals(context, a, b).map(Value::bool);
        }
        if text.eq_ignore_ascii_case("ReferenceEquals") {
            return Ok(Value::bool(crate::compare::reference_equals(a, b)));
        }
    }
    Err(no_method(ty, &text))
}
