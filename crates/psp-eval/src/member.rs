//! Members, elements, literals of collections, types: with caches at the call site.

use crate::{method::Receiver, vm::Vm};
use psp_ir::{Compound, Reg, Site};
use psp_runtime::{Loaded, SiteCache};
use psp_value::{
    Context, Data, ErrorCategory, Fault, Fields, Interrupt, Object, Ref, Result, Str, StrBuilder, Table,
    Type, Value, convert, member, object::KeyComparer, operators, well_known,
};

impl Vm<'_> {
    pub(crate) fn site(&self, k: u16) -> usize {
        self.code.site_base + k as usize
    }

    /// The member's name at a site, as a string.
    pub(crate) fn name_at(&mut self, k: u16) -> Str {
        let at = self.site(k);
        if let SiteCache::Name(name) = &self.session.sites[at] {
            return name.clone();
        }
        let name = site_name(&self.code, k);
        if matches!(self.session.sites[at], SiteCache::Empty) {
            self.session.sites[at] = SiteCache::Name(name.clone());
        }
        name
    }

    /// The type that a site names.
    #[inline]
    pub(crate) fn type_at(&mut self, k: u16) -> Result<Type> {
        match &self.session.sites[self.code.site_base + k as usize] {
            SiteCache::Type(ty) => Ok(*ty),
            _ => self.find_type_at(k),
        }
    }

    #[inline(never)]
    fn find_type_at(&mut self, k: u16) -> Result<Type> {
        let (at, code) = (self.site(k), self.code);
        let Some(Site::Type(reference)) = code.body.sites.get(k as usize) else {
            return Ok(well_known::OBJECT.ty());
        };
        self.session.namespaces = code.namespaces.clone();
        let found = self.session.find_type(&reference.name).ok_or_else(|| unknown_type(&reference.name))?;
        self.session.sites[at] = SiteCache::Type(found);
        Ok(found)
    }

    /// `dst = [type]src`
    #[inline(never)]
    pub(crate) fn convert(&mut self, dst: Reg, src: Reg, k: u16) -> Result<()> {
        let ty = self.type_at(k)?;
        let value = self.fetch(src)?;
        let converted = if value.ty() == Some(ty) && !matches!(ty.kind, psp_value::TypeKind::Class) {
            value
        } else {
            convert::convert(self.session, &value, ty)?
        };
        self.put(dst, converted)
    }

    /// `dst = object.member`
    #[inline(never)]
    pub(crate) fn member(&mut self, dst: Reg, object: Reg, k: u16) -> Result<()> {
        let target = self.fetch(object)?;
        if let Some(value) = self.cached_field(&target, k) {
            return self.put(dst, value);
        }
        let name = self.name_at(k);
        let value = member::get_member(self.session, &target, &name)?;
        self.put(dst, value)
    }

    /// A field of a custom object, found where it was last time.
    fn cached_field(&mut self, target: &Value, k: u16) -> Option<Value> {
        let object = target.as_object()?;
        let Data::Fields(fields) = &object.data else { return None };
        if object.ty() != well_known::PS_CUSTOM_OBJECT.ty() && !crate::property::is_plain_instance(object) {
            return None;
        }
        let at = self.site(k);
        if let SiteCache::Member(shape, index) = &self.session.sites[at] {
            let found = fields.with(|it| {
                if Ref::ptr_eq(it.shape(), shape) { it.values().get(*index as usize).cloned() } else { None }
            });
            if found.is_some() {
                return found;
            }
        }
        let name = site_name(&self.code, k);
        let found = fields.with(|it| {
            let index = it.shape().find(&name)?;
            it.values().get(index).cloned().map(|value| (it.shape().clone(), index as u32, value))
        });
        let (shape, index, value) = found?;
        self.session.sites[at] = SiteCache::Member(shape, index);
        Some(value)
    }

    #[inline(never)]
    pub(crate) fn member_dynamic(&mut self, dst: Reg, object: Reg, name: Reg) -> Result<()> {
        let target = self.fetch(object)?;
        let name = self.fetch(name)?;
        if let Some(value) = entry_of(&target, &name) {
            return self.put(dst, value);
        }
        let name = convert::to_text(self.session, &name)?;
        let value = member::get_member(self.session, &target, &name)?;
        self.put(dst, value)
    }

    #[inline(never)]
    pub(crate) fn set_member(&mut self, object: Reg, k: u16, src: Reg) -> Result<()> {
        let target = self.fetch(object)?;
        let value = self.take(src)?;
        let Some(value) = self.set_property(&target, k, value)? else { return Ok(()) };
        let name = self.name_at(k);
        member::set_member(self.session, &target, &name, value)
    }

    #[inline(never)]
    pub(crate) fn set_member_dynamic(&mut self, object: Reg, name: Reg, src: Reg) -> Result<()> {
        let target = self.fetch(object)?;
        let name = self.fetch(name)?;
        if entry_of(&target, &name).is_some() {
            let value = self.take(src)?;
            return psp_value::operators::set_index(self.session, &target, &name, value);
        }
        let name = convert::to_text(self.session, &name)?;
        let value = self.take(src)?;
        member::set_member(self.session, &target, &name, value)
    }

    /// The type that stands before `::`: a type, or the text of one's name.
    fn static_owner(&mut self, ty: Reg) -> Result<Type> {
        let value = self.fetch(ty)?;
        if let Some(ty) = value.as_type() {
            return Ok(ty);
        }
        if value.as_string().is_some() {
            let converted = convert::convert(self.session, &value, well_known::TYPE.ty())?;
            if let Some(ty) = converted.as_type() {
                return Ok(ty);
            }
        }
        // pwsh looks at the static members of the value's own type.
        value.ty().ok_or_else(null_method)
    }

    #[inline(never)]
    pub(crate) fn static_member(&mut self, dst: Reg, ty: Reg, k: u16) -> Result<()> {
        let owner = self.static_owner(ty)?;
        let name = self.name_at(k);
        let value = member::get_static(self.session, owner, &name)?;
        self.put(dst, value)
    }

    #[inline(never)]
    pub(crate) fn static_member_dynamic(&mut self, dst: Reg, ty: Reg, name: Reg) -> Result<()> {
        let owner = self.static_owner(ty)?;
        let name = self.fetch(name)?;
        let name = convert::to_text(self.session, &name)?;
        let value = member::get_static(self.session, owner, &name)?;
        self.put(dst, value)
    }

    #[inline(never)]
    pub(crate) fn set_static(&mut self, ty: Reg, k: u16, src: Reg) -> Result<()> {
        let owner = self.static_owner(ty)?;
        let name = self.name_at(k);
        let value = self.take(src)?;
        member::set_static(self.session, owner, &name, value)
    }

    /// Calls a method.
    #[inline(never)]
    pub(crate) fn invoke(&mut self, dst: Reg, base: Reg, k: u16) -> Result<()> {
        if self.invoke_cached(dst, base, k)? {
            return Ok(());
        }
        let code = self.code;
        let Some(Site::Invoke(site)) = code.body.sites.get(k as usize) else { return Ok(()) };
        let count = site.arguments;
        let target = self.take(base)?;
        let mut arguments = Vec::with_capacity(count as usize);
        for at in 0..count {
            arguments.push(self.take(base + 1 + at)?);
        }
        let name = match &site.name {
            Some(_) => self.name_at(k),
            None => {
                let name = self.fetch(base + 1 + count)?;
                if let Some(block) = name.as_object().filter(|_| name.as_block().is_some()) {
                    let call = psp_value::BlockCall {
                        arguments: &arguments,
                        this: Some(target),
                        ..Default::default()
                    };
                    let result = self.session.call_block(&block.clone(), call)?;
                    return self.put(dst, result);
                }
                convert::to_text(self.session, &name)?
            }
        };
        let mut types = Vec::new();
        for reference in &site.type_arguments {
            types.push(self.session.find_type(&reference.name).ok_or_else(|| unknown_type(&reference.name))?);
        }
        self.session.namespaces = code.namespaces.clone();
        let result = if site.is_static {
            let owner = match target.as_type() {
                Some(ty) => ty,
                None => match convert::try_convert(self.session, &target, well_known::TYPE.ty())? {
                    Some(found) if target.as_string().is_some() => {
                        found.as_type().unwrap_or(well_known::OBJECT.ty())
                    }
                    _ => target.ty().ok_or_else(null_method)?,
                },
            };
            match self.invoke_script(dst, k, Receiver::Type(owner), &name, arguments)? {
                Some(arguments) => member::invoke_static(self.session, owner, &name, arguments, &types)?,
                None => return Ok(()),
            }
        } else {
            if target.is_null() {
                return Err(null_method());
            }
            if let Some(reference) = &site.base {
                let result = self.invoke_base(reference, &target, &name, arguments)?;
                return self.put(dst, result);
            }
            match self.invoke_script(dst, k, Receiver::Object(&target), &name, arguments)? {
                Some(arguments) => member::invoke(self.session, &target, &name, arguments, &types)?,
                None => return Ok(()),
            }
        };
        self.put(dst, result)
    }

    /// An element of an array by a non-negative integer.
    #[inline]
    pub(crate) fn element_fast(&mut self, target: Reg, index: Reg) -> Option<Value> {
        let at = usize::try_from(self.peek(index)?.as_integer()?).ok()?;
        match &self.peek(target)?.as_object()?.data {
            Data::Array(items) => items.with(|it| it.get(at).cloned()),
            Data::List(list) => list.with(|it| it.items.get(at).cloned()),
            _ => None,
        }
    }

    #[inline(never)]
    pub(crate) fn index(&mut self, dst: Reg, target: Reg, index: Reg) -> Result<()> {
        if let (Some(table), Some(key)) = (self.peek(target), self.peek(index))
            && let Some(value) = text_key(table, key)
        {
            return self.put(dst, value);
        }
        let (target, index) = (self.fetch(target)?, self.fetch(index)?);
        let value = operators::index(self.session, &target, &index)?;
        self.put(dst, value)
    }

    /// Writes an element of an array whose type the value has.
    #[inline]
    pub(crate) fn set_element_fast(&mut self, target: Reg, index: Reg, src: Reg) -> bool {
        let at = self.peek(index).and_then(Value::as_integer).and_then(|it| usize::try_from(it).ok());
        let (Some(at), Some(object)) = (at, self.peek(target).and_then(Value::as_object)) else {
            return false;
        };
        let (Data::Array(items), Some(value)) = (&object.data, self.peek(src)) else { return false };
        // Where a number was, a number of its type may stand, whatever the array's type is.
        if items.with(|it| it.get_mut(at).is_some_and(|it| it.copy_same(value))) {
            return true;
        }
        let element = object.ty().element();
        let fits = value.is_scalar_of(element.code)
            || !value.is_nothing() && (element == well_known::OBJECT.ty() || value.ty() == Some(element));
        if !fits {
            return false;
        }
        let value = value.clone();
        items.with(|it| match it.get_mut(at) {
            Some(slot) => {
                *slot = value;
                true
            }
            None => false,
        })
    }

    #[inline(never)]
    pub(crate) fn set_index(&mut self, target: Reg, index: Reg, src: Reg) -> Result<()> {
        let (target, index) = (self.fetch(target)?, self.fetch(index)?);
        let value = self.take(src)?;
        operators::set_index(self.session, &target, &index, value)
    }

    #[inline(never)]
    pub(crate) fn compound_index(&mut self, op: Compound, target: Reg, index: Reg, value: Reg) -> Result<()> {
        let counted = match (self.peek(target), self.peek(index), self.peek(value)) {
            (Some(target), Some(index), Some(by)) if !psp_value::multi::is_on() => {
                count_in_table(op, target, index, by)
            }
            _ => None,
        };
        if counted.is_some() {
            return Ok(());
        }
        let (target, index) = (self.fetch(target)?, self.fetch(index)?);
        let right = self.fetch(value)?;
        if psp_value::multi::is_on() {
            return operators::compound_index(self.session, &target, &index, operation(op), &right).map(drop);
        }
        let old = operators::index(self.session, &target, &index)?;
        let new = self.combined(op, &old, &right)?;
        operators::set_index(self.session, &target, &index, new)
    }

    #[inline(never)]
    pub(crate) fn compound_member(&mut self, op: Compound, object: Reg, k: u16, value: Reg) -> Result<()> {
        let target = self.fetch(object)?;
        let right = self.fetch(value)?;
        if psp_value::multi::is_on() {
            let name = self.name_at(k);
            return member::compound_member(self.session, &target, &name, operation(op), &right).map(drop);
        }
        let old = if let Some(old) = self.cached_property(&target, k) {
            old
        } else {
            let name = self.name_at(k);
            member::get_member(self.session, &target, &name)?
        };
        let new = self.combined(op, &old, &right)?;
        let Some(new) = self.set_property(&target, k, new)? else { return Ok(()) };
        let name = self.name_at(k);
        member::set_member(self.session, &target, &name, new)
    }

    #[inline(never)]
    pub(crate) fn compound_index_old(&mut self, op: Compound, base: Reg) -> Result<()> {
        if psp_value::multi::is_on() {
            return self.compound_index(op, base, base + 1, base + 3);
        }
        let (target, index) = (self.fetch(base)?, self.fetch(base + 1)?);
        let (old, right) = (self.fetch(base + 2)?, self.fetch(base + 3)?);
        let new = self.combined(op, &old, &right)?;
        operators::set_index(self.session, &target, &index, new)
    }

    #[inline(never)]
    pub(crate) fn compound_member_old(&mut self, op: Compound, base: Reg, k: u16) -> Result<()> {
        if psp_value::multi::is_on() {
            return self.compound_member(op, base, k, base + 2);
        }
        let target = self.fetch(base)?;
        let (old, right) = (self.fetch(base + 1)?, self.fetch(base + 2)?);
        let name = self.name_at(k);
        let new = self.combined(op, &old, &right)?;
        member::set_member(self.session, &target, &name, new)
    }

    /// `a, b, c`
    #[inline(never)]
    pub(crate) fn array(&mut self, dst: Reg, base: Reg, count: u16) -> Result<()> {
        let mut items = Vec::with_capacity(count as usize);
        for at in 0..count {
            items.push(self.take(base + at)?);
        }
        self.put(dst, Value::array(items))
    }

    /// `@( … )` around one expression.
    #[inline(never)]
    pub(crate) fn collect_array(&mut self, dst: Reg, src: Reg) -> Result<()> {
        let value = self.take(src)?;
        self.put_elements(dst, value)
    }

    /// An array to be taken apart: one that is there already is not copied.
    #[inline(never)]
    pub(crate) fn parts(&mut self, dst: Reg, src: Reg) -> Result<()> {
        let value = self.take(src)?;
        if value.as_object().is_some_and(|it| matches!(it.data, Data::Array(_))) {
            return self.put(dst, value);
        }
        self.put_elements(dst, value)
    }

    fn put_elements(&mut self, dst: Reg, value: Value) -> Result<()> {
        let items = match psp_value::enumerate(&value) {
            Some(items) => items.collect(self.session)?,
            None if value.is_nothing() => Vec::new(),
            None => vec![value],
        };
        self.put(dst, Value::array(items))
    }

    #[inline(never)]
    pub(crate) fn element(&mut self, dst: Reg, src: Reg, at: u16) -> Result<()> {
        let value = match self.regs[src].as_object().map(|it| &it.data) {
            Some(Data::Array(items)) => items.with(|it| it.get(at as usize).cloned()),
            _ => None,
        };
        self.put(dst, value.unwrap_or_default())
    }

    #[inline(never)]
    pub(crate) fn rest(&mut self, dst: Reg, src: Reg, at: u16) -> Result<()> {
        let mut rest = match self.regs[src].as_object().map(|it| &it.data) {
            Some(Data::Array(items)) => items.with(|it| it.get(at as usize..).unwrap_or_default().to_vec()),
            _ => Vec::new(),
        };
        let value = match rest.len() {
            0 => Value::NULL,
            1 => rest.pop().unwrap_or_default(),
            _ => Value::array(rest),
        };
        self.put(dst, value)
    }

    #[inline(never)]
    pub(crate) fn table(&mut self, dst: Reg, ordered: bool) {
        let table = Table::new(KeyComparer::IgnoreCase);
        self.regs[dst] =
            if ordered { Object::ordered(table).into() } else { Object::hashtable(table).into() };
    }

    #[inline(never)]
    pub(crate) fn table_add(&mut self, table: Reg, key: Reg, value: Reg) -> Result<()> {
        let (key, value) = (self.take(key)?, self.take(value)?);
        if key.is_null() {
            let message = "A null key is not allowed in a hash literal.";
            return Err(Fault::runtime("InvalidNullKey", message)
                .category(ErrorCategory::InvalidOperation)
                .target(self.regs[table].clone())
                .into());
        }
        let Some(entries) = self.regs[table].as_table() else { return Ok(()) };
        let known = entries.with(|it| it.contains(&key));
        if known {
            let text = convert::to_text(self.session, &key)?;
            let message = format!("Duplicate keys '{text}' are not allowed in hash literals.");
            return Err(Fault::runtime("DuplicateKeyInHashLiteral", message)
                .category(ErrorCategory::InvalidOperation)
                .target(key)
                .into());
        }
        if let Some(entries) = self.regs[table].as_table() {
            entries.with(|it| it.insert(key, value));
        }
        Ok(())
    }

    /// `[pscustomobject]@{ … }`
    #[inline(never)]
    pub(crate) fn custom(&mut self, dst: Reg, base: Reg, k: u16) -> Result<()> {
        let code = self.code;
        let names = &code.body.shapes[k as usize];
        let mut values = Vec::with_capacity(names.len());
        for at in 0..names.len() as u16 {
            values.push(self.take(base + at)?);
        }
        let site = code.shape_site(k);
        let fields = match &self.session.sites[site] {
            SiteCache::Shape(shape) => Fields::with_shape(shape.clone(), values),
            _ => {
                let mut fields = Fields::default();
                for (name, value) in names.iter().zip(values) {
                    fields.set(&Str::new(name), value);
                }
                if fields.len() == names.len() {
                    self.session.sites[site] = SiteCache::Shape(fields.shape().clone());
                }
                fields
            }
        };
        self.put(dst, Object::custom(fields).into())
    }

    /// Joins texts.
    #[inline(never)]
    pub(crate) fn interpolate(&mut self, dst: Reg, base: Reg, count: u16) -> Result<()> {
        let mut text = StrBuilder::new();
        for at in 0..count {
            match self.regs[base + at].as_string() {
                Some(part) => text.push(part),
                None => {
                    let value = self.take(base + at)?;
                    let part = convert::to_text(self.session, member::unspelled(&value))?;
                    text.push(&part);
                }
            }
        }
        self.put(dst, Value::string(text.finish()))
    }
}

/// The entry of a text in a `@{}`.
fn text_key(target: &Value, key: &Value) -> Option<Value> {
    let object = target.as_object()?;
    let Data::Table(table) = &object.data else { return None };
    if key.as_string().is_none() || object.ty() != well_known::HASHTABLE.ty() {
        return None;
    }
    Some(table.with(|it| it.get(key).cloned()).unwrap_or_default())
}

/// `$table[key] += n` for integers, with one look-up.
fn count_in_table(op: Compound, target: &Value, index: &Value, right: &Value) -> Option<()> {
    let object = target.as_object()?;
    let Data::Table(table) = &object.data else { return None };
    let by = match op {
        Compound::Add => right.as_int()?,
        Compound::Increment => 1,
        _ => return None,
    };
    if object.ty() != well_known::HASHTABLE.ty() || index.as_string().is_none() {
        return None;
    }
    table.with(|it| {
        if it.is_read_only() {
            return None;
        }
        match it.get_mut(index) {
            Some(value) => value.set_int(value.as_int()?.checked_add(by)?),
            None => drop(it.insert(index.clone(), Value::int(by))),
        }
        Some(())
    })
}

pub(crate) fn site_name(code: &Loaded, k: u16) -> Str {
    match code.body.sites.get(k as usize) {
        Some(Site::Member(name)) => Str::new(name),
        Some(Site::Invoke(site)) => site.name.as_deref().map(Str::new).unwrap_or_default(),
        _ => Str::default(),
    }
}

/// What a combining assignment to a member or element does.
fn operation(op: Compound) -> operators::CompoundOp {
    fn increment(context: &mut dyn Context, old: &Value, _right: &Value) -> Result<Value> {
        operators::increment(context, old)
    }
    fn decrement(context: &mut dyn Context, old: &Value, _right: &Value) -> Result<Value> {
        operators::decrement(context, old)
    }
    match op {
        Compound::Add => operators::add,
        Compound::Sub => operators::subtract,
        Compound::Mul => operators::multiply,
        Compound::Div => operators::divide,
        Compound::Rem => operators::remainder,
        Compound::Increment => increment,
        Compound::Decrement => decrement,
    }
}

/// The error of a type that is not there.
pub(crate) fn unknown_type(name: &str) -> Interrupt {
    Fault::runtime("TypeNotFound", format!("Unable to find type [{name}]."))
        .category(ErrorCategory::InvalidOperation)
        .target(name)
        .into()
}

/// The error of calling a method on null.
fn null_method() -> Interrupt {
    Fault::runtime("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.")
        .category(ErrorCategory::InvalidOperation)
        .into()
}

/// `$table.$key` and `$table.5`: an entry whose key is no text.
fn entry_of(target: &Value, key: &Value) -> Option<Value> {
    if key.is_null() || key.unboxed().as_string().is_some() {
        return None;
    }
    target.as_table()?.with(|it| it.get(key.base()).cloned())
}
