//! `$x.psobject.Properties` and what is in it.

use super::{MemberTypes, MemberView, error::not_settable, member_list, try_get_member};
use crate::{
    Context, Enumeration, ExtraMember, ExtraMemberKind, Fault, Native, Object, Result, Str, Type, Value,
    convert::{net_string, to_text},
    object::Data,
    types::{
        Call, MemberDef, MemberKind, ParamSpec, TypeCode, TypeDef, TypeInfo, TypeKind, TypeSpec, well_known,
    },
};

macro_rules! infos {
    ($($id:ident = $name:literal, $base:expr;)*) => {
        $(
            #[doc = $name]
            pub(super) static $id: TypeInfo = TypeInfo::new(
                concat!("System.Management.Automation.", $name), TypeKind::Class, TypeCode::Object, Some($base), &[],
            );
        )*

        /// The types of member objects, for the registry.
        pub fn all_infos() -> [Type; 8] {
            [$(Type(&$id)),*]
        }
    };
}

infos! {
    MEMBER_INFO = "PSMemberInfo", Type(&well_known::OBJECT);
    PROPERTY_INFO = "PSPropertyInfo", Type(&MEMBER_INFO);
    NOTE_PROPERTY = "PSNoteProperty", Type(&PROPERTY_INFO);
    PROPERTY = "PSProperty", Type(&PROPERTY_INFO);
    ALIAS_PROPERTY = "PSAliasProperty", Type(&PROPERTY_INFO);
    SCRIPT_PROPERTY = "PSScriptProperty", Type(&PROPERTY_INFO);
    SCRIPT_METHOD = "PSScriptMethod", Type(&MEMBER_INFO);
    METHOD = "PSMethod", Type(&MEMBER_INFO);
}

static COLLECTION: TypeInfo = TypeInfo::new(
    "System.Management.Automation.PSMemberInfoIntegratingCollection",
    TypeKind::Class,
    TypeCode::Object,
    Some(Type(&well_known::OBJECT)),
    &[Type(&well_known::IENUMERABLE)],
);

/// Which members a collection holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Properties,
    Methods,
    All,
}

/// A member of one object, or one to be added to an object.
pub struct MemberObject {
    /// The object that has it; null when it belongs to none.
    pub target: Value,
    /// The member.
    pub member: ExtraMember,
    /// As display sees it.
    view: MemberView,
}

impl MemberObject {
    /// A member that belongs to no object yet: `[psnoteproperty]::new('x', 1)`.
    pub fn free(member: ExtraMember) -> Value {
        let kind = MemberTypes::of(&member.kind);
        let view = MemberView {
            name: member.name.clone(),
            kind,
            type_name: String::new(),
            definition: String::new(),
            hidden: member.hidden,
            is_static: false,
        };
        Object::native(info_type(kind), Self { target: Value::NULL, member, view }).into()
    }

    fn value(&self, context: &mut dyn Context) -> Result<Value> {
        if self.target.is_null() {
            return Ok(match &self.member.kind {
                ExtraMemberKind::Note(value) => value.clone(),
                _ => Value::NULL,
            });
        }
        if self.view.kind == MemberTypes::Method {
            return Ok(super::method::declared_method(&self.target, &self.view.name.text()));
        }
        Ok(adapted(context, &self.target, &self.view)?.unwrap_or_default())
    }
}

/// The value of a member by its view: properties of a table itself, not its entries.
fn adapted(context: &mut dyn Context, target: &Value, view: &MemberView) -> Result<Option<Value>> {
    if target.as_table().is_some()
        && view.kind == MemberTypes::Property
        && let Some(found) = super::builtin::property(target, &view.name.text())
    {
        return Ok(Some(found));
    }
    try_get_member(context, target, &view.name)
}

fn info_type(kind: MemberTypes) -> Type {
    match kind {
        MemberTypes::NoteProperty => NOTE_PROPERTY.ty(),
        MemberTypes::AliasProperty => ALIAS_PROPERTY.ty(),
        MemberTypes::ScriptProperty => SCRIPT_PROPERTY.ty(),
        MemberTypes::ScriptMethod => SCRIPT_METHOD.ty(),
        MemberTypes::Method | MemberTypes::CodeMethod => METHOD.ty(),
        _ => PROPERTY.ty(),
    }
}

impl Native for MemberObject {
    fn text(&self, context: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        let value = self.value(context)?;
        let ty = value.ty().map_or("System.Object".to_owned(), super::definition::type_text);
        let text = to_text(context, &value)?;
        Ok(Some(match self.view.kind {
            MemberTypes::Method | MemberTypes::ScriptMethod => self.view.definition.clone(),
            MemberTypes::NoteProperty => format!("{ty} {}={text}", self.view.name),
            _ => self.view.definition.clone(),
        }))
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => self.view.name.clone().into(),
            "value" => return Some(self.value(context)),
            "membertype" => member_type(context, self.view.kind),
            "typenameofvalue" => match self.value(context) {
                Ok(value)
                    if self.view.type_name.is_empty() || self.view.kind == MemberTypes::NoteProperty =>
                {
                    value.ty().map_or("System.Object".to_owned(), net_string).into()
                }
                Ok(_) => self.view.type_name.as_str().into(),
                Err(error) => return Some(Err(error)),
            },
            "isgettable" => Value::TRUE,
            "issettable" => Value::bool(self.is_settable()),
            "isinstance" => {
                Value::bool(!matches!(self.view.kind, MemberTypes::Property | MemberTypes::Method))
            }
            "overloaddefinitions" => Value::strings([self.view.definition.as_str()]),
            "referencedmembername" => match &self.member.kind {
                ExtraMemberKind::Alias(other) => other.into(),
                _ => return None,
            },
            "getterscript" => match &self.member.kind {
                ExtraMemberKind::ScriptProperty { get, .. } => get.clone().unwrap_or_default(),
                _ => return None,
            },
            "setterscript" => match &self.member.kind {
                ExtraMemberKind::ScriptProperty { set, .. } => set.clone().unwrap_or_default(),
                _ => return None,
            },
            "script" => match &self.member.kind {
                ExtraMemberKind::ScriptMethod(block) => block.clone(),
                _ => return None,
            },
            _ => return None,
        }))
    }

    fn set_member(
        &self,
        context: &mut dyn Context,
        _this: &Value,
        name: &str,
        to: &Value,
    ) -> Option<Result<()>> {
        if !name.eq_ignore_ascii_case("Value") {
            return None;
        }
        Some(super::set_member(context, &self.target, &self.view.name, to.clone()))
    }

    fn member_names(&self) -> Vec<String> {
        ["MemberType", "IsSettable", "IsGettable", "Value", "TypeNameOfValue", "Name", "IsInstance"]
            .map(str::to_owned)
            .into()
    }
}

impl MemberObject {
    fn is_settable(&self) -> bool {
        match &self.member.kind {
            ExtraMemberKind::ScriptProperty { set, .. } => set.is_some(),
            _ if self.view.kind == MemberTypes::Property => self.view.definition.contains("set;"),
            _ => true,
        }
    }
}

fn member_type(context: &mut dyn Context, kind: MemberTypes) -> Value {
    match context.find_type("System.Management.Automation.PSMemberTypes").filter(|it| it.is_enum()) {
        Some(ty) => Value::enumeration(ty, kind as i64),
        None => kind.name().into(),
    }
}

/// `PSMemberInfoCollection`
pub(super) struct MemberCollection {
    target: Value,
    which: Which,
}

impl MemberCollection {
    pub(super) fn of(target: &Value, which: Which) -> Value {
        let ty = COLLECTION.ty();
        ty.0.members.get_or_init(|| &COLLECTION_DEF);
        Object::native(ty, Self { target: target.clone(), which }).into()
    }

    fn members(&self, context: &mut dyn Context) -> Result<Vec<Value>> {
        let views = member_list(context, &self.target)?;
        let wanted = views.into_iter().filter(|it| !it.is_static && self.wants(it.kind));
        Ok(wanted.map(|view| self.member(view)).collect())
    }

    fn wants(&self, kind: MemberTypes) -> bool {
        match self.which {
            Which::Properties => kind.is_property(),
            Which::Methods => !kind.is_property(),
            Which::All => true,
        }
    }

    fn member(&self, view: MemberView) -> Value {
        let added = self
            .target
            .as_object()
            .and_then(|it| it.read_extra(|it| it.find(&view.name.text()).cloned()).flatten());
        let member = added.unwrap_or(ExtraMember {
            name: view.name.clone(),
            kind: ExtraMemberKind::Note(Value::NULL),
            hidden: view.hidden,
        });
        Object::native(info_type(view.kind), MemberObject { target: self.target.clone(), member, view })
            .into()
    }

    /// The member with a name, without making all of them when the object is a plain one.
    fn find(&self, context: &mut dyn Context, name: &str) -> Result<Value> {
        if self.which != Which::Methods
            && let Some(fields) = self.target.as_fields()
            && self.target.ty() == Some(well_known::PS_CUSTOM_OBJECT.ty())
        {
            let known = fields.with(|it| {
                let at = it.shape().find(&Str::new(name))?;
                it.shape().names().get(at).cloned()
            });
            if let Some(known) = known {
                let value = fields.with(|it| it.get(&known).cloned()).unwrap_or_default();
                return Ok(self.member(super::view::note_view(&known, &value)));
            }
        }
        let views = member_list(context, &self.target)?;
        let wanted = views.into_iter().find(|it| {
            self.wants(it.kind) && psp_clr::compare::equals_ordinal_ignore_case(&it.name.text(), name)
        });
        Ok(wanted.map(|view| self.member(view)).unwrap_or_default())
    }
}

impl Native for MemberCollection {
    fn enumerate(&self, this: &Value) -> Option<Enumeration> {
        let (this, mut ready) = (this.clone(), None::<std::vec::IntoIter<Value>>);
        Some(Enumeration::Steps(Box::new(move |context| {
            if ready.is_none() {
                let members = match this.downcast::<Self>() {
                    Some(collection) => collection.members(context)?,
                    None => Vec::new(),
                };
                ready = Some(members.into_iter());
            }
            Ok(ready.as_mut().and_then(Iterator::next))
        })))
    }

    fn get_member(&self, context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        if name.eq_ignore_ascii_case("Count") {
            return Some(self.members(context).map(|it| Value::int(it.len() as i32)));
        }
        None
    }
}

const fn text_param(name: &'static str) -> ParamSpec {
    ParamSpec { name, ty: TypeSpec::Is(string_type), optional: false, params: false, by_ref: false }
}

const fn any_param(name: &'static str) -> ParamSpec {
    ParamSpec { name, ty: TypeSpec::Is(object_type), optional: false, params: false, by_ref: false }
}

fn string_type() -> Type {
    well_known::STRING.ty()
}

fn object_type() -> Type {
    well_known::OBJECT.ty()
}

const fn method(name: &'static str, params: &'static [ParamSpec], call: Call) -> MemberDef {
    let kind = MemberKind::Method { params, returns: TypeSpec::Is(object_type), call };
    MemberDef { name, help: "", is_static: false, kind }
}

static ONE_NAME: &[ParamSpec] = &[text_param("name")];
static ONE_MEMBER: &[ParamSpec] = &[any_param("member")];
static TWO: &[ParamSpec] = &[any_param("member"), any_param("preValidated")];

static COLLECTION_DEF: TypeDef = TypeDef {
    name: "System.Management.Automation.PSMemberInfoIntegratingCollection",
    ty: || COLLECTION.ty(),
    members: &[
        method("get_Item", ONE_NAME, |context, this, arguments| match this.downcast::<MemberCollection>() {
            Some(collection) => {
                let name = to_text(context, &arguments[0])?;
                collection.find(context, &name.text())
            }
            None => Ok(Value::NULL),
        }),
        method("Match", ONE_NAME, |context, this, arguments| matching(context, this, &arguments[0])),
        method("Add", ONE_MEMBER, |_, this, arguments| add(this, &arguments[0])),
        method("Add", TWO, |_, this, arguments| add(this, &arguments[0])),
        method("Remove", ONE_NAME, |context, this, arguments| remove(context, this, &arguments[0])),
    ],
};

fn matching(context: &mut dyn Context, this: &Value, pattern: &Value) -> Result<Value> {
    let Some(collection) = this.downcast::<MemberCollection>() else { return Ok(Value::NULL) };
    let pattern = to_text(context, pattern)?;
    let mut found = Vec::new();
    for member in collection.members(context)? {
        let Some(view) = member.downcast::<MemberObject>().map(|it| it.view.name.clone()) else { continue };
        if crate::clr::wildcard_matches(&pattern.text(), &view.text(), true) {
            found.push(member);
        }
    }
    Ok(Value::array(found))
}

fn add(this: &Value, member: &Value) -> Result<Value> {
    let (Some(collection), Some(member)) =
        (this.downcast::<MemberCollection>(), member.downcast::<MemberObject>())
    else {
        return Err(Fault::argument_null("member").into());
    };
    let mut added = member.member.clone();
    if let ExtraMemberKind::Note(_) = added.kind
        && !member.target.is_null()
    {
        added.kind = ExtraMemberKind::Note(plain_value(member));
    }
    add_member(&collection.target, added);
    Ok(Value::NOTHING)
}

fn plain_value(member: &MemberObject) -> Value {
    let fields = member.target.as_fields();
    fields.and_then(|it| it.with(|it| it.get(&member.view.name).cloned())).unwrap_or_default()
}

/// Adds a member to an object: a note property of a custom object becomes a field.
pub fn add_member(target: &Value, member: ExtraMember) {
    let Some(object) = target.as_object() else { return };
    match (&object.data, &member.kind) {
        (Data::Fields(fields), ExtraMemberKind::Note(value))
            if object.ty() == well_known::PS_CUSTOM_OBJECT.ty()
                && !member.hidden
                && !has_added(object, &member.name) =>
        {
            let value = value.clone();
            fields.with(|it| it.set(&member.name, value));
        }
        (Data::Fields(fields), _) if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() => {
            let _ = fields.with(|it| it.remove(&member.name));
            object.with_extra(|it| it.put(member));
        }
        _ => object.with_extra(|it| it.put(member)),
    }
}

fn has_added(object: &Object, name: &Str) -> bool {
    object.read_extra(|it| it.find(&name.text()).is_some()).unwrap_or_default()
}

fn remove(context: &mut dyn Context, this: &Value, name: &Value) -> Result<Value> {
    let name = to_text(context, name)?;
    if let Some(collection) = this.downcast::<MemberCollection>()
        && !remove_member(&collection.target, &name)
    {
        return Err(not_settable("PropertyNotFound", &name.text()));
    }
    Ok(Value::NOTHING)
}

/// Removes an added member or a custom object's field; true when it was there.
pub fn remove_member(target: &Value, name: &Str) -> bool {
    let Some(object) = target.as_object() else { return false };
    if has_added(object, name) {
        return object.with_extra(|it| it.remove(&name.text()));
    }
    match &object.data {
        Data::Fields(fields) if object.ty() == well_known::PS_CUSTOM_OBJECT.ty() => {
            fields.with(|it| it.remove(name))
        }
        _ => false,
    }
}
