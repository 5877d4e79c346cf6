//! How Markdown becomes cases.

use expect_test::{Expect, expect};
use psp_test::markdown::cases;

#[track_caller]
fn check(markdown: &str, expected: Expect) {
    let actual: Vec<String> = cases(markdown)
        .into_iter()
        .map(|it| {
            let answers: Vec<String> =
                it.answers.iter().map(|it| format!(" {}={:?}", it.kind.word(), it.text)).collect();
            format!("{}: {} {:?}{}\n", it.line, it.name, it.program, answers.concat())
        })
        .collect();
    expected.assert_eq(&actual.concat());
}

#[test]
fn the_path_of_headings_is_the_name() {
    check(
        "# Join-String\n## Separator\n```powershell\n1..3 | Join-String -Separator '+'\n```\n```output\n1+2+3\n```\n",
        expect![[r#"
            3: Join-String / Separator "1..3 | Join-String -Separator '+'\n" output="1+2+3\n"
        "#]],
    );
}

#[test]
fn fences_of_one_section_are_one_program() {
    check(
        "# T\n```powershell\n$x = 1\n```\nprose\n```powershell\n$x\n```\n```output\n1\n```\n# U\n```powershell\n2\n```\n",
        expect![[r#"
            2: T "$x = 1\n$x\n" output="1\n"
            13: U "2\n"
        "#]],
    );
}

#[test]
fn longer_fences_hold_shorter_ones() {
    check(
        "# T\n````powershell\n'```'\n# no heading\n````\n````output\n```\n````\n```exit\n3\n```\n```text\nignored\n```\n",
        expect![[r#"
            2: T "'```'\n# no heading\n" output="```\n" exit="3\n"
        "#]],
    );
}
