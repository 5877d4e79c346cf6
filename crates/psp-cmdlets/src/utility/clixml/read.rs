//! CLIXML as objects.

use super::{
    escape::decode,
    tree::{Node, parse},
    write::{from_base64, parse_duration},
};
use crate::utility::parse_date;
use psp_value::{
    Context, ExtraMember, ExtraMemberKind, Fields, Object, Str, Table, Value, convert, member,
    object::KeyComparer, types, well_known,
};
use std::collections::HashMap;

/// The objects of a document.
pub(super) fn document(session: &mut dyn Context, text: &str) -> Result<Vec<Value>, String> {
    let root = parse(text).ok_or("Data at the root level is invalid. Line 1, position 1.")?;
    if root.name != "Objs" {
        return Err(format!(
            "Element 'Objs' with namespace name 'http://schemas.microsoft.com/powershell/2004/04' was not found. Line 1, position 2. Found '{}'.",
            root.name
        ));
    }
    let mut reader = Reader { session, types: HashMap::new(), objects: HashMap::new() };
    Ok(root.children.iter().map(|it| reader.object(it)).collect())
}

struct Reader<'a> {
    session: &'a mut dyn Context,
    types: HashMap<String, Vec<String>>,
    objects: HashMap<String, Value>,
}

impl Reader<'_> {
    fn object(&mut self, node: &Node) -> Value {
        match node.name.as_str() {
            "Obj" => {
                let made = self.complex(node);
                if let Some(id) = node.attribute("RefId") {
                    self.objects.insert(id.to_owned(), made.clone());
                }
                made
            }
            "Ref" => node.attribute("RefId").and_then(|it| self.objects.get(it).cloned()).unwrap_or_default(),
            _ => self.scalar(node),
        }
    }

    fn scalar(&mut self, node: &Node) -> Value {
        let ty = match node.name.as_str() {
            "G" => "System.Guid",
            "URI" => "System.Uri",
            "Version" => "System.Version",
            "XD" => "System.Xml.XmlDocument",
            _ => return scalar(node),
        };
        let text = Value::from(decode(&node.text));
        match types::find(ty) {
            Some(ty) => convert::convert(self.session, &text, ty).unwrap_or(text),
            None => text,
        }
    }

    fn type_names(&mut self, node: &Node) -> Vec<String> {
        if let Some(names) = node.child("TN") {
            let list: Vec<String> = names.children.iter().map(|it| decode(&it.text)).collect();
            if let Some(id) = names.attribute("RefId") {
                self.types.insert(id.to_owned(), list.clone());
            }
            return list;
        }
        let known = node.child("TNRef").and_then(|it| it.attribute("RefId"));
        known.and_then(|it| self.types.get(it).cloned()).unwrap_or_default()
    }

    fn complex(&mut self, node: &Node) -> Value {
        let names = self.type_names(node);
        let notes = self.members(node.child("MS"));
        let lists = ["LST", "IE", "QUE", "STK"];
        if let Some(list) = node.children.iter().find(|it| lists.contains(&it.name.as_str())) {
            let items = list.children.iter().map(|it| self.object(it)).collect();
            return with_notes(Object::list(well_known::ARRAY_LIST.ty(), items).into(), notes);
        }
        if let Some(table) = node.child("DCT") {
            let made = self.table(table, names.first().map(String::as_str));
            if let Some(object) = made.as_object() {
                deserialized(object, &names);
            }
            return with_notes(made, notes);
        }
        let rest = ["TN", "TNRef", "ToString", "Props", "MS"];
        if let Some(plain) = node.children.iter().find(|it| !rest.contains(&it.name.as_str())) {
            let value = self.object(plain);
            let value = match node.child("ToString") {
                Some(text) => member::spelled(&value, decode(&text.text).into()),
                None => member::boxed(&value),
            };
            if let Some(object) = value.as_object() {
                deserialized(object, &names);
            }
            return with_notes(value, notes);
        }
        let mut fields = Fields::default();
        for (name, value) in self.members(node.child("Props")).into_iter().chain(notes) {
            fields.set(&name, value);
        }
        let made = Object::custom(fields);
        deserialized(&made, &names);
        if let Some(text) = node.child("ToString") {
            made.with_extra(|it| it.spelling = Some(decode(&text.text).into()));
        }
        made.into()
    }

    fn members(&mut self, node: Option<&Node>) -> Vec<(Str, Value)> {
        let Some(node) = node else { return Vec::new() };
        let name = |it: &Node| Str::new(&decode(it.attribute("N").unwrap_or_default()));
        node.children.iter().map(|it| (name(it), self.object(it))).collect()
    }

    fn table(&mut self, node: &Node, ty: Option<&str>) -> Value {
        let mut table = Table::new(KeyComparer::IgnoreCase);
        for entry in &node.children {
            let mut part = |name: &str| {
                let found = entry.children.iter().find(|it| it.attribute("N") == Some(name));
                found.map(|it| self.object(it)).unwrap_or_default()
            };
            let (key, value) = (part("Key"), part("Value"));
            table.insert(key, value);
        }
        match ty {
            Some("System.Collections.Specialized.OrderedDictionary") => Object::ordered(table).into(),
            _ => Object::hashtable(table).into(),
        }
    }
}

/// Names the types of an object that was another one once.
fn deserialized(object: &Object, names: &[String]) {
    if !names.is_empty() {
        let names: Vec<Value> = names.iter().map(|it| format!("Deserialized.{it}").into()).collect();
        let ty = types::instantiate(well_known::COLLECTION.ty(), &[well_known::STRING.ty()]);
        object.with_extra(|it| it.replaced_type_names = Some(Object::list(ty, names).into()));
    }
}

fn with_notes(value: Value, notes: Vec<(Str, Value)>) -> Value {
    for (name, note) in notes {
        member::add_member(&value, ExtraMember { name, kind: ExtraMemberKind::Note(note), hidden: false });
    }
    value
}

fn scalar(node: &Node) -> Value {
    let text = node.text.as_str();
    match node.name.as_str() {
        "S" | "SBK" | "SS" => decode(text).into(),
        "B" => Value::bool(text == "true"),
        "C" => Value::char(text.parse().unwrap_or(0)),
        "SB" => text.parse::<i8>().unwrap_or(0).into(),
        "By" => text.parse::<u8>().unwrap_or(0).into(),
        "I16" => text.parse::<i16>().unwrap_or(0).into(),
        "U16" => text.parse::<u16>().unwrap_or(0).into(),
        "I32" => Value::int(text.parse().unwrap_or(0)),
        "U32" => text.parse::<u32>().unwrap_or(0).into(),
        "I64" => Value::long(text.parse().unwrap_or(0)),
        "U64" => text.parse::<u64>().unwrap_or(0).into(),
        "Sg" => (real(text) as f32).into(),
        "Db" => Value::double(real(text)),
        "D" => text.parse().map_or(Value::NULL, |it| Object::decimal(it).into()),
        "DT" => parse_date(text).map_or(Value::NULL, Value::from),
        "TS" => parse_duration(text).into(),
        "BA" => Object::bytes(from_base64(text)).into(),
        _ => Value::NULL,
    }
}

fn real(text: &str) -> f64 {
    match text {
        "INF" => f64::INFINITY,
        "-INF" => f64::NEG_INFINITY,
        _ => text.parse().unwrap_or(f64::NAN),
    }
}
