//! Tokens of small texts: one line a statement form, kinds and texts.

use psp_lexer::{Kind, lex};

/// The tokens as `Kind:text`, the end left out.
fn shown(text: &str) -> String {
    let lexed = lex(text);
    assert_eq!(lexed.problems, [], "{text}");
    let tokens = lexed.tokens.iter().filter(|token| token.kind != Kind::EndOfInput);
    let shown = tokens.map(|token| format!("{:?}:{}", token.kind, &text[token.span().range()]));
    shown.collect::<Vec<_>>().join(" ").replace('\n', "\\n")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected);
}

#[test]
fn words_and_parameters() {
    check("Get-Item -Path:a -x b", "Word:Get-Item ParameterColon:-Path: Word:a Parameter:-x Word:b");
    check("echo 1 -1 1+2 a#b --", "Word:echo Number:1 Word:-1 Word:1+2 Word:a#b DashDash:--");
    check("cmd $a/b", "Word:cmd WordStart: Variable:$a WordText:/b WordEnd:");
    check(
        "cmd $a.b $c[0]",
        "Word:cmd Variable:$a Dot:. Identifier:b Variable:$c IndexOpen:[ Number:0 RBracket:]",
    );
    check("cmd --% a \"b|c\" | d", "Word:cmd VerbatimMark:--% VerbatimText:a \"b|c\"  Pipe:| Word:d");
    check(". ./x.ps1", "DotSource:. Word:./x.ps1");
}

#[test]
fn expressions() {
    check("-1 - 2", "Number:-1 Minus:- Number:2");
    check("1..3", "Number:1 Range:.. Number:3");
    check("$a -eq $b", "Variable:$a Comparison:-eq Variable:$b");
    check("[int] $x", "TypeOpen:[ TypeName:int RBracket:] Variable:$x");
    check("$a?.b", "Variable:$a? Dot:. Identifier:b");
    check("${a}?.b", "Variable:${a} QuestionDot:?. Identifier:b");
    check(
        "$x.F[int](1)",
        "Variable:$x Dot:. Identifier:F GenericOpen:[ TypeName:int RBracket:] CallParen:( Number:1 RParen:)",
    );
    check("$x = if (1) { }", "Variable:$x Assign:= If:if LParen:( Number:1 RParen:) LCurly:{ RCurly:}");
    check("if 1", "If:if Number:1");
}

#[test]
fn strings() {
    check("\"a $x\"", "StringStart:\" Text:a  Variable:$x StringEnd:\"");
    check("'it''s' \"q\"\"q\"", "SingleQuoted:'it''s' DoubleQuoted:\"q\"\"q\"");
    check("@'\na\n'@", "SingleHere:@'\\na\\n'@");
    check("\"$(\"b\")\"", "StringStart:\" DollarParen:$( DoubleQuoted:\"b\" RParen:) StringEnd:\"");
    check("\u{201c}a\u{201d}", "DoubleQuoted:\u{201c}a\u{201d}");
    check(
        "$a \u{2013}eq \u{2018}b\u{2019}",
        "Variable:$a Comparison:\u{2013}eq SingleQuoted:\u{2018}b\u{2019}",
    );
}

#[test]
fn line_ends_that_mean_something() {
    check("a\nb", "Word:a Newline:\\n Word:b");
    check("a |\n b\n| c", "Word:a Pipe:| Word:b Pipe:| Word:c");
    check(
        "if (1) {\n}\nelse {\n}",
        "If:if LParen:( Number:1 RParen:) LCurly:{ RCurly:} Else:else LCurly:{ RCurly:}",
    );
    check("$a = 1 +\n2", "Variable:$a Assign:= Number:1 Plus:+ Number:2");
    check(
        "@{ a = 1\nb = 2 }",
        "AtCurly:@{ Identifier:a Assign:= Number:1 Newline:\\n Identifier:b Assign:= Number:2 RCurly:}",
    );
    check("a `\n b", "Word:a Word:b");
}

#[test]
fn heads_of_bodies() {
    check("begin { } end { }", "Begin:begin LCurly:{ RCurly:} End:end LCurly:{ RCurly:}");
    check("a; end", "Word:a Semicolon:; Word:end");
    check(
        "[A()]\nparam($x)",
        "TypeOpen:[ TypeName:A AttributeParen:( RParen:) RBracket:] Param:param LParen:( Variable:$x RParen:)",
    );
    check("enum E { A }", "Enum:enum Identifier:E LCurly:{ Identifier:A RCurly:}");
}

#[test]
fn problems_are_told_beside_the_tokens() {
    let ids =
        |text: &str| lex(text).problems.iter().map(|it| it.diagnostic.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids("'a"), ["TerminatorExpectedAtEndOfString"]);
    assert_eq!(ids("\"$(1"), ["IncompleteDollarSubexpressionReference", "TerminatorExpectedAtEndOfString"]);
    assert_eq!(ids("<# a"), ["MissingTerminatorMultiLineComment"]);
    assert_eq!(ids("\"$x: \""), ["InvalidVariableReferenceWithDrive"]);
    assert_eq!(ids("@\"a\n\"@"), ["UnexpectedCharactersAfterHereStringHeader"]);
}
