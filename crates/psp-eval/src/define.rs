//! Functions, script blocks, parameters' defaults, jobs in the background.

use crate::vm::Vm;
use psp_ir::{Constant, Reg};
use psp_runtime::FrameId;
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Type, Value, convert, well_known};

impl Vm<'_> {
    /// `dst = { … }`
    #[inline(never)]
    pub(crate) fn block_value(&mut self, dst: Reg, k: u16) -> Result<()> {
        let Some(Constant::Block(block)) = self.code.body.constants.get(k as usize) else { return Ok(()) };
        let block = block.clone();
        let state = self.session.frame(self.frame).state;
        let value = self.session.block_value(block, state);
        self.put(dst, value)
    }

    /// `function name { … }`
    #[inline(never)]
    pub(crate) fn define_function(&mut self, k: u16) -> Result<()> {
        let info = self.code.body.functions[k as usize].clone();
        let frame = self.session.frame(self.frame);
        let (state, own, script) = (frame.state, frame.scope, frame.script);
        let scope = match &*info.qualifier {
            "global" => FrameId::GLOBAL,
            "script" => script,
            _ => own,
        };
        let mut function = self.session.make_function(&info.name, info.block.clone(), info.is_filter, state);
        if &*info.qualifier == "private"
            && let Some(made) = std::sync::Arc::get_mut(&mut function)
        {
            made.options = psp_value::variable::options::PRIVATE;
        }
        let has_aliases = may_have_aliases(&function.block);
        let attributes = if has_aliases { function.block.parameters().attributes.as_slice() } else { &[] };
        for attribute in attributes {
            if matches!(&*attribute.ty.name.to_ascii_lowercase(), "alias" | "aliasattribute") {
                self.define_aliases(&info.name, &attribute.positional, scope);
            }
        }
        self.session.define_function(function, scope);
        Ok(())
    }

    /// `[Alias('a', 'b')]` of a function: names in its scope.
    fn define_aliases(&mut self, function: &str, names: &[psp_ir::ConstExpr], scope: FrameId) {
        for name in names {
            match name {
                psp_ir::ConstExpr::Value(name) => {
                    let Some(name) = name.as_text() else { continue };
                    self.session.alias_function(name, function, scope);
                }
                psp_ir::ConstExpr::Array(names) => self.define_aliases(function, names, scope),
                _ => {}
            }
        }
    }

    fn parameter_type(&mut self, k: u16) -> Result<Option<Type>> {
        let typed = self.code.body.typed_slots.iter().find(|it| it.0 == k).map(|it| it.1);
        typed.map(|site| self.type_at(site)).transpose()
    }

    /// An unbound parameter without default: the default of its type.
    #[inline(never)]
    pub(crate) fn default_param(&mut self, slot: Reg, k: u16) -> Result<()> {
        let value = match self.parameter_type(k)? {
            Some(ty) => default_of(ty),
            None => Value::NULL,
        };
        self.put(slot, value)
    }

    /// A parameter's default value, converted.
    #[inline(never)]
    pub(crate) fn store_param(&mut self, slot: Reg, src: Reg, k: u16) -> Result<()> {
        let value = self.take(src)?;
        let value = if value.is_nothing() { Value::NULL } else { value };
        let value = match self.parameter_type(k)? {
            Some(ty) if value.ty() != Some(ty) => convert::convert(self.session, &value, ty)?,
            _ => value,
        };
        self.put(slot, value)
    }

    /// `pipeline &`
    #[inline(never)]
    pub(crate) fn background(&mut self, dst: Reg, k: u16) -> Result<()> {
        let state = self.session.frame(self.frame).state;
        let Some(Constant::Block(code)) = self.code.body.constants.get(k as usize) else { return Ok(()) };
        let text = with_usings(self.session, code);
        let code = self.session.compile_text(&text)?;
        let value = self.session.block_value(code, state);
        let command = self.session.resolve_command("Start-Job")?;
        let arguments = vec![psp_runtime::Argument::named("ScriptBlock", value)];
        let job = self.session.capture(|session| {
            let evaluator = session.engine().evaluator;
            evaluator.run_command(session, &command, arguments, None, psp_runtime::Out::CAPTURE)
        })?;
        self.put(dst, job)
    }

    /// The error of something that psp does not do.
    #[inline(never)]
    pub(crate) fn unsupported(&self, k: u16) -> Interrupt {
        let what = self.code.body.constants.get(k as usize).and_then(Constant::as_text).unwrap_or_default();
        Fault::not_supported(what).category(ErrorCategory::NotImplemented).into()
    }
}

/// Variables that a job has of its own, and those that are bound by each call.
const OWN: &[&str] = &[
    "pid",
    "psversiontable",
    "psedition",
    "pshome",
    "host",
    "true",
    "false",
    "null",
    "_",
    "args",
    "input",
    "this",
];

/// The text of a statement for a job, in which each variable that is there becomes `$using:`.
fn with_usings(session: &mut psp_runtime::Session, block: &psp_ir::Block) -> String {
    let scope = session.scope();
    let (mut text, mut from) = (String::new(), block.inner.start);
    let mut variables: Vec<_> = block.facts.usings.iter().collect();
    variables.sort_by_key(|it| it.span.start);
    for variable in variables {
        let is_there =
            psp_ir::Symbol::find(&variable.key).is_some_and(|it| session.read_variable(it, scope).is_some());
        if !is_there || OWN.contains(&&*variable.key) || variable.span.start < from {
            continue;
        }
        let braced = block.file.slice(variable.span).starts_with("${");
        let at = variable.span.start + if braced { 2 } else { 1 };
        text.push_str(block.file.slice(psp_source::Span::new(from, at)));
        text.push_str("using:");
        from = at;
    }
    text.push_str(block.file.slice(psp_source::Span::new(from, block.inner.end)));
    text
}

/// A function's text may hold `[Alias()]`: lowering the parameters of every function that is defined would cost more
/// than this look.
fn may_have_aliases(block: &psp_ir::Block) -> bool {
    psp_source::contains_ignoring_case(block.text(), "alias")
}

/// What a typed parameter is when nothing was given.
pub(crate) fn default_of(ty: Type) -> Value {
    if ty == well_known::STRING.ty() {
        return "".into();
    }
    if ty == well_known::SWITCH_PARAMETER.ty() {
        return psp_value::Value::switch(false);
    }
    // As a cast of null, which these types refuse.
    let refuses_null = ty.is_enum() || ty == well_known::DATE_TIME.ty() || ty == well_known::TIME_SPAN.ty();
    if !ty.is_value_type() || refuses_null {
        return Value::NULL;
    }
    psp_value::member::default_of(ty)
}
