//! Names of types: how .NET writes them, and how what stands between brackets is read.

use crate::{Type, TypeKind, types};

const CORE_LIBRARY: &str =
    ", System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e";

/// `Type.ToString()`: ``List`1[System.Int32]``.
pub fn net_string(ty: Type) -> String {
    match ty.kind {
        TypeKind::Array(rank) => format!("{}[{}]", net_string(ty.element()), ",".repeat(rank as usize - 1)),
        _ if ty.arguments.is_empty() => ty.name.to_owned(),
        _ => {
            let arguments: Vec<_> = ty.arguments.iter().map(|it| net_string(*it)).collect();
            format!("{}`{}[{}]", ty.name, arguments.len(), arguments.join(","))
        }
    }
}

/// `Type.FullName`: type arguments with their assemblies.
pub fn net_full_name(ty: Type) -> String {
    match ty.kind {
        TypeKind::Array(rank) => {
            format!("{}[{}]", net_full_name(ty.element()), ",".repeat(rank as usize - 1))
        }
        _ if ty.arguments.is_empty() => ty.name.to_owned(),
        _ => {
            let arguments: Vec<_> = ty
                .arguments
                .iter()
                .map(|it| format!("[{}{}]", net_full_name(*it), assembly_of(*it)))
                .collect();
            format!("{}`{}[{}]", ty.name, arguments.len(), arguments.join(","))
        }
    }
}

fn assembly_of(ty: Type) -> &'static str {
    if ty.name.starts_with("System.Management.Automation.") {
        return ", System.Management.Automation, Version=7.6.0.500, Culture=neutral, PublicKeyToken=31bf3856ad364e35";
    }
    CORE_LIBRARY
}

/// Reads a type's name as it stands between brackets: arrays, generic arguments, nested and assembly-qualified names.
/// `find` gives the type of a plain name (session classes, `using namespace`, then [`crate::types::find`]); a generic
/// definition is looked up with its arity (``List`1``) when `find` does not know it.
pub fn parse_type_name(name: &str, find: &mut dyn FnMut(&str) -> Option<Type>) -> Option<Type> {
    let mut reader = Reader { rest: name.trim(), depth: 0 };
    let ty = reader.read(find, false)?;
    reader.skip_space();
    (reader.rest.is_empty() || reader.rest.starts_with(',')).then_some(ty)
}

struct Reader<'a> {
    rest: &'a str,
    depth: u32,
}

enum Suffix {
    Array(u32),
    Arguments(Vec<Type>),
}

impl<'a> Reader<'a> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, token: char) -> bool {
        self.skip_space();
        let Some(rest) = self.rest.strip_prefix(token) else { return false };
        self.rest = rest;
        true
    }

    fn name(&mut self) -> &'a str {
        self.skip_space();
        let end = self.rest.find(['[', ']', ',']).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        name.trim()
    }

    fn read(&mut self, find: &mut dyn FnMut(&str) -> Option<Type>, quoted: bool) -> Option<Type> {
        self.depth += 1;
        if self.depth > 64 {
            return None;
        }
        let name = self.name();
        if name.is_empty() {
            return None;
        }
        let mut ty = None;
        while self.eat('[') {
            ty = Some(match (self.suffix(find)?, ty) {
                (Suffix::Array(rank), None) => plain(name, find)?.array_of_rank(rank),
                (Suffix::Array(rank), Some(ty)) => Type::array_of_rank(ty, rank),
                (Suffix::Arguments(arguments), None) => generic(name, &arguments, find)?,
                (Suffix::Arguments(_), Some(_)) => return None,
            });
        }
        let ty = match ty {
            Some(ty) => ty,
            None => plain(name, find)?,
        };
        if quoted && self.eat(',') {
            let end = self.rest.find(']').unwrap_or(self.rest.len());
            self.rest = &self.rest[end..];
        }
        self.depth -= 1;
        Some(ty)
    }

    fn suffix(&mut self, find: &mut dyn FnMut(&str) -> Option<Type>) -> Option<Suffix> {
        self.skip_space();
        if self.rest.starts_with([']', ',']) || self.rest.starts_with('*') {
            let mut rank = 1;
            self.eat('*');
            while self.eat(',') {
                rank += 1;
            }
            return self.eat(']').then_some(Suffix::Array(rank));
        }
        let mut arguments = Vec::new();
        loop {
            if self.eat('[') {
                arguments.push(self.read(find, true)?);
                if !self.eat(']') {
                    return None;
                }
            } else {
                arguments.push(self.read(find, false)?);
            }
            if !self.eat(',') {
                break;
            }
        }
        self.eat(']').then_some(Suffix::Arguments(arguments))
    }
}

fn plain(name: &str, find: &mut dyn FnMut(&str) -> Option<Type>) -> Option<Type> {
    if let Some(ty) = find(name) {
        return Some(ty);
    }
    let (base, arity) = name.split_once('`')?;
    let arity = arity.parse().ok()?;
    types::find_generic(base, arity).map(|it| (it.definition)())
}

fn generic(name: &str, arguments: &[Type], find: &mut dyn FnMut(&str) -> Option<Type>) -> Option<Type> {
    let base = name.split('`').next().unwrap_or(name);
    let definition = match types::find_generic(base, arguments.len()) {
        Some(generic) => (generic.definition)(),
        None => find(&format!("{base}`{}", arguments.len())).or_else(|| find(base))?,
    };
    (definition.kind != TypeKind::Enum).then(|| types::instantiate(definition, arguments))
}
