//! Help as it is shown, and as an object.

use super::{Topic, View, texts};
use psp_runtime::session::record_object;
use psp_value::Value;
use std::fmt::Write;

/// What is said of a parameter.
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) ty: String,
    pub(super) is_switch: bool,
    pub(super) required: bool,
    pub(super) position: Option<i32>,
    pub(super) pipeline: &'static str,
    pub(super) aliases: Vec<String>,
}

/// The object of a topic; its view shows the property `HelpText`.
pub(super) fn object(topic: &Topic, view: View) -> Value {
    let mut text = String::new();
    match view {
        View::Examples => examples_view(&mut text, topic),
        _ => general_view(&mut text, topic, view),
    }
    let comment = &topic.comment;
    let described = record_object("MamlParaTextItem", vec![("Text", comment.description.as_str().into())]);
    let description =
        if comment.description.is_empty() { Value::NULL } else { Value::array(vec![described]) };
    let examples = comment.examples.iter().enumerate().map(|(at, it)| {
        let (code, remarks) = it.split_once('\n').unwrap_or((it, ""));
        record_object(
            "MamlCommandHelpInfo#example",
            vec![
                ("title", title(at).as_str().into()),
                ("code", code.into()),
                ("remarks", remarks.trim().into()),
            ],
        )
    });
    let examples =
        record_object("MamlCommandHelpInfo#examples", vec![("example", Value::array(examples.collect()))]);
    let parameters = Value::array(topic.parameters.iter().map(parameter_object).collect());
    let parameters = record_object("MamlCommandHelpInfo#parameters", vec![("parameter", parameters)]);
    record_object(
        "MamlCommandHelpInfo",
        vec![
            ("Name", topic.name.as_str().into()),
            ("Category", topic.category.into()),
            ("Synopsis", topic.synopsis().as_str().into()),
            ("description", description),
            ("Syntax", texts(&topic.syntax)),
            ("parameters", parameters),
            ("examples", examples),
            ("inputTypes", comment.inputs.as_str().into()),
            ("returnValues", comment.outputs.as_str().into()),
            ("alertSet", comment.notes.as_str().into()),
            ("relatedLinks", texts(&comment.links)),
            ("aliases", topic.aliases.join("\n").as_str().into()),
            ("HelpText", text.as_str().into()),
        ],
    )
}

/// A parameter as an object.
pub(super) fn parameter_object(parameter: &Parameter) -> Value {
    let mut text = String::from("\n");
    write_parameter(&mut text, parameter, "", true);
    record_object(
        "MamlCommandHelpInfo#parameter",
        vec![
            ("name", parameter.name.as_str().into()),
            ("description", parameter.description.as_str().into()),
            ("required", truth(parameter.required).into()),
            ("position", position(parameter).as_str().into()),
            ("pipelineInput", parameter.pipeline.into()),
            ("type", parameter.ty.as_str().into()),
            ("aliases", aliases(parameter).as_str().into()),
            ("HelpText", text.trim_end_matches('\n').into()),
        ],
    )
}

fn general_view(text: &mut String, topic: &Topic, view: View) {
    let comment = &topic.comment;
    section(text, "NAME", &topic.name);
    if !comment.synopsis.is_empty() {
        section(text, "SYNOPSIS", &comment.synopsis);
        text.push_str("    \n");
    }
    section(text, "SYNTAX", &topic.syntax.join("\n\n"));
    text.push_str("    \n");
    if comment.is_there || !comment.description.is_empty() {
        section(text, "DESCRIPTION", &comment.description);
        text.push('\n');
    }
    if view != View::Short {
        text.push_str("PARAMETERS\n");
        for parameter in &topic.parameters {
            write_parameter(text, parameter, "    ", view == View::Full);
        }
        text.push_str("    <CommonParameters>\n        This cmdlet supports the common parameters: Verbose, Debug,\n        ErrorAction, ErrorVariable, WarningAction, WarningVariable,\n        OutBuffer, PipelineVariable, and OutVariable. For more information, see\n        about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216). \n    \n");
    }
    if view == View::Full {
        section(text, "INPUTS", &comment.inputs);
        section(text, "OUTPUTS", &comment.outputs);
        if !comment.notes.is_empty() {
            section(text, "NOTES", &comment.notes);
        }
    }
    if view != View::Short {
        write_examples(text, topic);
    }
    if topic.category == "Cmdlet" {
        let aliases = if topic.aliases.is_empty() { "None".to_owned() } else { topic.aliases.join("\n") };
        section(text, "ALIASES", &aliases);
        text.push('\n');
    } else {
        let links = comment.links.join("\n");
        text.push_str("RELATED LINKS\n");
        indented(text, &links, "    ");
        text.push('\n');
    }
    if view == View::Short && comment.is_there {
        let name = &topic.name;
        text.push_str("REMARKS\n");
        if !comment.examples.is_empty() {
            let _ = writeln!(text, "    To see the examples, type: \"Get-Help {name} -Examples\"");
        }
        let _ = writeln!(text, "    For more information, type: \"Get-Help {name} -Detailed\"");
        let _ = writeln!(text, "    For technical information, type: \"Get-Help {name} -Full\"");
    }
}

fn examples_view(text: &mut String, topic: &Topic) {
    section(text, "NAME", &topic.name);
    section(text, "SYNOPSIS", &topic.comment.synopsis);
    text.push_str("    \n");
    write_examples(text, topic);
}

fn write_examples(text: &mut String, topic: &Topic) {
    for (at, example) in topic.comment.examples.iter().enumerate() {
        let (code, remarks) = example.split_once('\n').unwrap_or((example, ""));
        let _ = writeln!(text, "    {}\n    \n    PS > {code}", title(at));
        indented(text, remarks, "    ");
        text.push_str("    \n    \n    \n    \n    \n");
    }
}

fn title(at: usize) -> String {
    format!("-------------------------- EXAMPLE {} --------------------------", at + 1)
}

fn write_parameter(text: &mut String, parameter: &Parameter, indent: &str, is_full: bool) {
    let ty =
        if parameter.is_switch { " [<SwitchParameter>]".to_owned() } else { format!(" <{}>", parameter.ty) };
    let _ = writeln!(text, "{indent}-{}{ty}", parameter.name);
    indented(text, &parameter.description, &format!("{indent}    "));
    let _ = writeln!(text, "{indent}    ");
    if is_full {
        let facts = [
            ("Required?", truth(parameter.required).to_owned()),
            ("Position?", position(parameter)),
            ("Default value", if parameter.is_switch { "False".to_owned() } else { String::new() }),
            ("Accept pipeline input?", parameter.pipeline.to_owned()),
            ("Aliases", aliases(parameter)),
            ("Accept wildcard characters?", "false".to_owned()),
        ];
        for (name, value) in facts {
            let _ = writeln!(text, "{indent}    {name:<29}{value}");
        }
        text.push('\n');
    }
}

fn aliases(parameter: &Parameter) -> String {
    if parameter.aliases.is_empty() { "none".to_owned() } else { parameter.aliases.join(", ") }
}

fn position(parameter: &Parameter) -> String {
    parameter.position.map_or_else(|| "named".to_owned(), |it| (it + 1).to_string())
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

fn section(text: &mut String, head: &str, body: &str) {
    text.push_str(head);
    text.push('\n');
    indented(text, body, "    ");
    text.push_str("    \n");
}

fn indented(text: &mut String, body: &str, indent: &str) {
    for line in body.lines() {
        let _ = writeln!(text, "{indent}{line}");
    }
}
