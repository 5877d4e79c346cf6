//! Broken, random and deep documents: whatever comes, there is an answer.

use proptest::prelude::*;
use psp_xml::{
    Format, NodeId, Options, Style, Tree, Writer, load, write_node,
    xpath::{Expression, Found, evaluate},
};

const DEEP: usize = 200_000;

fn written(tree: &Tree, style: Style, indent: bool) -> String {
    let mut writer = Writer::new(Format::new(style, indent));
    write_node(tree, Tree::ROOT, &mut writer);
    writer.take().unwrap_or_default()
}

fn found(tree: &Tree, xpath: &str) -> Vec<NodeId> {
    let expression = Expression::new(xpath, &|_| Ok(None)).expect(xpath);
    match evaluate(tree, Tree::ROOT, &expression) {
        Ok(Found::Nodes(it)) => it,
        other => panic!("{other:?}"),
    }
}

#[test]
fn deep_documents() {
    let text = format!("{}x{}", "<a>".repeat(DEEP), "</a>".repeat(DEEP));
    let mut tree = load(&text, Options::default(), false).expect("well-formed");
    assert_eq!(written(&tree, Style::Classic, false), text);
    assert_eq!(tree.inner_text(Tree::ROOT), "x");
    assert_eq!(found(&tree, "//a").len(), DEEP);
    assert_eq!(found(&tree, "//a[not(a)]").len(), 1);
    let root = tree.document_element().expect("a root");
    let copy = tree.duplicate(root, true);
    assert_eq!(tree.descendants(copy).count(), DEEP);
    tree.normalize(root);
    assert!(load(&"<a>".repeat(DEEP), Options::default(), false).is_err());
}

#[test]
fn deep_expressions() {
    let text = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(
        Expression::new(&text, &|_| Ok(None)).err().as_deref(),
        Some("The xpath query is too complex.")
    );
    let text = format!("{}1", "-".repeat(100_000));
    assert!(Expression::new(&text, &|_| Ok(None)).is_ok());
    let text = format!("1{}", "+1".repeat(4000));
    let sum =
        Expression::new(&text, &|_| Ok(None)).and_then(|it| evaluate(&Tree::default(), Tree::ROOT, &it));
    assert_eq!(sum, Ok(Found::Number(4001.0)));
    assert!(Expression::new(&format!("1{}", "+1".repeat(100_000)), &|_| Ok(None)).is_err());
    let text = format!("a{}", "[a".repeat(100_000));
    assert!(Expression::new(&text, &|_| Ok(None)).is_err());
}

#[test]
fn entities_that_grow() {
    let mut text = "<!DOCTYPE a [<!ENTITY e0 \"0123456789\">".to_owned();
    for level in 1..10 {
        let uses = format!("&e{};", level - 1).repeat(10);
        text = format!("{text}<!ENTITY e{level} \"{uses}\">");
    }
    text += "]><a>&e9;</a>";
    let error = load(&text, Options { max_from_entities: 1024, ..Options::default() }, false).err();
    let message = error.map(|it| it.text).unwrap_or_default();
    assert_eq!(message, "The input document has exceeded a limit set by MaxCharactersFromEntities.");
    let own = "<!DOCTYPE a [<!ENTITY e \"&e;\">]><a>&e;</a>";
    assert!(load(own, Options::default(), false).is_err());
}

/// Text that is nearly XML.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<",
        ">",
        "/",
        "a",
        "b:c",
        " ",
        "=",
        "\"",
        "'",
        "&",
        ";",
        "#",
        "x41",
        "amp",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "xml",
        "version=\"1.0\"",
        "<!DOCTYPE",
        "[",
        "]",
        "<!ENTITY e \"v\">",
        "xmlns:b=\"u\"",
        "é",
        "\u{1F600}",
        "\n",
        "\r",
        "\0",
        "<a>",
        "</a>",
        "<b:c/>",
        "&e;",
        "-",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|it| it.concat())
}

/// Text that is nearly XPath.
fn steps() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "/",
        "//",
        "a",
        "*",
        "@",
        "[",
        "]",
        "(",
        ")",
        "1",
        ".5",
        "..",
        ".",
        "'s'",
        "\"",
        "|",
        "+",
        "-",
        "div",
        "mod",
        "and",
        "or",
        "=",
        "!=",
        "<",
        ">=",
        "text()",
        "node()",
        "last()",
        "position()",
        "count(",
        "ancestor::",
        "preceding::",
        "following::",
        "p:a",
        "p:*",
        ",",
        "$v",
        " ",
        "é",
        "not(",
        "substring('abc', 2)",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|it| it.concat())
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        let _ = load(&text, Options::default(), true);
        let _ = Expression::new(&text, &|_| Ok(None));
    }

    #[test]
    fn near_documents(text in pieces()) {
        for text in [text.clone(), format!("<a xmlns:b='u'>{text}</a>")] {
            let Ok(tree) = load(&text, Options::default(), true) else { continue };
            let once = written(&tree, Style::Classic, false);
            let again = load(&once, Options::default(), true).expect("what was written");
            prop_assert_eq!(written(&again, Style::Classic, false), once);
            let _ = written(&tree, Style::Modern, true);
        }
    }

    #[test]
    fn near_expressions(text in steps()) {
        let tree = load("<a x='1'><b>t<c/>u</b><!--c--><a><?p i?></a></a>", Options::default(), true).expect("a document");
        let Ok(expression) = Expression::new(&text, &|_| Ok(Some("u".to_owned()))) else { return Ok(()) };
        for at in 0..tree.size() {
            if let Ok(Found::Nodes(nodes)) = evaluate(&tree, NodeId(at as u32), &expression) {
                let order: Vec<_> = nodes.iter().map(|it| it.0).collect();
                prop_assert!(order.is_sorted() && order.windows(2).all(|it| it[0] != it[1]), "{order:?}");
            }
        }
    }
}
