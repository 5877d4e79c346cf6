//! `ForEach-Object`: a script block, a property or a method for each object.

use super::parallel;
use crate::{
    block,
    fault::{self, around, caught, exception_of},
    wildcard::{Wildcard, has_wildcards},
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, ScriptBlock, Shell, Switch};
use psp_value::{
    BlockCall, Context, ErrorCategory, ErrorRecord, Fault, Result, Str, Value,
    member::{self, MemberTypes, MemberView},
};

/// Runs a script block for each object, or reads a property or calls a method of it.
///
/// ```powershell
/// 1..3 | ForEach-Object { $_ * 2 }
/// 'a', 'b' | ForEach-Object ToUpper
/// 1..3 | ForEach-Object -Begin { $sum = 0 } -Process { $sum += $_ } -End { $sum }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ForEach-Object", default_set = "ScriptBlockSet", should_process)]
pub(super) struct ForEachObject {
    /// The object to work on.
    #[param(set = "ParallelParameterSet", pipeline)]
    #[param(set = "PropertyAndMethodSet", pipeline)]
    #[param(set = "ScriptBlockSet", pipeline)]
    input_object: Value,
    /// Runs before the first object.
    #[param(set = "ScriptBlockSet")]
    begin: Option<ScriptBlock>,
    /// Runs for each object, which is `$_`. Of several blocks the first runs before the objects and, without `-End`, the last one after them.
    #[param(set = "ScriptBlockSet", position = 0, mandatory, allow_null, allow_empty_collection)]
    process: Vec<Option<ScriptBlock>>,
    /// Runs after the last object.
    #[param(set = "ScriptBlockSet")]
    end: Option<ScriptBlock>,
    /// Further blocks, as if they were given to `-Process`.
    #[param(set = "ScriptBlockSet", rest, allow_null, allow_empty_collection)]
    remaining_scripts: Vec<Option<ScriptBlock>>,
    /// The property to read or the method to call; wildcards may stand for one name.
    #[param(set = "PropertyAndMethodSet", position = 0, mandatory, validate_not_null_or_empty)]
    member_name: Option<String>,
    /// Arguments of the method.
    #[param(set = "PropertyAndMethodSet", rest, alias = "Args")]
    argument_list: Vec<Value>,
    /// Runs for each object, several objects at once, each in a session of its own.
    #[param(set = "ParallelParameterSet", mandatory)]
    parallel: Option<ScriptBlock>,
    /// How many blocks run at once; 5 unless given.
    #[param(set = "ParallelParameterSet", validate_range(1, 2_147_483_647))]
    throttle_limit: Option<i32>,
    /// Stops everything after so many seconds; 0 never.
    #[param(set = "ParallelParameterSet", validate_range(0, 2_147_483))]
    timeout_seconds: i32,
    /// Runs in the background and gives the job.
    #[param(set = "ParallelParameterSet")]
    as_job: Switch,
    /// A fresh session for each object instead of a reused one.
    #[param(set = "ParallelParameterSet")]
    use_new_runspace: Switch,

    scripts: Vec<Option<ScriptBlock>>,
    steps: std::ops::Range<usize>,
    last: Option<ScriptBlock>,
    run: Option<parallel::ParallelRun>,
}

impl Cmdlet for ForEachObject {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(block) = self.parallel.take() {
            let request = parallel::Request {
                block,
                throttle_limit: self.throttle_limit,
                timeout_seconds: self.timeout_seconds,
                has_timeout: shell.is_bound("TimeoutSeconds"),
                as_job: self.as_job.0,
                use_new_runspace: self.use_new_runspace.0,
            };
            self.run = Some(parallel::for_each(shell, request)?);
            return Ok(());
        }
        if self.member_name.is_some() {
            return Ok(());
        }
        if shell.stage.common.what_if == Some(true) || shell.stage.common.confirm == Some(true) {
            let message = "The -WhatIf and -Confirm parameters are not supported for script blocks.";
            let fault = Fault::new("System.InvalidOperationException", message);
            return Err(fault
                .id("NoShouldProcessForScriptBlockSet")
                .category(ErrorCategory::InvalidOperation)
                .into());
        }
        self.arrange(shell.is_bound("End"));
        let first = if self.steps.start == 1 && self.steps.end >= 2 { self.scripts[0].clone() } else { None };
        match first {
            Some(first) => block::run(shell, &first, in_callers_scope()),
            None => Ok(()),
        }
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(run) = &mut self.run {
            return run.push(shell, std::mem::take(&mut self.input_object));
        }
        if let Some(name) = self.member_name.take() {
            let result = self.member(shell, &name);
            self.member_name = Some(name);
            return result;
        }
        for index in self.steps.clone() {
            if let Some(script) = &self.scripts[index] {
                block::run(shell, script, block::for_item(&self.input_object))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(run) = &mut self.run {
            return run.finish(shell);
        }
        match self.last.take() {
            Some(last) => block::run(shell, &last, in_callers_scope()),
            None => Ok(()),
        }
    }

    fn clean(&mut self, shell: &mut Shell<'_>) {
        if let Some(mut run) = self.run.take() {
            run.clean(shell);
        }
    }
}

fn in_callers_scope() -> BlockCall<'static> {
    BlockCall { in_callers_scope: true, ..BlockCall::default() }
}

impl ForEachObject {
    /// Decides which blocks run before, for and after the objects.
    fn arrange(&mut self, end_given: bool) {
        self.scripts.extend(self.begin.take().map(Some));
        self.scripts.append(&mut self.process);
        self.scripts.append(&mut self.remaining_scripts);
        let count = self.scripts.len();
        self.steps = usize::from(count > 1)..count;
        self.last = self.end.take();
        if !end_given && count > 2 {
            self.steps.end = count - 1;
            self.last = self.scripts[count - 1].clone();
        }
    }

    fn member(&mut self, shell: &mut Shell<'_>, name: &str) -> Result<()> {
        let target = self.input_object.clone();
        let shown = if target.is_null() { Str::new("null") } else { shell.text(&target)? };
        let place = format!("InputObject: {shown}");
        if target.is_null() {
            if !self.argument_list.is_empty() || shell.strict_mode() >= 2 {
                return shell.write_error(name_error(
                    "InputObject",
                    "InputObjectIsNull",
                    "Cannot operate on a 'null' input object.".to_owned(),
                    &target,
                ));
            }
            return shell.write(Value::NULL);
        }
        if !self.argument_list.is_empty() {
            let arguments = std::mem::take(&mut self.argument_list);
            self.argument_list.clone_from(&arguments);
            return self.call(shell, name, arguments, &place);
        }
        if let Some(found) = table_entry(&target, name) {
            if shell.should_process(&place, &format!("Retrieve the value for key '{name}'"))? {
                shell.write_enumerated(found)?;
            }
            return Ok(());
        }
        self.property_or_method(shell, name, &place)
    }

    fn property_or_method(&mut self, shell: &mut Shell<'_>, name: &str, place: &str) -> Result<()> {
        let target = self.input_object.clone();
        let mut wanted = name.to_owned();
        if has_wildcards(name) {
            let found = matching(shell, &target, name)?;
            if found.len() > 1 {
                return shell.write_error(ambiguous(
                    "PropertyOrMethodName",
                    "members",
                    name,
                    &found,
                    &target,
                ));
            }
            match found.first() {
                Some(found) => wanted = found.name.text().into_owned(),
                None => return Self::not_found(shell, name, &target),
            }
        } else {
            match caught(member::try_get_member(shell.session, &target, &Str::new(name)))? {
                Ok(Some(value)) if !is_method(&value) => {
                    if shell.should_process(place, &format!("Retrieve the value for property '{name}'"))? {
                        shell.write_enumerated(value)?;
                    }
                    return Ok(());
                }
                Ok(_) => {}
                Err(_) => return shell.write(Value::NULL),
            }
        }
        let members = member::members_of(shell.session, &target)?;
        let Some(found) = members.iter().find(|it| same(&it.name.text(), &wanted)) else {
            return Self::not_found(shell, name, &target);
        };
        if is_method_kind(found.kind) {
            return self.call(shell, &wanted, Vec::new(), place);
        }
        if shell.should_process(place, &format!("Retrieve the value for property '{wanted}'"))? {
            let value = caught(member::try_get_member(shell.session, &target, &found.name))?;
            shell.write_enumerated(value.ok().flatten().unwrap_or_default())?;
        }
        Ok(())
    }

    fn not_found(shell: &mut Shell<'_>, name: &str, target: &Value) -> Result<()> {
        if shell.strict_mode() < 2 {
            return shell.write(Value::NULL);
        }
        let message = format!("The input name \"{name}\" cannot be resolved to a member.");
        shell.write_error(name_error("Name", "PropertyOrMethodNotFound", message, target))
    }

    fn call(&mut self, shell: &mut Shell<'_>, name: &str, arguments: Vec<Value>, place: &str) -> Result<()> {
        let target = self.input_object.clone();
        let methods: Vec<MemberView> =
            matching(shell, &target, name)?.into_iter().filter(|it| is_method_kind(it.kind)).collect();
        if methods.len() > 1 {
            return shell.write_error(ambiguous("MethodName", "methods", name, &methods, &target));
        }
        let Some(method) = methods.first() else {
            let message = format!("Input name \"{name}\" cannot be resolved to a method.");
            let category = ErrorCategory::InvalidArgument;
            let fault = fault::argument("MethodNotFound", message).category(category).target(target);
            return shell.write_error(fault.into_record());
        };
        let action = if arguments.is_empty() {
            format!("Invoke method '{}'", method.name)
        } else {
            let shown = arguments.iter().map(|it| shell.text(it)).collect::<Result<Vec<_>>>()?;
            let shown: Vec<String> = shown.iter().map(ToString::to_string).collect();
            format!("Invoke method '{}' with arguments: {}", method.name, shown.join(", "))
        };
        if !shell.should_process(place, &action)? {
            return Ok(());
        }
        match caught(member::invoke(shell.session, &target, &method.name, arguments, &[]))? {
            Ok(value) => shell.write_enumerated(value),
            Err(error) => {
                let id = "MethodInvocationError";
                shell.write_error(around(exception_of(&error), id, ErrorCategory::InvalidOperation, target))
            }
        }
    }
}

/// The value of a table's key of this name.
pub(super) fn table_entry(target: &Value, name: &str) -> Option<Value> {
    let key = Value::from(name);
    target.as_table()?.with(|it| it.get(&key).cloned())
}

fn is_method(value: &Value) -> bool {
    value.ty().is_some_and(|it| it.name == "System.Management.Automation.PSMethod")
}

fn is_method_kind(kind: MemberTypes) -> bool {
    matches!(kind, MemberTypes::Method | MemberTypes::CodeMethod | MemberTypes::ScriptMethod)
}

fn same(a: &str, b: &str) -> bool {
    psp_clr::compare::equals_ordinal_ignore_case(a, b)
}

/// The members of an object whose names match a pattern.
pub(super) fn matching(shell: &mut Shell<'_>, target: &Value, pattern: &str) -> Result<Vec<MemberView>> {
    let pattern = Wildcard::new(pattern);
    let all = member::members_of(shell.session, target)?;
    Ok(all.into_iter().filter(|it| !it.is_static && pattern.matches(&it.name.text())).collect())
}

pub(super) fn name_error(parameter: &'static str, id: &str, message: String, target: &Value) -> ErrorRecord {
    let category =
        if target.is_null() { ErrorCategory::InvalidArgument } else { ErrorCategory::InvalidOperation };
    fault::argument(id, format!("{message} (Parameter '{parameter}')"))
        .category(category)
        .property("ParamName", parameter)
        .target(target.clone())
        .into_record()
}

pub(super) fn ambiguous(
    what: &str,
    kind: &str,
    name: &str,
    found: &[MemberView],
    target: &Value,
) -> ErrorRecord {
    let matches: Vec<String> = found.iter().map(|it| it.name.text().into_owned()).collect();
    let matches = format!(" {}", matches.join(" "));
    let message = format!(
        "Input name \"{name}\" is ambiguous. It can be resolved to multiple matched {kind}. Possible matches include:{matches}."
    );
    name_error("Name", &format!("Ambiguous{what}"), message, target)
}
