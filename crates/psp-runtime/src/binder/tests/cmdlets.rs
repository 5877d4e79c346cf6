//! Parameters of built-in commands: conversions stricter than casts, sets that the pipeline decides.

use super::{
    reader::Reader,
    stub::{Kept, session},
};
use crate::{
    binder::{Binding, bind},
    cmdlet::{CmdletDef, Instance, ParamDef, SetDef, Shell, ValidateDef},
    signature::Signature,
};
use psp_value::{Context, Interrupt, Result, Type, Value, well_known};
use std::sync::Arc;

/// Commands here are never run.
struct Nothing;

impl Instance for Nothing {
    fn assign(&mut self, _: usize, _: Value, _: &mut dyn Context) -> Result<()> {
        Ok(())
    }

    fn reset(&mut self, _: usize) {}

    fn begin(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }

    fn process(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }

    fn end(&mut self, _: &mut Shell<'_>) -> Result<()> {
        Ok(())
    }

    fn clean(&mut self, _: &mut Shell<'_>) {}
}

const fn set(set: Option<&'static str>, position: Option<u16>, mandatory: bool, pipeline: bool) -> SetDef {
    SetDef { set, position, mandatory, pipeline, by_name: false, rest: false }
}

const fn param(name: &'static str, ty: fn() -> Type, sets: &'static [SetDef]) -> ParamDef {
    ParamDef { name, aliases: &[], help: "", ty, sets, validate: &[] }
}

const fn def(
    name: &'static str,
    default_set: Option<&'static str>,
    params: &'static [ParamDef],
) -> CmdletDef {
    CmdletDef {
        name,
        class: "C",
        help: "",
        default_set,
        should_process: false,
        common_parameters: true,
        params,
        outputs: &[],
        aliases: &[],
        create: || Box::new(Nothing),
    }
}

fn strings() -> Type {
    well_known::STRING.ty().array_of()
}

const SLEEP: CmdletDef = def(
    "Start-Sleep",
    Some("Seconds"),
    &[
        ParamDef {
            validate: &[ValidateDef::Range(0, 2_147_483)],
            ..param("Seconds", || well_known::DOUBLE.ty(), &[set(Some("Seconds"), Some(0), true, true)])
        },
        param("Milliseconds", || well_known::INT32.ty(), &[set(Some("Milliseconds"), None, true, false)]),
        param("Duration", || well_known::TIME_SPAN.ty(), &[set(Some("FromTimeSpan"), Some(0), true, true)]),
    ],
);

const WHERE: CmdletDef = def(
    "Where-Object",
    Some("Equal"),
    &[
        param("InputObject", || well_known::OBJECT.ty(), &[set(None, None, false, true)]),
        param("FilterScript", || well_known::SCRIPT_BLOCK.ty(), &[set(Some("Script"), Some(0), true, false)]),
        param(
            "Property",
            || well_known::STRING.ty(),
            &[set(Some("Equal"), Some(0), true, false), set(Some("Greater"), Some(0), true, false)],
        ),
        param(
            "Value",
            || well_known::OBJECT.ty(),
            &[set(Some("Equal"), Some(1), false, false), set(Some("Greater"), Some(1), false, false)],
        ),
        param("EQ", || well_known::SWITCH_PARAMETER.ty(), &[set(Some("Equal"), None, false, false)]),
        param("GT", || well_known::SWITCH_PARAMETER.ty(), &[set(Some("Greater"), None, true, false)]),
    ],
);

const ITEM: CmdletDef = def(
    "Get-Item",
    Some("Path"),
    &[
        param("Path", strings, &[set(Some("Path"), Some(0), true, true)]),
        SetOf::LITERAL,
        param("Force", || well_known::SWITCH_PARAMETER.ty(), &[set(None, None, false, false)]),
        param("Depth", || well_known::INT32.ty(), &[set(None, None, false, false)]),
    ],
);

/// `-LiteralPath`, which takes the property of that name from the pipeline.
struct SetOf;

impl SetOf {
    const LITERAL: ParamDef = ParamDef {
        aliases: &["PSPath"],
        ..param(
            "LiteralPath",
            strings,
            &[SetDef {
                set: Some("LiteralPath"),
                position: None,
                mandatory: true,
                pipeline: false,
                by_name: true,
                rest: false,
            }],
        )
    };
}

fn told(error: &Interrupt) -> String {
    let Some(raised) = error.raised() else { return format!("{error:?}") };
    raised.with(|it| format!("{} {:?} {}", it.id, it.category, it.message())).unwrap_or_default()
}

fn shown(binding: &Binding) -> String {
    let all: Vec<_> = binding.bound_names().iter().map(|(name, value)| format!("{name}={value:?}")).collect();
    format!("{} [{}]", all.join(" "), binding.set_name())
}

#[track_caller]
fn check(def: &CmdletDef, call: &str, input: Option<Value>, expected: &str) {
    let mut session = session();
    let signature = Arc::new(Signature::of_cmdlet(def));
    let arguments = Reader(call).arguments(&session);
    let mut kept = Kept::default();
    let result =
        bind(&mut session, &signature, arguments, &mut kept, input.is_some()).and_then(|mut binding| {
            if let Some(object) = &input {
                binding.bind_object(&mut session, object, &mut kept)?;
            }
            Ok(shown(&binding))
        });
    assert_eq!(result.unwrap_or_else(|error| told(&error)), expected, "{call}");
}

#[test]
fn the_last_set_that_was_tried_tells_why_nothing_fits() {
    check(&SLEEP, "1", None, "Seconds=1.0 [Seconds]");
    check(
        &SLEEP,
        "x",
        None,
        "CannotConvertArgumentNoMessage,C InvalidArgument Cannot bind parameter 'Duration'. Cannot convert value \"x\" to type \"System.TimeSpan\". Error: \"String 'x' was not recognized as a valid TimeSpan.\"",
    );
    check(
        &SLEEP,
        "-Seconds -1",
        None,
        "ParameterArgumentValidationError,C InvalidData Cannot validate argument on parameter 'Seconds'. The -1 argument is less than the minimum allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the command again.",
    );
    check(
        &SLEEP,
        "",
        None,
        "MissingMandatoryParameter,C InvalidArgument Cannot process command because of one or more missing mandatory parameters: Seconds.",
    );
    check(&SLEEP, "", Some(Value::int(2)), "Seconds=2.0 [Seconds]");
}

#[test]
fn sets_of_where_object() {
    check(
        &WHERE,
        "{1} ",
        Some(Value::int(1)),
        "FilterScript=<System.Management.Automation.ScriptBlock> InputObject=1 [Script]",
    );
    check(
        &WHERE,
        "Length -GT 3",
        Some(Value::int(1)),
        "GT=<System.Management.Automation.SwitchParameter> Property=\"Length\" Value=3 InputObject=1 [Greater]",
    );
    check(&WHERE, "Length", Some(Value::int(1)), "Property=\"Length\" InputObject=1 [Equal]");
    check(
        &WHERE,
        "nope -Zz 1",
        Some(Value::int(1)),
        "NamedParameterNotFound,C InvalidArgument A parameter cannot be found that matches parameter name 'Zz'.",
    );
}

#[test]
fn paths_come_from_the_command_line_or_the_pipeline() {
    check(
        &ITEM,
        "a,b -Force",
        None,
        "Force=<System.Management.Automation.SwitchParameter> Path=<System.String[]> [Path]",
    );
    check(&ITEM, "-L x", None, "LiteralPath=<System.String[]> [LiteralPath]");
    check(&ITEM, "", Some("text".into()), "Path=<System.String[]> [Path]");
    let ambiguous = "AmbiguousParameterSet,C InvalidArgument Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.";
    check(&ITEM, "-Path a -LiteralPath b", None, ambiguous);
    check(
        &ITEM,
        "$null",
        None,
        "ParameterArgumentValidationErrorNullNotAllowed,C InvalidData Cannot bind argument to parameter 'Path' because it is null.",
    );
    check(
        &ITEM,
        "a -Depth 1,2",
        None,
        "CannotConvertArgument,C InvalidArgument Cannot convert 'System.Object[]' to the type 'System.Int32' required by parameter 'Depth'. Specified method is not supported.",
    );
    check(
        &ITEM,
        "a -Force:0",
        None,
        "Force=<System.Management.Automation.SwitchParameter> Path=<System.String[]> [Path]",
    );
    check(
        &ITEM,
        "a -Force:'x'",
        None,
        "CannotConvertArgument,C InvalidArgument Cannot convert 'System.String' to the type 'System.Management.Automation.SwitchParameter' required by parameter 'Force'. ",
    );
}
