//! The syntax of a command as text: `Get-Command -Syntax`.

use crate::{
    function::Command,
    session::Session,
    signature::{Parameter, Signature},
};
use psp_value::Result;

/// A line for each parameter set.
pub fn of_command(session: &mut Session, command: &Command) -> Result<String> {
    if let Command::Application(path) = command {
        return Ok(path.text().into_owned());
    }
    let Some(signature) = super::command_parameters::signature_of(session, command)? else {
        return Ok(String::new());
    };
    let name = command.name();
    let lines: Vec<String> = sets_of(&signature).map(|set| line(&name.text(), &signature, set)).collect();
    Ok(format!("\n{}\n", lines.join("\n\n")))
}

/// The numbers of a command's parameter sets; none for the one that a command without sets has.
fn sets_of(signature: &Signature) -> impl Iterator<Item = Option<u8>> + use<> {
    let count = signature.sets.len() as u8;
    (count == 0).then_some(None).into_iter().chain((0..count).map(Some))
}

/// One parameter as it stands in one set.
struct Shown<'a> {
    parameter: &'a Parameter,
    position: Option<i32>,
    mandatory: bool,
}

fn line(name: &str, signature: &Signature, set: Option<u8>) -> String {
    let mut shown: Vec<Shown<'_>> = Vec::new();
    for parameter in signature.params.iter().filter(|it| !it.hidden) {
        let place = parameter.sets.iter().find(|it| it.set == set || it.set.is_none());
        if let Some(place) = place {
            shown.push(Shown { parameter, position: place.position, mandatory: place.mandatory });
        }
    }
    // Positional parameters first, then mandatory ones, then the rest as declared.
    shown.sort_by_key(|it| (it.position.unwrap_or(i32::MAX), !it.mandatory));
    let mut text = name.to_owned();
    for it in &shown {
        text.push(' ');
        text.push_str(&parameter(it));
    }
    if signature.should_process {
        text.push_str(" [-WhatIf] [-Confirm]");
    }
    if signature.advanced {
        text.push_str(" [<CommonParameters>]");
    }
    text
}

fn parameter(shown: &Shown<'_>) -> String {
    let name = format!("-{}", shown.parameter.name);
    if shown.parameter.is_switch {
        return if shown.mandatory { name } else { format!("[{name}]") };
    }
    let ty = shown.parameter.ty.map_or_else(|| "Object".to_owned(), psp_value::member::type_text);
    let ty = ty.strip_prefix("System.").unwrap_or(&ty).rsplit('.').next().unwrap_or_default().to_owned();
    match (shown.position.is_some(), shown.mandatory) {
        (true, true) => format!("[{name}] <{ty}>"),
        (true, false) => format!("[[{name}] <{ty}>]"),
        (false, true) => format!("{name} <{ty}>"),
        (false, false) => format!("[{name} <{ty}>]"),
    }
}
