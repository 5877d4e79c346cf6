//! Members called as scripts call them, with the results that pwsh gives.

use psp_clr::culture::{Culture, EN_US};
use psp_host::{Stop, System, memory::MemorySystem};
use psp_value::{
    BlockCall, Context, Data, ExtraMember, Object, Ref, Result, ScriptMember, Type, Value, Variable, convert,
    member, operators, types, well_known,
};
use std::{any::Any, sync::Arc};

struct Bare {
    system: Arc<dyn System>,
    stop: Stop,
}

impl Context for Bare {
    fn call_block(&mut self, _: &Ref<Object>, _: BlockCall<'_>) -> Result<Value> {
        Ok(Value::NULL)
    }
    fn culture(&self) -> &'static Culture {
        EN_US
    }
    fn system(&self) -> &Arc<dyn System> {
        &self.system
    }
    fn stop(&self) -> &Stop {
        &self.stop
    }
    fn find_type(&mut self, name: &str) -> Option<Type> {
        convert::parse_type_name(name, &mut |it| types::find(it))
    }
    fn variable(&mut self, _: &str) -> Value {
        Value::NULL
    }
    fn script_member(&mut self, _: Type, _: Option<&Value>, _: &str) -> Option<ScriptMember> {
        None
    }
    fn script_members(&mut self, _: Type, _: Option<&Value>) -> Vec<ExtraMember> {
        Vec::new()
    }
    fn call_script_method(
        &mut self,
        _: &Value,
        _: &Arc<dyn Any + Send + Sync>,
        _: Vec<Value>,
    ) -> Result<Value> {
        Ok(Value::NULL)
    }
    fn construct(&mut self, _: Type, _: Vec<Value>) -> Result<Value> {
        Ok(Value::NULL)
    }
    fn location(&self) -> String {
        "/".to_owned()
    }
    fn strict_mode(&self) -> u32 {
        0
    }
    fn session(&mut self) -> &mut dyn Any {
        &mut self.stop
    }
}

fn bare() -> Bare {
    // Tests share types and run on several threads.
    psp_value::multi::raise();
    psp_types::register();
    Bare { system: Arc::new(MemorySystem::new()), stop: Stop::new() }
}

fn ty(context: &mut Bare, name: &str) -> Type {
    context.find_type(name).unwrap_or_else(|| panic!("no type {name}"))
}

/// What a result looks like in a script.
fn shown(context: &mut Bare, result: Result<Value>) -> String {
    match result {
        Ok(value) => {
            let text = convert::to_text(context, &value).map(|it| it.text().into_owned());
            text.unwrap_or_else(|it| format!("{it:?}"))
        }
        Err(error) => match error.raised() {
            Some(raised) => raised.with(|it| it.message().text().into_owned()).unwrap_or_default(),
            None => format!("{error:?}"),
        },
    }
}

#[track_caller]
fn static_call(name: &str, method: &str, args: Vec<Value>, expected: &str) {
    let mut context = bare();
    let ty = ty(&mut context, name);
    let result = member::invoke_static(&mut context, ty, &method.into(), args, &[]);
    assert_eq!(shown(&mut context, result), expected);
}

#[track_caller]
fn static_get(name: &str, property: &str, expected: &str) {
    let mut context = bare();
    let ty = ty(&mut context, name);
    let result = member::get_static(&mut context, ty, &property.into());
    assert_eq!(shown(&mut context, result), expected);
}

#[track_caller]
fn call(target: impl Into<Value>, method: &str, args: Vec<Value>, expected: &str) {
    let mut context = bare();
    let result = member::invoke(&mut context, &target.into(), &method.into(), args, &[]);
    assert_eq!(shown(&mut context, result), expected);
}

fn array(items: Vec<Value>) -> Value {
    Value::array(items)
}

fn made(context: &mut Bare, name: &str, args: Vec<Value>) -> Value {
    let ty = ty(context, name);
    match member::construct(context, ty, args) {
        Ok(value) => value,
        Err(error) => panic!("{error:?}"),
    }
}

fn run(context: &mut Bare, target: &Value, method: &str, args: Vec<Value>) -> String {
    let result = member::invoke(context, target, &method.into(), args, &[]);
    shown(context, result)
}

fn get(context: &mut Bare, target: &Value, name: &str) -> String {
    let result = member::get_member(context, target, &name.into());
    shown(context, result)
}

#[test]
fn strings() {
    call("Hello", "Substring", vec![1.into(), 3.into()], "ell");
    call("a,b,,c", "Split", vec![",".into()], "a b  c");
    call("a,b,,c", "Split", vec![Value::char(44), 2.into()], "a b,,c");
    call("  x ", "Trim", vec![], "x");
    call("xxabxx", "Trim", vec!["x".into()], "ab");
    call("abc", "PadLeft", vec![5.into(), "*".into()], "**abc");
    call("banana", "IndexOf", vec!["an".into(), 2.into()], "3");
    call("banana", "LastIndexOf", vec!["an".into()], "3");
    call("Hello", "ToUpper", vec![], "HELLO");
    call("Hello", "Replace", vec!["l".into(), "L".into()], "HeLLo");
    call("abc", "Contains", vec!["B".into()], "False");
    call("abc", "Insert", vec![1.into(), "X".into()], "aXbc");
    call("abc", "Remove", vec![1.into()], "a");
    static_call("string", "IsNullOrEmpty", vec![Value::NULL], "True");
    static_call("string", "Join", vec!["-".into(), array(vec![1.into(), 2.into(), 3.into()])], "1-2-3");
    static_call("string", "Format", vec!["{0}-{1:N2}".into(), "a".into(), 2.into()], "a-2.00");
    static_call("string", "Compare", vec!["a".into(), "B".into(), true.into()], "-1");
    call(
        "abc",
        "Substring",
        vec![9.into()],
        "Exception calling \"Substring\" with \"1\" argument(s): \"startIndex cannot be larger than length of string. (Parameter 'startIndex')\"",
    );
}

#[test]
fn numbers() {
    static_call("math", "Round", vec![2.5.into()], "2");
    static_call("math", "Max", vec![3.into(), 7.into()], "7");
    static_call("math", "Abs", vec![(-5).into()], "5");
    static_call("math", "Pow", vec![2.into(), 10.into()], "1024");
    static_call("math", "Floor", vec![2.7.into()], "2");
    static_get("math", "PI", "3.14159265358979");
    static_get("int", "MaxValue", "2147483647");
    static_call("int", "Parse", vec!["42".into()], "42");
    static_call(
        "int",
        "Parse",
        vec!["x".into()],
        "Exception calling \"Parse\" with \"1\" argument(s): \"The input string 'x' was not in a correct format.\"",
    );
    static_call("convert", "ToInt32", vec!["ff".into(), 16.into()], "255");
    static_call("convert", "ToString", vec![255.into(), 2.into()], "11111111");
    static_call("convert", "ToBase64String", vec![Object::bytes(vec![1, 2, 3]).into()], "AQID");
    call(1234.5, "ToString", vec!["N2".into()], "1,234.50");
    call(5, "CompareTo", vec![7.into()], "-1");
    call(255, "ToString", vec!["X".into()], "FF");
}

#[test]
fn out_parameters() {
    let mut context = bare();
    let variable = Ref::new(Variable::new("x", Value::NULL));
    let reference: Value =
        Object::new(well_known::PS_REFERENCE.ty(), Data::Reference(variable.clone())).into();
    let ty = ty(&mut context, "int");
    let args = vec!["17".into(), reference];
    let done = member::invoke_static(&mut context, ty, &"TryParse".into(), args, &[]);
    assert_eq!(shown(&mut context, done), "True");
    assert_eq!(variable.get().as_int(), Some(17));
}

#[test]
fn collections() {
    let context = &mut bare();
    let list = made(context, "System.Collections.Generic.List[int]", vec![]);
    run(context, &list, "Add", vec![3.into()]);
    run(context, &list, "Add", vec!["1".into()]);
    run(context, &list, "AddRange", vec![array(vec![2.into(), 9.into()])]);
    assert_eq!(get(context, &list, "Count"), "4");
    run(context, &list, "Sort", vec![]);
    assert_eq!(run(context, &list, "ToArray", vec![]), "1 2 3 9");
    assert_eq!(run(context, &list, "IndexOf", vec![9.into()]), "3");
    assert_eq!(run(context, &list, "Contains", vec![7.into()]), "False");
    assert_eq!(run(context, &list, "Remove", vec![2.into()]), "True");
    let table = made(context, "System.Collections.Generic.Dictionary[string,int]", vec![]);
    run(context, &table, "Add", vec!["one".into(), 1.into()]);
    assert_eq!(run(context, &table, "ContainsKey", vec!["one".into()]), "True");
    assert_eq!(
        run(context, &table, "Add", vec!["one".into(), 1.into()]),
        "Exception calling \"Add\" with \"2\" argument(s): \"An item with the same key has already been added. Key: one\""
    );
    let keys = member::get_member(context, &table, &"Keys".into());
    assert_eq!(shown(context, keys), "one");
    let queue = made(context, "System.Collections.Generic.Queue[string]", vec![]);
    run(context, &queue, "Enqueue", vec!["a".into()]);
    run(context, &queue, "Enqueue", vec!["b".into()]);
    assert_eq!(run(context, &queue, "Dequeue", vec![]), "a");
    assert_eq!(get(context, &queue, "Count"), "1");
    let set = made(context, "System.Collections.Generic.HashSet[int]", vec![array(vec![1.into(), 2.into()])]);
    assert_eq!(run(context, &set, "Add", vec![2.into()]), "False");
    let stack = made(context, "System.Collections.Generic.Stack[int]", vec![array(vec![1.into(), 2.into()])]);
    assert_eq!(run(context, &stack, "Pop", vec![]), "2");
    let list = made(context, "System.Collections.ArrayList", vec![]);
    assert_eq!(run(context, &list, "Add", vec!["x".into()]), "0");
    let enumerator = member::invoke(context, &list, &"GetEnumerator".into(), vec![], &[]).unwrap_or_default();
    assert_eq!(run(context, &enumerator, "MoveNext", vec![]), "True");
    assert_eq!(get(context, &enumerator, "Current"), "x");
}

#[test]
fn text() {
    let context = &mut bare();
    let builder = made(context, "System.Text.StringBuilder", vec!["ab".into()]);
    run(context, &builder, "Append", vec!["cd".into()]);
    run(context, &builder, "AppendLine", vec![]);
    run(context, &builder, "Append", vec![5.into()]);
    run(context, &builder, "AppendFormat", vec!["<{0}>".into(), 7.into()]);
    assert_eq!(run(context, &builder, "ToString", vec![]), "abcd\n5<7>");
    assert_eq!(get(context, &builder, "Length"), "9");
    let regex = made(context, "regex", vec!["(?<y>\\d+)-(\\d+)".into()]);
    let found =
        member::invoke(context, &regex, &"Match".into(), vec!["ab 12-34".into()], &[]).unwrap_or_default();
    assert_eq!(get(context, &found, "Value"), "12-34");
    assert_eq!(get(context, &found, "Index"), "3");
    let groups = member::get_member(context, &found, &"Groups".into()).unwrap_or_default();
    let group = operators::index(context, &groups, &"y".into());
    assert_eq!(shown(context, group), "12");
    static_call("regex", "Replace", vec!["a1b2".into(), "\\d".into(), "#".into()], "a#b#");
    static_call("regex", "Escape", vec!["a.b".into()], "a\\.b");
    let utf8 = member::get_static(
        context,
        types::find("System.Text.Encoding").unwrap_or(well_known::OBJECT.ty()),
        &"UTF8".into(),
    );
    let bytes = member::invoke(context, &utf8.unwrap_or_default(), &"GetBytes".into(), vec!["é".into()], &[]);
    assert_eq!(shown(context, bytes), "195 169");
}

#[test]
fn dates() {
    let context = &mut bare();
    let date = made(context, "datetime", vec![2024.into(), 2.into(), 28.into()]);
    assert_eq!(get(context, &date, "DayOfWeek"), "Wednesday");
    assert_eq!(run(context, &date, "ToString", vec!["yyyy-MM-dd".into()]), "2024-02-28");
    let later = member::invoke(context, &date, &"AddDays".into(), vec![2.into()], &[]).unwrap_or_default();
    assert_eq!(run(context, &later, "ToString", vec!["yyyy-MM-dd".into()]), "2024-03-01");
    let span = member::invoke(context, &later, &"Subtract".into(), vec![date], &[]).unwrap_or_default();
    assert_eq!(get(context, &span, "TotalHours"), "48");
    static_call("datetime", "DaysInMonth", vec![2024.into(), 2.into()], "29");
    static_call("timespan", "FromMinutes", vec![90.into()], "01:30:00");
    static_call("version", "Parse", vec!["1.2.3".into()], "1.2.3");
    static_call(
        "guid",
        "Parse",
        vec!["{12345678-1234-1234-1234-123456789abc}".into()],
        "12345678-1234-1234-1234-123456789abc",
    );
}

#[test]
fn files() {
    let context = &mut bare();
    let file = types::find("System.IO.File").unwrap_or(well_known::OBJECT.ty());
    let done = member::invoke_static(
        context,
        file,
        &"WriteAllText".into(),
        vec!["/a.txt".into(), "x\ny\n".into()],
        &[],
    );
    assert_eq!(shown(context, done), "");
    let lines = member::invoke_static(context, file, &"ReadAllLines".into(), vec!["/a.txt".into()], &[]);
    assert_eq!(shown(context, lines), "x y");
    let missing = member::invoke_static(context, file, &"ReadAllText".into(), vec!["/b.txt".into()], &[]);
    assert_eq!(
        shown(context, missing),
        "Exception calling \"ReadAllText\" with \"1\" argument(s): \"Could not find file '/b.txt'.\""
    );
    static_call("System.IO.Path", "GetExtension", vec!["/a/b.tar.gz".into()], ".gz");
    static_call("System.IO.Path", "Combine", vec!["/a".into(), "b".into()], "/a/b");
    static_call("System.IO.Path", "ChangeExtension", vec!["a.txt".into(), ".md".into()], "a.md");
}

#[test]
fn exceptions() {
    let context = &mut bare();
    let error = made(context, "System.ArgumentException", vec!["bad".into(), "x".into()]);
    assert_eq!(get(context, &error, "Message"), "bad (Parameter 'x')");
    assert_eq!(get(context, &error, "ParamName"), "x");
    let error = made(context, "System.InvalidOperationException", vec!["oops".into()]);
    assert_eq!(run(context, &error, "ToString", vec![]), "System.InvalidOperationException: oops");
    assert_eq!(get(context, &error, "HResult"), "-2146233079");
}

#[test]
fn registering_is_cheap() {
    let start = std::time::Instant::now();
    psp_types::register();
    assert!(start.elapsed().as_millis() < 50, "{:?}", start.elapsed());
}
