//! Members of values without an engine.

use super::{Bare, show, show_result};
use crate::{ExtraMember, ExtraMemberKind, Object, Str, Table, Value, member, operators};

fn get(target: &Value, name: &str) -> String {
    show_result(member::get_member(&mut Bare::new(), target, &Str::new(name)))
}

fn call(target: &Value, name: &str, arguments: Vec<Value>) -> String {
    show_result(member::invoke(&mut Bare::new(), target, &Str::new(name), arguments, &[]))
}

fn ints(items: &[i32]) -> Value {
    Value::array(items.iter().map(|it| Value::int(*it)).collect())
}

#[test]
fn counts_are_everywhere() {
    assert_eq!(get(&Value::NULL, "Count"), "Int32 0");
    assert_eq!(get(&Value::int(5), "Count"), "Int32 1");
    assert_eq!(get(&ints(&[1, 2]), "count"), "Int32 2");
    assert_eq!(get(&"abc".into(), "Length"), "Int32 3");
    let mut strict = Bare::new();
    strict.strict = 2;
    let found = member::get_member(&mut strict, &Value::int(5), &Str::new("Count"));
    assert!(show_result(found).starts_with("!! PropertyNotFoundStrict"));
}

#[test]
fn entries_come_before_properties() {
    let table: Table = [(Value::from("Keys"), Value::int(7))].into_iter().collect();
    let table = Value::from(Object::hashtable(table));
    assert_eq!(get(&table, "keys"), "Int32 7");
    assert_eq!(get(&table, "Values"), "Object[](Int32 7)");
    assert_eq!(get(&table, "nope"), "null");
}

#[test]
fn elements_are_asked_when_the_collection_has_no_such_member() {
    let items = Value::array(vec![
        Object::custom_from([("x", Value::int(1))]).into(),
        Object::custom_from([("x", ints(&[2, 3]))]).into(),
    ]);
    assert_eq!(get(&items, "x"), "Object[](Int32 1, Int32 2, Int32 3)");
    assert_eq!(get(&items, "y"), "Object[](null, null)");
    assert_eq!(get(&ints(&[1, 2]), "y"), "null");
}

#[test]
fn everything_has_the_basic_methods() {
    assert_eq!(call(&Value::int(5), "ToString", vec![]), "'5'");
    assert_eq!(call(&Value::int(5), "ToString", vec!["x4".into()]), "'0005'");
    assert_eq!(call(&Value::int(5), "CompareTo", vec![Value::int(7)]), "Int32 -1");
    assert_eq!(call(&Value::int(5), "GetType", vec![]), "RuntimeType int");
    assert_eq!(
        call(&Value::NULL, "X", vec![]),
        "!! InvokeMethodOnNull | You cannot call a method on a null-valued expression."
    );
    assert_eq!(
        call(&Value::int(5), "Nope", vec![]),
        "!! MethodNotFound | Method invocation failed because [System.Int32] does not contain a method named 'Nope'."
    );
}

#[test]
fn added_members() {
    let value = member::boxed(&Value::int(5));
    let kind = ExtraMemberKind::Note("n".into());
    member::add_member(&value, ExtraMember { name: "Extra".into(), kind, hidden: false });
    assert_eq!(get(&value, "extra"), "'n'");
    let mut context = Bare::new();
    assert_eq!(show_result(operators::add(&mut context, &value, &Value::int(1))), "Int32 6");
    assert!(member::set_member(&mut context, &value, &Str::new("Extra"), Value::int(3)).is_ok());
    assert_eq!(get(&value, "Extra"), "Int32 3");
    let properties = get_value(&get_value(&value, "psobject"), "Properties");
    assert_eq!(get(&properties, "Name"), "'Extra'");
}

fn get_value(target: &Value, name: &str) -> Value {
    member::get_member(&mut Bare::new(), target, &Str::new(name)).unwrap_or_default()
}

#[test]
fn properties_as_objects() {
    let object = Value::from(Object::custom_from([("a", Value::int(1)), ("b", "x".into())]));
    let properties = get_value(&get_value(&object, "psobject"), "Properties");
    assert_eq!(get(&properties, "Name"), "Object[]('a', 'b')");
    let mut context = Bare::new();
    let one = operators::index(&mut context, &properties, &"B".into()).unwrap_or_default();
    assert_eq!(get(&one, "Value"), "'x'");
    assert_eq!(get(&one, "TypeNameOfValue"), "'System.String'");
    assert!(member::set_member(&mut context, &one, &Str::new("Value"), Value::int(9)).is_ok());
    assert_eq!(get(&object, "b"), "Int32 9");
    assert_eq!(call(&properties, "Remove", vec!["a".into()]), "null");
    assert_eq!(get(&properties, "Name"), "'b'");
    assert_eq!(
        get(&object, "pstypenames"),
        "Collection`1('System.Management.Automation.PSCustomObject', 'System.Object')"
    );
}

#[test]
fn indexes() {
    let mut context = Bare::new();
    let at =
        |context: &mut Bare, target: &Value, at: Value| show_result(operators::index(context, target, &at));
    assert_eq!(at(&mut context, &ints(&[1, 2, 3]), Value::int(-1)), "Int32 3");
    assert_eq!(at(&mut context, &ints(&[1, 2, 3]), Value::int(9)), "null");
    assert_eq!(at(&mut context, &ints(&[1, 2, 3]), ints(&[0, 2, 9])), "Object[](Int32 1, Int32 3)");
    assert_eq!(at(&mut context, &"abc".into(), Value::int(1)), "char 'b'");
    assert_eq!(at(&mut context, &Value::int(5), Value::int(0)), "Int32 5");
    assert_eq!(
        at(&mut context, &Value::NULL, Value::int(0)),
        "!! NullArray | Cannot index into a null array."
    );
    let table = Value::from(Object::hashtable(Table::default()));
    assert!(operators::set_index(&mut context, &table, &"k".into(), Value::int(1)).is_ok());
    let done = operators::compound_index(&mut context, &table, &"k".into(), operators::add, &Value::int(2));
    assert_eq!(show_result(done), "Int32 3");
    assert_eq!(show(&table), "Hashtable{k=Int32 3}");
}

#[test]
fn members_that_scripts_make() {
    let object = Value::from(Object::custom_from([("a", Value::int(1))]));
    let members = get_value(&get_value(&object, "psobject"), "Members");
    let mut context = Bare::new();
    let ty =
        crate::Context::find_type(&mut context, "psnoteproperty").unwrap_or(crate::well_known::OBJECT.ty());
    let made = member::construct(&mut context, ty, vec!["b".into(), Value::int(2)]).unwrap_or_default();
    assert_eq!(call(&members, "Add", vec![made]), "null");
    assert_eq!(get(&object, "b"), "Int32 2");
    let alias =
        crate::Context::find_type(&mut context, "psaliasproperty").unwrap_or(crate::well_known::OBJECT.ty());
    let made = member::construct(&mut context, alias, vec!["c".into(), "b".into()]).unwrap_or_default();
    assert_eq!(call(&members, "Add", vec![made]), "null");
    assert_eq!(get(&object, "c"), "Int32 2");
    let names = member::property_names(&mut context, &object).unwrap_or_default();
    assert_eq!(names.iter().map(|it| it.text().into_owned()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let copy = call(&get_value(&object, "psobject"), "Copy", vec![]);
    assert_eq!(copy, "object{a=Int32 1;b=Int32 2}");
}

#[test]
fn definitions_as_get_member_shows_them() {
    let object =
        Value::from(Object::custom_from([("a", Value::int(1)), ("l", ints(&[1])), ("n", Value::NULL)]));
    let mut context = Bare::new();
    let views = member::members_of(&mut context, &object).unwrap_or_default();
    let definitions: Vec<_> = views.iter().map(|it| it.definition.as_str()).collect();
    assert_eq!(definitions[..3], ["int a=1", "Object[] l=System.Object[]", "object n=null"]);
    assert!(definitions.contains(&"type GetType()"));
}

#[test]
fn type_names() {
    let mut context = Bare::new();
    let mut name = |text: &str| crate::Context::find_type(&mut context, text).map(crate::Type::full_name);
    assert_eq!(name("int[]").as_deref(), Some("System.Int32[]"));
    assert_eq!(name(" string [,] ").as_deref(), Some("System.String[,]"));
    assert_eq!(name("int[][]").as_deref(), Some("System.Int32[][]"));
    assert_eq!(name("System.Int32, mscorlib").as_deref(), Some("System.Int32"));
    assert_eq!(name("int["), None);
    assert_eq!(name("nope[int]"), None);
    assert_eq!(name(""), None);
}

#[test]
fn compound_assignments_lose_no_update() {
    crate::multi::raise();
    let table = Value::from(Object::hashtable([(Value::from("n"), Value::int(0))].into_iter().collect()));
    let object = Value::from(Object::custom_from([("n", Value::int(0))]));
    let list = Value::from(Object::array(vec![Value::int(0)]));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut context = Bare::new();
                for _ in 0..2000 {
                    let one = Value::int(1);
                    let done = [
                        operators::compound_index(&mut context, &table, &"n".into(), operators::add, &one),
                        member::compound_member(&mut context, &table, &Str::new("n"), operators::add, &one),
                        member::compound_member(&mut context, &object, &Str::new("n"), operators::add, &one),
                        operators::compound_index(&mut context, &list, &Value::int(0), operators::add, &one),
                    ];
                    assert!(done.iter().all(Result::is_ok));
                }
            });
        }
    });
    assert_eq!(get(&table, "n"), "Int32 16000");
    assert_eq!(get(&object, "n"), "Int32 8000");
    assert_eq!(show(&list), "Object[](Int32 8000)");
}

#[test]
fn switches_compare_texts() {
    let mut context = Bare::new();
    let mut matches = |value: Value, clause: Value| {
        operators::switch_matches(&mut context, true, &value, &clause).unwrap_or_default()
    };
    assert!(matches(Value::int(5), "5".into()));
    assert!(!matches(Value::int(5), "05".into()));
    assert!(matches(Value::double(1.0), Value::int(1)));
    assert!(!matches(Value::TRUE, Value::int(1)));
    assert!(matches(Value::NULL, "".into()));
    assert!(!matches("".into(), Value::NULL));
}
