//! Views of known types; the objects only say that they are of those types.

use crate::support::{Engine, object, typed};
use psp_format::{FormatCommand, FormatOptions, Kind, record, text_of};
use psp_value::{Value, well_known};

fn int(it: i32) -> Value {
    Value::int(it)
}

fn shown(values: &[Value], width: usize) -> String {
    let lines = text_of(&mut Engine::new(), values, width).unwrap_or_default();
    lines.iter().map(|it| it.clone() + "\n").collect()
}

fn formatted(kind: Kind, values: &[Value]) -> String {
    let mut command = FormatCommand::new(Some(kind), FormatOptions::default());
    let mut records = Vec::new();
    for value in values {
        assert!(command.push(&mut Engine::new(), value, &mut records).is_ok());
    }
    command.finish(&mut records);
    let values: Vec<_> = records.iter().map(record::to_value).collect();
    shown(&values, 79)
}

fn version(major: i32, minor: i32, build: i32) -> Value {
    let parts = [("Major", int(major)), ("Minor", int(minor)), ("Build", int(build)), ("Revision", int(-1))];
    typed("System.Version", parts)
}

#[test]
fn versions_and_what_comes_after_them() {
    let span = object([("A", int(1)), ("B", "two".into())]);
    let values = [version(1, 2, 3), version(4, 5, -1), "text".into(), span, version(6, 7, 8)];
    let expected = "
Major  Minor  Build  Revision
-----  -----  -----  --------
1      2      3      -1
4      5      -1     -1
text

A : 1
B : two

6      7      8      -1

";
    assert_eq!(shown(&values, 79), expected);
    let guid = typed("System.Guid", [("Guid", "0f8fad5b-d9cb-469f-a165-70867728950e".into())]);
    assert_eq!(shown(&[guid], 79), "\nGuid\n----\n0f8fad5b-d9cb-469f-a165-70867728950e\n\n");
}

#[test]
fn commands() {
    let alias = || {
        typed(
            "System.Management.Automation.AliasInfo",
            [
                ("CommandType", "Alias".into()),
                ("Name", "gci".into()),
                ("DisplayName", "gci -> Get-ChildItem".into()),
                ("Version", Value::NULL),
                ("Source", "".into()),
            ],
        )
    };
    let expected = "
CommandType     Name                                               Version    So
                                                                              ur
                                                                              ce
-----------     ----                                               -------    --
Alias           gci -> Get-ChildItem                                          \n
";
    assert_eq!(shown(&[alias()], 80), expected);
    assert!(formatted(Kind::List, &[alias()]).starts_with("\nDisplayName       : gci -> Get-ChildItem\n"));
}

#[test]
fn groups_and_measures() {
    let group = typed(
        "Microsoft.PowerShell.Commands.GroupInfo",
        [
            ("Values", Value::array(vec!["a".into()])),
            ("Count", int(1)),
            ("Group", Value::array(vec!["a".into()])),
            ("Name", "a".into()),
        ],
    );
    let expected = "\nCount Name                      Group\n----- ----                      -----\n    1 a                         {a}\n\n";
    assert_eq!(shown(&[group], 80), expected);
}

#[test]
fn members_are_grouped_by_type() {
    let member = |ty: &str, name: &str, definition: &str| {
        let parts = [("TypeName", ty.into()), ("Name", name.into()), ("MemberType", "Method".into())];
        let value = typed("Microsoft.PowerShell.Commands.MemberDefinition", parts);
        if let Some(fields) = value.as_fields() {
            fields.with(|it| it.set(&"Definition".into(), definition.into()));
        }
        value
    };
    let members = [
        member("Pet", "Equals", "bool Equals(System.Object obj)"),
        member("Pet", "Speak", "string Speak()"),
        member("Dog", "Bark", "void Bark()"),
    ];
    let expected = "
   TypeName: Pet

Name   MemberType Definition
----   ---------- ----------
Equals Method     bool Equals(System.Object obj)
Speak  Method     string Speak()

   TypeName: Dog

Name MemberType Definition
---- ---------- ----------
Bark Method     void Bark()

";
    assert_eq!(shown(&members, 79), expected);
}

#[test]
fn files_are_grouped_by_directory() {
    let file = |name: &str, size: &str| {
        typed(
            "System.IO.FileInfo",
            [
                ("PSParentPath", "Microsoft.PowerShell.Core\\FileSystem::/work".into()),
                ("Name", name.into()),
                ("NameString", name.into()),
                ("UnixMode", "-rw-r--r--".into()),
                ("User", "root".into()),
                ("Group", "root".into()),
                ("LastWriteTime", Value::NULL),
                ("Size", size.into()),
            ],
        )
    };
    let text = shown(&[file("a.txt", "6"), file("longer-name.log", "2000")], 79);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(""));
    assert_eq!(lines.next(), Some("    Directory: /work"));
    assert_eq!(lines.next(), Some(""));
    assert_eq!(lines.next(), Some("UnixMode         User Group         LastWriteTime         Size Name"));
    assert_eq!(lines.next(), Some("--------         ---- -----         -------------         ---- ----"));
    assert_eq!(lines.next(), Some("-rw-r--r--       root root                                   6 a.txt"));
    let wide = formatted(Kind::Wide, &[file("sub", ""), file("a.txt", "6")]);
    assert_eq!(wide, format!("\n    Directory: /work\n\nsub{}a.txt\n\n", " ".repeat(37)));
}

#[test]
fn warnings_have_a_prefix_on_a_host_only() {
    use psp_format::Formatter;
    use psp_value::{Native, Object, Type, TypeCode, TypeKind, types::TypeInfo};
    struct Warning;
    impl Native for Warning {
        fn get_member(
            &self,
            _: &mut dyn psp_value::Context,
            _: &Value,
            name: &str,
        ) -> Option<psp_value::Result<Value>> {
            (name == "Message").then(|| Ok("stored".into()))
        }
    }
    static WARNING: TypeInfo = TypeInfo::new(
        "System.Management.Automation.WarningRecord",
        TypeKind::Class,
        TypeCode::Object,
        Some(Type(&well_known::OBJECT)),
        &[],
    );
    let mut engine = Engine::new();
    let warning: Value = Object::native(WARNING.ty(), Warning).into();
    assert_eq!(shown(std::slice::from_ref(&warning), 80), "stored\n");
    let mut text = Vec::new();
    let pushed =
        Formatter::for_screen(80).push(&mut engine, &warning, &mut |line| text.push(line.to_owned()));
    assert!(pushed.is_ok());
    assert_eq!(text, ["WARNING: stored"]);
}

#[test]
fn dates_stand_between_empty_lines() {
    use psp_clr::datetime::{DateTime, Kind};
    let at = DateTime { ticks: 638_448_087_070_000_000, kind: Kind::Unspecified };
    let text = shown(&[at.into()], 79).replace('\u{202f}', " ");
    assert_eq!(text, "\nThursday, February 29, 2024 1:05:07 PM\n\n");
    let row = object([("When", at.into())]);
    assert_eq!(shown(&[row], 79).replace('\u{202f}', " "), "\nWhen\n----\n2/29/2024 1:05:07 PM\n\n");
}

#[test]
fn added_members_and_default_properties() {
    use crate::support::block;
    use psp_value::{ExtraMember, ExtraMemberKind};
    let with = |members: Vec<(&str, ExtraMemberKind)>| {
        let it = object([("A", int(2)), ("B", "x".into())]);
        if let Some(object) = it.as_object() {
            for (name, kind) in members {
                object.with_extra(|extra| extra.put(ExtraMember { name: name.into(), kind, hidden: false }));
            }
        }
        it
    };
    let get = Some(block(" $this.A * $this.A ", |_| Ok(Value::int(4))));
    let members = vec![
        ("Sq", ExtraMemberKind::ScriptProperty { get, set: None }),
        ("Al", ExtraMemberKind::Alias("A".into())),
    ];
    assert_eq!(shown(&[with(members)], 79), "\nA B Sq Al\n- - -- --\n2 x  4  2\n\n");
    let set = ExtraMemberKind::PropertySet(vec!["B".into()]);
    assert_eq!(shown(&[with(vec![("DefaultDisplayPropertySet", set)])], 79), "\nB\n-\nx\n\n");
    let set = ExtraMember {
        name: "DefaultDisplayPropertySet".into(),
        kind: ExtraMemberKind::PropertySet(vec!["A".into()]),
        hidden: false,
    };
    let members = Value::array(vec![psp_value::member::MemberObject::free(set)]);
    let standard = with(vec![("PSStandardMembers", ExtraMemberKind::MemberSet(members))]);
    assert_eq!(formatted(Kind::List, &[standard]), "\nA : 2\n\n");
}

#[test]
fn objects_without_properties_are_their_text() {
    assert_eq!(shown(&[object([])], 79), "\n");
}
