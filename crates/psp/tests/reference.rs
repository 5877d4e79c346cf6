//! `docs/reference/` says what the declarations of commands and types say; `cargo xtask docs` (`UPDATE=1`) writes it.

use psp_cmdlets::MODULES;
use psp_runtime::{CmdletDef, ParamDef, SetDef};
use psp_value::{
    Type,
    member::{method_text, type_text},
    types::{MemberKind, TypeDef, declared},
};
use std::{collections::BTreeMap, fmt::Write, fs, io, path::Path};

/// What stands at the head of each page.
const WRITTEN: &str = "<!-- Written by `cargo xtask docs` from the declarations; change those. -->\n\n";

#[test]
fn reference_is_current() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference");
    let update = std::env::var_os("UPDATE").is_some();
    let pages = pages();
    for (name, text) in &pages {
        let path = root.join(name);
        if update {
            fs::create_dir_all(path.parent().unwrap_or(&root))?;
            fs::write(&path, text)?;
        }
        let is_current = fs::read_to_string(&path).is_ok_and(|it| it == *text);
        assert!(is_current, "{name} is out of date: run `cargo xtask docs`");
    }
    for folder in ["commands", "types"] {
        for entry in fs::read_dir(root.join(folder))? {
            let name = format!("{folder}/{}", entry?.file_name().to_string_lossy());
            assert!(pages.contains_key(&name), "{name} is about nothing that is declared: remove it");
        }
    }
    Ok(())
}

/// All pages by their path under `docs/reference/`.
fn pages() -> BTreeMap<String, String> {
    psp_types::register();
    psp_cmdlets::register();
    psp_runtime::types::register();
    psp_language::register();
    let mut pages = BTreeMap::new();
    let mut index = format!("# Reference\n\n{WRITTEN}## Commands\n\n");
    for module in MODULES {
        let mut commands = module.cmdlets.to_vec();
        commands.sort_by_key(|it| it.name);
        let mut text = format!("# {}\n\n{WRITTEN}", module.name);
        for it in &commands {
            command(&mut text, it);
        }
        let name = format!("commands/{}.md", module.name);
        let names: Vec<_> = commands.iter().map(|it| link(it.name, &name)).collect();
        let _ = writeln!(index, "- [{}]({name}): {}", module.name, names.join(", "));
        pages.insert(name, text.trim_end().to_owned() + "\n");
    }
    index.push_str("\n## Types\n\n");
    for (namespace, types) in namespaces() {
        let mut text = format!("# {namespace}\n\n{WRITTEN}");
        for it in &types {
            type_page(&mut text, it);
        }
        let name = format!("types/{namespace}.md");
        let count = if types.len() == 1 { "one type".to_owned() } else { format!("{} types", types.len()) };
        let _ = writeln!(index, "- [{namespace}]({name}): {count}");
        pages.insert(name, text.trim_end().to_owned() + "\n");
    }
    pages.insert("README.md".to_owned(), index);
    pages
}

fn link(command: &str, page: &str) -> String {
    format!("[{command}]({page}#{})", command.to_lowercase())
}

fn command(text: &mut String, it: &CmdletDef) {
    let _ = writeln!(text, "## {}\n\n{}\n", it.name, it.help.trim());
    if !it.aliases.is_empty() {
        let _ = writeln!(text, "Aliases: {}\n", code(it.aliases));
    }
    text.push_str("```text\n");
    for set in sets(it) {
        let _ = writeln!(text, "{}", syntax(it, set));
    }
    text.push_str("```\n\n");
    for param in it.params {
        parameter(text, param);
    }
    if !it.params.is_empty() {
        text.push('\n');
    }
    if !it.outputs.is_empty() {
        let _ = writeln!(text, "Writes {}.\n", code(it.outputs));
    }
}

fn code(names: &[&str]) -> String {
    names.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

/// The names of the parameter sets, the default one first; one without a name when there are none.
fn sets(it: &CmdletDef) -> Vec<Option<&'static str>> {
    let mut names: Vec<Option<&'static str>> = it.default_set.map(Some).into_iter().collect();
    for set in it.params.iter().flat_map(|it| it.sets).filter(|it| it.set.is_some()) {
        if !names.contains(&set.set) {
            names.push(set.set);
        }
    }
    if names.is_empty() { vec![None] } else { names }
}

fn syntax(it: &CmdletDef, set: Option<&str>) -> String {
    let in_set = |param: &'static ParamDef| -> Option<(&'static ParamDef, &'static SetDef)> {
        param.sets.iter().find(|it| it.set.is_none() || it.set == set).map(|it| (param, it))
    };
    let mut params: Vec<_> = it.params.iter().filter_map(in_set).collect();
    params.sort_by_key(|(_, set)| set.position.unwrap_or(u16::MAX));
    let mut line = it.name.to_owned();
    for (param, set) in params {
        let ty = short(param);
        let name = format!("-{}", param.name);
        let name = if set.position.is_some() { format!("[{name}]") } else { name };
        let both = if ty == "SwitchParameter" { name } else { format!("{name} <{ty}>") };
        let _ = if set.mandatory { write!(line, " {both}") } else { write!(line, " [{both}]") };
    }
    if it.should_process {
        line.push_str(" [-WhatIf] [-Confirm]");
    }
    if it.common_parameters {
        line.push_str(" [<CommonParameters>]");
    }
    line
}

/// The type of a parameter without its namespace.
fn short(param: &ParamDef) -> String {
    let name = type_text((param.ty)());
    let outer = name.find('[').unwrap_or(name.len());
    let start = name[..outer].rfind('.').map_or(0, |it| it + 1);
    name[start..].to_owned()
}

fn parameter(text: &mut String, it: &ParamDef) {
    let mut notes = vec![format!("`{}`", short(it))];
    if !it.aliases.is_empty() {
        notes.push(format!(
            "also {}",
            it.aliases.iter().map(|it| format!("`-{it}`")).collect::<Vec<_>>().join(", ")
        ));
    }
    if it.sets.iter().any(|it| it.pipeline) {
        notes.push("from the pipeline".to_owned());
    }
    if it.sets.iter().any(|it| it.by_name) {
        notes.push("from properties of objects in the pipeline".to_owned());
    }
    let _ = writeln!(text, "- `-{}` ({}): {}", it.name, notes.join(", "), it.help.trim().replace('\n', " "));
}

/// The declared types that have members, by namespace and name.
fn namespaces() -> BTreeMap<String, Vec<&'static TypeDef>> {
    let mut found: BTreeMap<String, Vec<&'static TypeDef>> = BTreeMap::new();
    for def in declared() {
        if let Some((namespace, _)) = def.name.rsplit_once('.')
            && !def.members.is_empty()
        {
            found.entry(namespace.to_owned()).or_default().push(def);
        }
    }
    for types in found.values_mut() {
        types.sort_by_key(|it| it.name);
        types.dedup_by_key(|it| it.name);
    }
    found
}

fn type_page(text: &mut String, it: &TypeDef) {
    let _ = writeln!(text, "## {}\n", it.name);
    let ty: Type = (it.ty)();
    for member in it.members {
        let added = match member.kind {
            MemberKind::Property { added_as: Some(it), .. } => format!(" ({it})"),
            _ => String::new(),
        };
        let help = member.help.trim().replace('\n', " ");
        let help = if help.is_empty() { help } else { format!(": {help}") };
        let _ = writeln!(text, "- `{}`{added}{help}", method_text(member, ty));
    }
    text.push('\n');
}
