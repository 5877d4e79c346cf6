//! Parameter sets, pipeline input, common parameters, defaults, validation of variables: cases beside the table.

use super::{
    reader::Reader,
    stub::{Kept, session},
};
use crate::{
    Session,
    binder::{Binding, bind},
    signature::{Argument, Signature},
};
use psp_ir::{ParamAttribute, Symbol};
use psp_value::{Interrupt, Object, Result, Value, convert};
use std::sync::Arc;

fn signature(session: &mut Session, list: &str) -> Result<Arc<Signature>> {
    let parameters = Reader(list).parameters();
    Ok(Arc::new(Signature::of_script(session, &parameters, &"F".into())?))
}

fn names(session: &mut Session, binding: &Binding) -> String {
    let shown = |it: &(psp_value::Str, Value), session: &mut Session| {
        format!("{}={}", it.0, convert::to_text(session, &it.1).unwrap_or_default())
    };
    let all: Vec<_> = binding.bound_names().iter().map(|it| shown(it, session)).collect();
    format!("{} [{}]", all.join(" "), binding.set_name())
}

fn told(error: &Interrupt) -> String {
    let Some(raised) = error.raised() else { return format!("{error:?}") };
    raised.with(|it| format!("{} {}", it.id, it.message())).unwrap_or_default()
}

/// Binds a call; objects, when given, come from the pipeline.
fn outcome(session: &mut Session, list: &str, call: &str, input: Option<&[Value]>) -> Vec<String> {
    let arguments = Reader(call).arguments(session);
    outcome_of(session, list, arguments, input)
}

fn outcome_of(
    session: &mut Session,
    list: &str,
    arguments: Vec<Argument>,
    input: Option<&[Value]>,
) -> Vec<String> {
    let mut kept = Kept::default();
    let bound =
        signature(session, list).and_then(|it| bind(session, &it, arguments, &mut kept, input.is_some()));
    let mut binding = match bound {
        Ok(binding) => binding,
        Err(error) => return vec![told(&error)],
    };
    let Some(input) = input else { return vec![names(session, &binding)] };
    let mut all = Vec::new();
    for object in input {
        all.push(match binding.bind_object(session, object, &mut kept) {
            Ok(_) => names(session, &binding),
            Err(error) => told(&error),
        });
    }
    all
}

#[track_caller]
fn check(list: &str, call: &str, expected: &str) {
    assert_eq!(outcome(&mut session(), list, call, None).join("\n"), expected, "{list} {call}");
}

#[track_caller]
fn check_input(list: &str, call: &str, input: &[Value], expected: &[&str]) {
    assert_eq!(outcome(&mut session(), list, call, Some(input)), expected, "{list} {call}");
}

fn custom(properties: &[(&'static str, Value)]) -> Value {
    Object::custom_from(properties.iter().cloned()).into()
}

const SETS: &str = "[CmdletBinding(DefaultParameterSetName = 'ByName')]param([Parameter(ParameterSetName = 'ByName', Position = 0)][string]$Name, [Parameter(ParameterSetName = 'ById', Mandatory)][int]$Id, [Parameter(ParameterSetName = 'ByRange', Mandatory)][int]$From, [Parameter(ParameterSetName = 'ByRange')][int]$To, [Parameter(ParameterSetName = 'ById')][Parameter(ParameterSetName = 'ByRange')][switch]$Deep, $Shared)";

#[test]
fn sets_are_chosen_by_what_is_bound() {
    check(SETS, "", " [ByName]");
    check(SETS, "bob", "Name=bob [ByName]");
    check(SETS, "-Id 5 -Deep", "Id=5 Deep=True [ById]");
    check(SETS, "-From 1 -Shared s", "From=1 Shared=s [ByRange]");
    let ambiguous = "AmbiguousParameterSet,F Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.";
    check(SETS, "-Id 1 -Name x", ambiguous);
    check(SETS, "-Name x -Deep", ambiguous);
    let none = "[CmdletBinding()]param([Parameter(ParameterSetName = 'A')]$A, [Parameter(ParameterSetName = 'B')]$B, $C)";
    check(none, "-A 1", "A=1 [A]");
    check(none, "", ambiguous);
    check(none, "-C 1", ambiguous);
    let positions = "[CmdletBinding(DefaultParameterSetName = 'x')]param([Parameter(ParameterSetName = 'x', Position = 0)]$X, [Parameter(ParameterSetName = 'y', Position = 0)][int]$Y, [Parameter(ParameterSetName = 'y', Mandatory)][switch]$UseY)";
    check(positions, "1", "X=1 [x]");
    check(positions, "1 -UseY", "UseY=True Y=1 [y]");
}

#[test]
fn names_may_be_short_when_they_stay_clear() {
    let list = "[CmdletBinding()]param($PathName, $PathType, [Alias('cn', 'MachineName')]$Computer, [switch]$Verbatim)";
    check(list, "-PathN a -Machine c", "PathName=a Computer=c [__AllParameterSets]");
    check(list, "-Ver", "Verbatim=True [__AllParameterSets]");
    check(list, "-vb 1 -ea Stop", "Verbose=True ErrorAction=Stop PathName=1 [__AllParameterSets]");
    check(
        list,
        "-Path x",
        "AmbiguousParameter,F Parameter cannot be processed because the parameter name 'Path' is ambiguous. Possible matches include: -PathName -PathType.",
    );
    check(
        list,
        "-ea Nonsense",
        "CannotConvertArgumentNoMessage,F Cannot bind parameter 'ErrorAction'. Cannot convert value \"Nonsense\" to type \"System.Management.Automation.ActionPreference\". Error: \"Unable to match the identifier name Nonsense to a valid enumerator name. Specify one of the following enumerator names and try again:\nSilentlyContinue, Stop, Continue, Inquire, Ignore, Suspend, Break\"",
    );
}

#[test]
fn mandatory_parameters_take_nothing_empty() {
    let null = "Null";
    let of = |what: &str, name: &str, words: &str| {
        format!(
            "ParameterArgumentValidationError{what}NotAllowed,F Cannot bind argument to parameter '{name}' because it is {words}."
        )
    };
    check("param([Parameter(Mandatory)][string]$N)", "''", &of("EmptyString", "N", "an empty string"));
    check("param([Parameter(Mandatory)][string]$N)", "$null", &of("EmptyString", "N", "an empty string"));
    check("param([Parameter(Mandatory)][string[]]$N)", "@()", &of("EmptyArray", "N", "an empty array"));
    check("param([Parameter(Mandatory)][string[]]$N)", "'a',''", &of("EmptyString", "N", "an empty string"));
    check("param([Parameter(Mandatory)]$N)", "$null", &of(null, "N", "null"));
    check("param([Parameter(Mandatory)]$N)", "@()", "N= [__AllParameterSets]");
    check("param([Parameter(Mandatory)][AllowNull()]$N)", "$null", "N= [__AllParameterSets]");
}

#[test]
fn properties_of_objects_are_bound_by_name_and_alias() {
    let list = "param([Parameter(ValueFromPipelineByPropertyName)][string]$Name, [Parameter(ValueFromPipelineByPropertyName)][Alias('Size', 'Length')][int]$Bytes, $Tag)";
    let objects = [
        custom(&[("NAME", "c".into()), ("length", "3".into())]),
        custom(&[("Name", "d".into())]),
        custom(&[("Name", "e".into()), ("Size", Value::int(5))]),
    ];
    check_input(
        list,
        "-Tag t",
        &objects,
        &[
            "Tag=t Name=c Bytes=3 [__AllParameterSets]",
            "Tag=t Name=d [__AllParameterSets]",
            "Tag=t Bytes=5 Name=e [__AllParameterSets]",
        ],
    );
    let must = "param([Parameter(Mandatory, ValueFromPipelineByPropertyName)]$Key)";
    let not_bound = "InputObjectNotBound,F The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.";
    let objects = [custom(&[("Key", "k".into())]), custom(&[("Other", Value::int(1))])];
    check_input(must, "", &objects, &["Key=k [__AllParameterSets]", not_bound]);
    let typed = "param([Parameter(ValueFromPipeline)][int]$Number, [Parameter(ValueFromPipelineByPropertyName)][string]$Name)";
    let objects = [custom(&[("Name", "n".into())]), Value::int(5), "6".into(), "x".into()];
    check_input(
        typed,
        "",
        &objects,
        &[
            "Name=n [__AllParameterSets]",
            "Number=5 [__AllParameterSets]",
            "Number=6 [__AllParameterSets]",
            not_bound,
        ],
    );
}

#[test]
fn script_blocks_for_other_parameters_wait_for_objects() {
    let list = "param([Parameter(ValueFromPipelineByPropertyName)][string]$Target, [Parameter(ValueFromPipeline)]$In)";
    check_input(
        list,
        "-Target {twice}",
        &["a".into(), "b".into()],
        &["Target=aa In=a [__AllParameterSets]", "Target=bb In=b [__AllParameterSets]"],
    );
    check_input(
        list,
        "-Target {throw}",
        &["a".into()],
        &[
            "ScriptBlockArgumentInvocationFailed,F The input to the script block for parameter 'Target' failed. it is odd",
        ],
    );
    check(
        list,
        "-Target {twice}",
        "ScriptBlockArgumentNoInput,F Cannot evaluate parameter 'Target' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.",
    );
}

#[test]
fn default_parameter_values_fill_what_was_not_given() {
    let mut session = session();
    let table = Object::hashtable(psp_value::Table::default());
    let table = Value::from(table);
    let put = |key: &str, value: Value| {
        if let Some(it) = table.as_table() {
            it.with(|it| it.insert(key.into(), value));
        }
    };
    session
        .write_variable(Symbol::new("PSDefaultParameterValues"), crate::FrameId::GLOBAL, table.clone())
        .unwrap();
    let list = "[CmdletBinding()]param($Name, [switch]$Loud, $Size)";
    put("F:Name", "from default".into());
    put("*:Size", Value::int(9));
    assert_eq!(outcome(&mut session, list, "", None), ["Name=from default Size=9 [__AllParameterSets]"]);
    assert_eq!(outcome(&mut session, list, "given", None), ["Name=given Size=9 [__AllParameterSets]"]);
    assert_eq!(outcome(&mut session, "param($Name)", "", None), [" [__AllParameterSets]"]);
    put("Disabled", Value::TRUE);
    assert_eq!(outcome(&mut session, list, "", None), [" [__AllParameterSets]"]);
}

#[test]
fn texts_of_numbers_reach_string_parameters() {
    let mut session = session();
    let hex = || vec![Argument { text: Some("0x10".into()), ..Argument::positional(16) }];
    let mut of = |list: &str| outcome_of(&mut session, list, hex(), None).join("");
    assert_eq!(of("param([string]$a)"), "a=0x10 [__AllParameterSets]");
    assert_eq!(of("param([int]$a)"), "a=16 [__AllParameterSets]");
    assert_eq!(of("[CmdletBinding()]param([string]$a)"), "a=0x10 [__AllParameterSets]");
    assert_eq!(
        of("param([Parameter(ValueFromRemainingArguments)][string[]]$a)"),
        "a=0x10 [__AllParameterSets]"
    );
}

#[test]
fn switches_take_booleans_and_functions_words() {
    let list = "param([switch]$On)";
    check(list, "-On:$null", "On=False [__AllParameterSets]");
    check(
        list,
        "-On:0",
        "ParameterArgumentTransformationError,F Cannot process argument transformation on parameter 'On'. Cannot convert the \"0\" value of type \"System.Int32\" to type \"System.Management.Automation.SwitchParameter\".",
    );
    check(
        list,
        "-On:'x'",
        "ParameterArgumentTransformationError,F Cannot process argument transformation on parameter 'On'. Cannot convert value \"System.String\" to type \"System.Management.Automation.SwitchParameter\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.",
    );
}

#[test]
fn declarations_are_checked() {
    let list = "[CmdletBinding()]param($Verbose)";
    let name = "ParameterNameAlreadyExistsForCommand A parameter with the name 'Verbose' was defined multiple times for the command.";
    check(list, "", name);
    check(
        "[CmdletBinding()]param([Alias('ev')]$X)",
        "",
        "AliasParameterNameAlreadyExistsForCommand The parameter alias cannot be specified because an alias with the name 'ev' was already defined multiple times for the command.",
    );
    check(
        "param([NoSuchAttribute()]$X)",
        "",
        "CustomAttributeTypeNotFound Cannot find the type for custom attribute 'NoSuchAttribute'. Make sure that the assembly that contains this type is loaded.",
    );
    check("param([NoSuchType]$X)", "", "TypeNotFound Unable to find type [NoSuchType].");
    check(
        "param([Parameter(Positon = 0)]$X)",
        "",
        "PropertyNotFoundForType Property 'Positon' cannot be found for type 'System.Management.Automation.CmdletBindingAttribute'.",
    );
}

#[test]
fn variables_check_what_they_are_assigned() {
    let mut session = session();
    let mut apply = |attributes: &str, value: Value| {
        let parameters = Reader(&format!("param({attributes}$v)")).parameters();
        let attributes: &[ParamAttribute] = &parameters.params[0].attributes;
        let constraint = session.variable_constraint(attributes).unwrap();
        match constraint.apply(&mut session, "v", value) {
            Ok(value) => format!("{value:?}"),
            Err(error) => told(&error),
        }
    };
    let refused = |value: &str| {
        format!(
            "ValidateSetFailure The variable cannot be validated because the value {value} is not a valid value for the v variable."
        )
    };
    assert_eq!(apply("[ValidateRange(1, 5)][int]", "5".into()), "5");
    assert_eq!(apply("[ValidateRange(1, 5)][int]", Value::int(9)), refused("9"));
    assert_eq!(apply("[ValidateSet('a', 'b')]", "A".into()), "\"A\"");
    assert_eq!(apply("[ValidateSet('a', 'b')]", "z".into()), refused("z"));
    assert_eq!(apply("[ValidateNotNullOrEmpty()]", Value::NULL), refused(""));
    assert_eq!(apply("[ValidateScript({$_ -gt 2})]", Value::int(1)), refused("1"));
    assert_eq!(
        apply("[int]", "many".into()),
        "RuntimeException Cannot convert value \"many\" to type \"System.Int32\". Error: \"The input string 'many' was not in a correct format.\""
    );
}

#[test]
fn simple_signatures_need_no_binder() {
    let mut session = session();
    let mut simple = |list: &str| signature(&mut session, list).unwrap().is_simple();
    assert!(simple("param($a, [int]$b = 2, [string]$c)"));
    assert!(!simple("param([switch]$s)"));
    assert!(!simple("param([ValidateSet('a')]$s)"));
    assert!(!simple("[CmdletBinding()]param($a)"));
    let signature = signature(&mut session, "param([int]$a, $b)").unwrap();
    let value = crate::binder::simple_value(&mut session, &signature, 0, "7".into(), None).unwrap();
    assert_eq!(value.as_int(), Some(7));
    assert_eq!(signature.initial_value(0).as_int(), Some(0));
    assert!(signature.initial_value(1).is_null());
}

#[test]
fn objects_of_one_sort_take_the_short_way() {
    let mut session = session();
    let signature = signature(&mut session, "param([Parameter(ValueFromPipeline)]$In, $Other)").unwrap();
    let mut kept = Kept::default();
    let mut binding = bind(&mut session, &signature, Vec::new(), &mut kept, true).unwrap();
    for number in 0..1000 {
        assert!(binding.bind_object(&mut session, &Value::int(number), &mut kept).unwrap());
        assert_eq!(kept.0[0].as_ref().and_then(Value::as_int), Some(number));
    }
    assert!(binding.fast.is_some());
    assert_eq!(binding.bound.len(), 1);
}

#[test]
fn dynamic_parameters_join_before_the_rest_is_refused() {
    let mut session = session();
    let first = signature(&mut session, "[CmdletBinding()]param($a)").unwrap();
    let more = signature(&mut session, "[CmdletBinding()]param($late)").unwrap();
    let arguments = Reader("1 -late 2").arguments(&session);
    let mut dynamic =
        |_: &mut Session, _: &Binding| Ok(Some(Arc::new(first.with_dynamic(more.params.clone()))));
    let mut kept = Kept::default();
    let binding =
        crate::binder::bind_dynamic(&mut session, &first, arguments, &mut kept, false, &mut dynamic).unwrap();
    assert_eq!(names(&mut session, &binding), "a=1 late=2 [__AllParameterSets]");
}

/// A sink that knows what an unbound parameter holds.
struct WithDefault(Kept);

impl crate::binder::ParameterSink for WithDefault {
    fn assign(&mut self, session: &mut Session, index: usize, value: Value) -> Result<()> {
        self.0.assign(session, index, value)
    }

    fn reset(&mut self, session: &mut Session, index: usize) -> Result<()> {
        self.0.reset(session, index)
    }

    fn current(&mut self, _: &mut Session, _: usize) -> Option<Value> {
        Some(Value::int(-1))
    }
}

#[test]
fn a_default_comes_back_when_an_object_does_not_give_the_parameter() {
    let mut session = session();
    let list = "param([Parameter(ValueFromPipelineByPropertyName)]$Name, [Parameter(ValueFromPipelineByPropertyName)]$Size)";
    let signature = signature(&mut session, list).unwrap();
    let mut sink = WithDefault(Kept::default());
    let mut binding = bind(&mut session, &signature, Vec::new(), &mut sink, true).unwrap();
    let objects = [custom(&[("Name", "a".into()), ("Size", Value::int(3))]), custom(&[("Name", "b".into())])];
    let mut sizes = Vec::new();
    for object in &objects {
        binding.bind_object(&mut session, object, &mut sink).unwrap();
        sizes.push(sink.0.0[1].as_ref().and_then(Value::as_int));
    }
    assert_eq!(sizes, [Some(3), Some(-1)]);
}

#[test]
fn nothing_behind_two_dashes_is_a_parameter() {
    let mut session = session();
    let word = |text: &str| Argument { bare: true, ..Argument::positional(text) };
    let arguments = vec![word("--"), Argument::switch("not"), word("-a"), Argument::switch("x")];
    let all = outcome_of(
        &mut session,
        "param([Parameter(ValueFromRemainingArguments)][string[]]$W)",
        arguments,
        None,
    );
    assert_eq!(all, ["W=-not -a -x [__AllParameterSets]"]);
}
