//! `System.Xml.XmlNamespaceManager` and `NameTable`.

use crate::declare::{Argument, Emulated};
use psp_derive::ps_type;
use psp_value::{
    Context, Enumeration, Fault, Lock, Native, Object, Result, Table, Value, object::KeyComparer,
    types::TypeSpec,
};

/// Prefixes and what they mean; the last of a name counts.
pub(crate) struct XmlNamespaceManager(Lock<State>);

#[derive(Default)]
struct State {
    pairs: Vec<(String, String)>,
    /// How many pairs there were when a scope began.
    scopes: Vec<usize>,
}

impl Native for XmlNamespaceManager {
    fn enumerate(&self, _: &Value) -> Option<Enumeration> {
        let mut prefixes: Vec<String> = vec![String::new(), "xml".into(), "xmlns".into()];
        for (prefix, _) in self.0.with(|it| it.pairs.clone()) {
            if !prefixes.contains(&prefix) {
                prefixes.push(prefix);
            }
        }
        Some(Enumeration::ready(prefixes.into_iter().map(Value::from).collect()))
    }
}

impl XmlNamespaceManager {
    /// With the prefixes given.
    pub(crate) fn with(pairs: Vec<(String, String)>) -> Self {
        Self(Lock::new(State { pairs, scopes: Vec::new() }))
    }

    /// What a prefix means.
    pub(crate) fn lookup(&self, prefix: &str) -> Option<String> {
        let known = self.0.with(|it| {
            let found = it.pairs.iter().rev().find(|(known, _)| known == prefix);
            found.map(|(_, namespace)| namespace.clone())
        });
        known.or_else(|| match prefix {
            "" => Some(String::new()),
            "xml" => Some("http://www.w3.org/XML/1998/namespace".to_owned()),
            "xmlns" => Some("http://www.w3.org/2000/xmlns/".to_owned()),
            _ => None,
        })
    }
}

/// A manager that may be `$null`.
pub(super) struct Manager<'a>(pub(super) Option<&'a XmlNamespaceManager>);

impl<'a> Argument<'a> for Manager<'a> {
    const TYPE: TypeSpec = TypeSpec::Is(XmlNamespaceManager::ty);
    fn from_value(_: &mut dyn Context, value: &'a Value) -> Result<Self> {
        Ok(Self(value.downcast::<XmlNamespaceManager>()))
    }
}

#[ps_type("System.Xml.XmlNamespaceManager", interfaces = [IENUMERABLE])]
impl XmlNamespaceManager {
    /// With the namespaces of XML itself.
    #[ps("new")]
    fn new(name_table: &Value) -> Result<Self> {
        if name_table.is_null() {
            return Err(super::node::null_reference());
        }
        Ok(Self(Lock::new(State::default())))
    }

    /// What the empty prefix means.
    #[ps(get)]
    fn default_namespace(&self) -> String {
        self.lookup("").unwrap_or_default()
    }

    /// The table of names.
    #[ps(get)]
    fn name_table(&self) -> NameTable {
        NameTable
    }

    /// Gives a prefix a meaning.
    #[ps]
    fn add_namespace(&self, prefix: &str, uri: &str) -> Result<()> {
        if prefix == "xml" && uri != "http://www.w3.org/XML/1998/namespace" {
            let message = "Prefix \"xml\" is reserved for use by XML and can be mapped only to namespace name \
                           \"http://www.w3.org/XML/1998/namespace\".";
            return Err(Fault::argument(message, "prefix").into());
        }
        if prefix == "xmlns" {
            let message = "Prefix \"xmlns\" is reserved for use by XML.";
            return Err(Fault::argument(message, "prefix").into());
        }
        self.0.with(|it| {
            let start = it.scopes.last().copied().unwrap_or(0);
            let known = it.pairs.iter_mut().skip(start).find(|(known, _)| known == prefix);
            match known {
                Some((_, namespace)) => uri.clone_into(namespace),
                None => it.pairs.push((prefix.to_owned(), uri.to_owned())),
            }
        });
        Ok(())
    }

    /// Takes a meaning back.
    #[ps]
    fn remove_namespace(&self, prefix: &str, uri: &str) {
        self.0.with(|it| it.pairs.retain(|pair| pair.0 != prefix || pair.1 != uri));
    }

    /// The prefix is known.
    #[ps]
    fn has_namespace(&self, prefix: &str) -> bool {
        self.0.with(|it| it.pairs.iter().any(|(known, _)| known == prefix))
    }

    /// What a prefix means.
    #[ps]
    fn lookup_namespace(&self, prefix: &str) -> Option<String> {
        self.lookup(prefix)
    }

    /// The prefix that means a namespace.
    #[ps]
    fn lookup_prefix(&self, uri: &str) -> Option<String> {
        self.0.with(|it| it.pairs.iter().rev().find(|(_, known)| known == uri).map(|(it, _)| it.clone()))
    }

    /// What all prefixes mean.
    #[ps]
    fn get_namespaces_in_scope(&self, scope: super::enums::XmlNamespaceScope) -> Value {
        let mut table = Table::new(KeyComparer::Exact);
        if scope.0 == 0 {
            let uri = "http://www.w3.org/XML/1998/namespace";
            table.insert(Value::from("xml"), Value::from(uri));
        }
        for (prefix, uri) in self.0.with(|it| it.pairs.clone()) {
            table.insert(Value::from(prefix), Value::from(uri));
        }
        Object::hashtable(table).into()
    }

    /// Begins a scope.
    #[ps]
    fn push_scope(&self) {
        self.0.with(|it| it.scopes.push(it.pairs.len()));
    }

    /// Ends a scope with all that was added in it; false when there is none.
    #[ps]
    fn pop_scope(&self) -> bool {
        self.0.with(|it| match it.scopes.pop() {
            Some(count) => {
                it.pairs.truncate(count);
                true
            }
            None => false,
        })
    }
}

/// `System.Xml.NameTable`: nothing depends on it.
pub(super) struct NameTable;

impl Native for NameTable {}

#[ps_type("System.Xml.NameTable")]
impl NameTable {
    /// Empty.
    #[ps("new")]
    fn new() -> Self {
        Self
    }

    /// The same name.
    #[ps]
    fn add(&self, key: &str) -> String {
        key.to_owned()
    }
    #[ps("Get")]
    fn get_name(&self, value: &str) -> String {
        value.to_owned()
    }
}
