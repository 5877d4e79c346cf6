//! `System.Type`.

use crate::{support::values, system::array, system::enums::TypeCode};
use psp_derive::ps_type;
use psp_value::{
    Context, Fault, Object, Ref, Result, Type, TypeKind, Value, enums, operators,
    types::{self, MemberDef, MemberKind},
    well_known,
};

/// A type as a value.
pub(crate) struct PsType;

#[ps_type("System.Type", of = TYPE)]
impl PsType {
    /// The type with a name, null when there is none.
    #[ps("GetType")]
    fn named(
        context: &mut dyn Context,
        type_name: &str,
        throw_on_error: Option<bool>,
    ) -> Result<Option<Type>> {
        let found = context.find_type(type_name);
        if found.is_none() && throw_on_error == Some(true) {
            let message = format!("Could not load type '{type_name}' from assembly 'psp'.");
            return Err(Fault::new("System.TypeLoadException", message).into());
        }
        Ok(found)
    }

    /// The number of a type.
    #[ps]
    fn get_type_code(r#type: Type) -> TypeCode {
        let same = |code: &i64| crate::support::convert::type_of_code(*code) == Some(r#type);
        TypeCode((3..=18).find(same).unwrap_or(1))
    }

    /// No types.
    #[ps(get)]
    fn empty_types() -> Vec<Type> {
        Vec::new()
    }

    /// The last part of the name.
    #[ps(get)]
    fn name(this: Type) -> String {
        this.short_name()
    }

    /// The name with its namespace.
    #[ps(get)]
    fn full_name(this: Type) -> String {
        this.full_name()
    }

    /// The namespace.
    #[ps(get)]
    fn namespace(this: Type) -> Option<&'static str> {
        let of = if this.is_array() { this.element() } else { this };
        Some(of.namespace()).filter(|it| !it.is_empty())
    }

    /// The name with its assembly.
    #[ps(get)]
    fn assembly_qualified_name(this: Type) -> String {
        format!(
            "{}, System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e",
            this.full_name()
        )
    }

    /// Where the type comes from.
    #[ps(get)]
    fn assembly(this: Type) -> Value {
        let name =
            if this.script.get().is_some() { "PowerShell Class Assembly" } else { "System.Private.CoreLib" };
        let full = format!("{name}, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e");
        Object::custom_from([("FullName", Value::from(full)), ("Location", "".into())]).into()
    }

    /// The type it derives from.
    #[ps(get)]
    fn base_type(this: Type) -> Option<Type> {
        this.base
    }

    /// The type itself.
    #[ps(get)]
    fn underlying_system_type(this: &Value) -> Value {
        this.clone()
    }

    /// What the type was declared in: nothing in psp.
    #[ps(get)]
    fn declaring_type(this: Type) -> Option<Type> {
        let _ = this;
        None
    }

    /// A type, for reflection.
    #[ps(get)]
    fn member_type(this: Type) -> &'static str {
        let _ = this;
        "TypeInfo"
    }

    /// An array type.
    #[ps(get)]
    fn is_array(this: Type) -> bool {
        this.is_array()
    }

    /// A class.
    #[ps(get)]
    fn is_class(this: Type) -> bool {
        !this.is_value_type() && this.kind != TypeKind::Interface
    }

    /// An enum.
    #[ps(get)]
    fn is_enum(this: Type) -> bool {
        this.is_enum()
    }

    /// An interface.
    #[ps(get)]
    fn is_interface(this: Type) -> bool {
        this.kind == TypeKind::Interface
    }

    /// Values are copied.
    #[ps(get)]
    fn is_value_type(this: Type) -> bool {
        this.is_value_type() || this.base == Some(well_known::VALUE_TYPE.ty())
    }

    /// Cannot be instantiated.
    #[ps(get)]
    fn is_abstract(this: Type) -> bool {
        matches!(this.kind, TypeKind::Abstract | TypeKind::Static | TypeKind::Interface)
    }

    /// Nothing derives from it.
    #[ps(get)]
    fn is_sealed(this: Type) -> bool {
        this.is_value_type()
            || this.is_array()
            || this.kind == TypeKind::Static
            || this == well_known::STRING.ty()
    }

    /// .NET marked it so: numbers, texts, collections, exceptions, not what stands for something outside.
    #[ps(get)]
    fn is_serializable(this: Type) -> bool {
        let scripted = this.chain().any(|it| it.script.get().is_some());
        let outside =
            ["System.IO.", "System.Diagnostics.", "System.Threading.", "System.Net.", "System.Management."];
        let known =
            !outside.iter().any(|it| this.name.starts_with(it)) || this.is_a(well_known::EXCEPTION.ty());
        this.is_enum()
            || this.is_array()
            || !scripted && known && this.kind != TypeKind::Interface && this.kind != TypeKind::Static
    }

    /// Always.
    #[ps(get)]
    fn is_public(this: Type) -> bool {
        let _ = this;
        true
    }

    /// A number that machines know, a truth value or a character.
    #[ps(get)]
    fn is_primitive(this: Type) -> bool {
        use psp_value::TypeCode as Code;
        this.code.is_integer() || matches!(this.code, Code::Single | Code::Double | Code::Bool | Code::Char)
    }

    /// Has type arguments.
    #[ps(get)]
    fn is_generic_type(this: Type) -> bool {
        this.kind == TypeKind::GenericDefinition || !this.arguments.is_empty() && !this.is_array()
    }

    /// Wants type arguments.
    #[ps(get)]
    fn is_generic_type_definition(this: Type) -> bool {
        this.kind == TypeKind::GenericDefinition
    }

    /// The type arguments.
    #[ps(get)]
    fn generic_type_arguments(this: Type) -> Vec<Type> {
        if this.is_array() { Vec::new() } else { this.arguments.to_vec() }
    }

    /// An array's, or a reference's.
    #[ps(get)]
    fn has_element_type(this: Type) -> bool {
        this.is_array()
    }

    /// The type arguments.
    #[ps]
    fn get_generic_arguments(this: Type) -> Vec<Type> {
        Self::generic_type_arguments(this)
    }

    /// The type without its type arguments.
    #[ps]
    fn get_generic_type_definition(this: Type) -> Result<Type> {
        let found = types::find_generic(this.name, this.arguments.len());
        found.map(|it| (it.definition)()).ok_or_else(|| {
            crate::support::errors::invalid_operation("This operation is only valid on generic types.")
        })
    }

    /// The type of an array's elements.
    #[ps]
    fn get_element_type(this: Type) -> Option<Type> {
        this.is_array().then(|| this.element())
    }

    /// How many dimensions an array type has.
    #[ps]
    fn get_array_rank(this: Type) -> Result<i32> {
        match this.kind {
            TypeKind::Array(rank) => Ok(rank as i32),
            _ => Err(Fault::new("System.ArgumentException", "Must be an array type.").into()),
        }
    }

    /// The array type with this element.
    #[ps]
    fn make_array_type(this: Type, rank: Option<i32>) -> Type {
        this.array_of_rank(rank.unwrap_or(1).max(1) as u32)
    }

    /// The generic type with these arguments.
    #[ps]
    fn make_generic_type(this: Type, #[ps(params)] type_arguments: &[Type]) -> Result<Type> {
        if this.kind != TypeKind::GenericDefinition {
            let message = format!("{this} is not a GenericTypeDefinition.");
            return Err(crate::support::errors::invalid_operation(&message));
        }
        Ok(types::instantiate(this, type_arguments))
    }

    /// All interfaces.
    #[ps]
    fn get_interfaces(this: Type) -> Vec<Type> {
        let mut all = Vec::new();
        let mut waiting: Vec<Type> = this.chain().flat_map(|it| it.interfaces.iter().copied()).collect();
        while let Some(face) = waiting.pop() {
            if !all.contains(&face) {
                all.push(face);
                waiting.extend(face.interfaces);
            }
        }
        all
    }

    /// The interface with a name.
    #[ps]
    fn get_interface(this: Type, name: &str) -> Option<Type> {
        Self::get_interfaces(this).into_iter().find(|it| it.short_name() == name || it.full_name() == name)
    }

    /// All members: name and kind.
    #[ps]
    fn get_members(this: Type) -> Vec<Value> {
        members(this, |_| true)
    }

    /// All methods.
    #[ps]
    fn get_methods(this: Type) -> Vec<Value> {
        members(this, |it| matches!(it.kind, MemberKind::Method { .. }))
    }

    /// All properties.
    #[ps]
    fn get_properties(this: Type) -> Vec<Value> {
        members(this, |it| matches!(it.kind, MemberKind::Property { added_as: None, .. }))
    }

    /// All constructors.
    #[ps]
    fn get_constructors(this: Type) -> Vec<Value> {
        members(this, |it| matches!(it.kind, MemberKind::Constructor { .. }))
    }

    /// No fields: psp shows them as properties.
    #[ps]
    fn get_fields(this: Type) -> Vec<Value> {
        let _ = this;
        Vec::new()
    }

    /// The first method with a name.
    #[ps]
    fn get_method(this: Type, name: &str) -> Value {
        let found = members(this, |it| it.name == name && matches!(it.kind, MemberKind::Method { .. }));
        found.into_iter().next().unwrap_or_default()
    }

    /// The property with a name.
    #[ps]
    fn get_property(this: Type, name: &str) -> Value {
        let found = members(this, |it| it.name == name && matches!(it.kind, MemberKind::Property { .. }));
        found.into_iter().next().unwrap_or_default()
    }

    /// The names of an enum's values.
    #[ps]
    fn get_enum_names(this: Type) -> Vec<&'static str> {
        crate::support::enums::sorted(this).into_iter().map(|(name, _)| name).collect()
    }

    /// The values of an enum.
    #[ps]
    fn get_enum_values(this: Type) -> Value {
        let all = crate::support::enums::sorted(this).into_iter().map(|(_, it)| Value::enumeration(this, it));
        array::make(this, all.collect())
    }

    /// The type of an enum's numbers.
    #[ps]
    fn get_enum_underlying_type(this: Type) -> Type {
        enums::info(this).underlying
    }

    /// Values of the other type can be assigned to this one.
    #[ps]
    fn is_assignable_from(this: Type, c: &Value) -> bool {
        c.as_type().is_some_and(|it| it.is_a(this))
    }

    /// Values of this type can be assigned to the other one.
    #[ps]
    fn is_assignable_to(this: Type, target_type: &Value) -> bool {
        target_type.as_type().is_some_and(|it| this.is_a(it))
    }

    /// The value is of this type.
    #[ps]
    fn is_instance_of_type(this: Type, o: &Value) -> bool {
        !o.is_null() && operators::is_instance(o, this)
    }

    /// This type derives from the other one.
    #[ps]
    fn is_subclass_of(this: Type, c: Type) -> bool {
        this != c && this.chain().any(|it| it == c)
    }

    /// The attributes on a class: none in psp.
    #[ps]
    fn get_custom_attributes(this: Type, inherit: Option<bool>) -> Vec<Value> {
        let _ = (this, inherit);
        Vec::new()
    }

    /// The same type.
    #[ps]
    fn equals(this: &Value, o: &Value) -> bool {
        values::same(this, o)
    }

    /// A number that is the same for equal types.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The name with its namespace.
    #[ps("ToString")]
    fn text(this: Type) -> String {
        written(this)
    }
}

/// `List'1[System.String]`: with one pair of brackets, unlike the full name.
fn written(ty: Type) -> String {
    match ty.kind {
        TypeKind::Array(rank) => format!("{}[{}]", written(ty.element()), ",".repeat(rank as usize - 1)),
        _ if ty.arguments.is_empty() => ty.full_name(),
        _ => {
            let arguments: Vec<_> = ty.arguments.iter().map(|it| written(*it)).collect();
            format!("{}`{}[{}]", ty.name, arguments.len(), arguments.join(","))
        }
    }
}

fn members(ty: Type, wanted: impl Fn(&MemberDef) -> bool) -> Vec<Value> {
    let describe = |it: &&MemberDef| {
        let (kind, of) = match it.kind {
            MemberKind::Method { returns, .. } => ("Method", returns.resolve(ty)),
            MemberKind::Constructor { .. } => ("Constructor", ty),
            MemberKind::Property { ty: property, .. } => ("Property", property.resolve(ty)),
        };
        let name = if it.name == "new" { ".ctor" } else { it.name };
        let fields = [
            ("Name", Value::from(name)),
            ("MemberType", kind.into()),
            ("IsStatic", it.is_static.into()),
            ("DeclaringType", ty.into()),
            (if kind == "Method" { "ReturnType" } else { "PropertyType" }, of.into()),
        ];
        Value::object(Ref::new(Object::custom_from(fields)))
    };
    ty.all_members().iter().filter(|it| wanted(it)).map(describe).collect()
}
