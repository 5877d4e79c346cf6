//! First error ids of one-line texts as recorded from PowerShell, in `errors.tsv`: the id (`-` for none) and the text.

use psp_parser::{check_types, parse};

#[test]
fn first_errors_of_one_liners() {
    let mut wrong = Vec::new();
    for line in include_str!("errors.tsv").lines() {
        let (expected, source) = line.split_once('\t').expect("two columns");
        let actual = parse(source).diagnostics.first().map_or("-".into(), |first| first.id.to_string());
        if actual != expected {
            wrong.push(format!("{source}: {actual}, wanted {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unknown_types_in_classes_are_found() {
    let source =
        "class Derived : NoSuchBase { [NoSuchType] $Value; [Derived[]] $Own; [List[int]] $L }\n[Nowhere]::x";
    let known = |name: &psp_ast::TypeName| matches!(name.to_string().as_str(), "int" | "List[int]");
    let found = check_types(&parse(source).script, &known);
    let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, ["Unable to find type [NoSuchBase].", "Unable to find type [NoSuchType]."]);
    assert_eq!(&source[found[0].span.range()], "NoSuchBase");
}
