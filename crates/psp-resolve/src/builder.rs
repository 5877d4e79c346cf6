//! [`Builder`]: instructions, tables, registers and labels of one body.

use crate::{
    block::{Returns, Role, Source, Unit},
    lower::Region,
    scan,
};
use psp_ast::ScriptBlock;
use psp_ir::{
    Body, Command, Constant, Entries, Handler, LoopRange, Mode, Op, Reg, Site, StatementRange, Symbol,
    VariableName,
};
use psp_source::Span;

/// A place to jump to that may not be known yet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label(usize);

/// A loop around the code being lowered.
pub(crate) struct Loop {
    pub(crate) label: Option<String>,
    pub(crate) on_break: Label,
    pub(crate) on_continue: Label,
    pub(crate) finally: u16,
    pub(crate) captures: u16,
    pub(crate) tries: u16,
    pub(crate) start: u32,
}

/// A block that is compiled in place, behind the code around it.
pub(crate) struct Deferred<'a> {
    pub(crate) tree: &'a ScriptBlock,
    pub(crate) entry: Label,
    pub(crate) next: Reg,
    pub(crate) captures: u16,
    pub(crate) iterations: u8,
}

/// Lowers one body.
pub(crate) struct Builder<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) mode: Mode,
    /// Relative jumps are not used: the body is too long for them.
    pub(crate) wide: bool,
    pub(crate) body: Body,
    /// The first register that no value is kept in.
    pub(crate) next: Reg,
    /// Enumerations under way.
    pub(crate) iterations: u8,
    /// Captures under way.
    pub(crate) captures: u16,
    /// `try` blocks with `catch` around.
    pub(crate) tries: u16,
    /// `finally` blocks around.
    pub(crate) finally: u16,
    pub(crate) loops: Vec<Loop>,
    /// Numbers that are in registers for all of the outermost loop.
    pub(crate) numbers: Vec<(Constant, Reg)>,
    pub(crate) region: Region,
    pub(crate) deferred: Vec<Deferred<'a>>,
    /// Slots that were assigned already, in the order of the text.
    pub(crate) assigned: Vec<Reg>,
    /// How many statements of the body are being lowered, one in the other.
    pub(crate) nesting: u32,
    /// The innermost block of statements.
    pub(crate) block: Option<Span>,
    /// Where names are assigned.
    pub(crate) places: Vec<(Symbol, Span)>,
    labels: Vec<u32>,
    jumps: Vec<(usize, Label)>,
    stages: Vec<(usize, usize, Label)>,
    loop_labels: Vec<(usize, Label, Label)>,
    handler_labels: Vec<(usize, Label)>,
    clause_labels: Vec<(usize, usize, Label)>,
    /// The place of the statement being lowered.
    pub(crate) span: Span,
    /// The body is a method's.
    pub(crate) method: Option<Method>,
}

/// What `return` does in the body of a method.
#[derive(Clone, Copy)]
pub(crate) enum Method {
    /// Gives nothing.
    Nothing,
    /// Gives the value in the register, converted to the type of a site.
    Value {
        /// Where the value waits while `finally` blocks run.
        result: Reg,
        /// The type.
        site: Option<u16>,
    },
}

const UNPLACED: u32 = u32::MAX;

impl<'a> Builder<'a> {
    pub(crate) fn new(unit: &'a Unit, mode: Mode, wide: bool) -> Self {
        let body = Body {
            file: unit.file.clone(),
            ops: Vec::new(),
            spans: Vec::new(),
            entries: Entries::default(),
            constants: Vec::new(),
            names: Vec::new(),
            sites: Vec::new(),
            commands: Vec::new(),
            pipelines: Vec::new(),
            functions: Vec::new(),
            classes: Vec::new(),
            shapes: Vec::new(),
            attributes: Vec::new(),
            slots: Vec::new(),
            assigned: 0,
            mask: 0,
            typed_slots: Vec::new(),
            params: 0,
            registers: 0,
            iterations: 0,
            handlers: Vec::new(),
            loops: Vec::new(),
            statements: Vec::new(),
            inlined: Vec::new(),
            in_texts: Vec::new(),
        };
        Self {
            unit,
            mode,
            wide,
            body,
            next: 0,
            iterations: 0,
            captures: 0,
            tries: 0,
            finally: 0,
            loops: Vec::new(),
            numbers: Vec::new(),
            region: Region::Body,
            deferred: Vec::new(),
            assigned: Vec::new(),
            nesting: 0,
            block: None,
            places: Vec::new(),
            labels: Vec::new(),
            jumps: Vec::new(),
            stages: Vec::new(),
            loop_labels: Vec::new(),
            handler_labels: Vec::new(),
            clause_labels: Vec::new(),
            span: Span::default(),
            method: None,
        }
    }

    /// A body without code.
    pub(crate) fn empty(unit: &'a Unit) -> Body {
        Self::new(unit, Mode::ByName, true).body
    }

    /// Lowers all of a block; none when a jump is too long for its instruction and `wide` was not said.
    pub(crate) fn build(mut self, source: &'a Source) -> Option<Body> {
        if self.mode == Mode::Own {
            let slots = scan::slots(source);
            (self.body.slots, self.body.assigned) = (slots.names, slots.assigned);
            self.places = slots.places;
            self.body.mask = self.body.slots.iter().fold(0, |mask, it| mask | it.bit());
        }
        self.body.params = source.params().len() as u16;
        self.next = self.body.slots.len() as Reg;
        self.body.registers = self.body.registers.max(self.next + 1);
        self.type_preferences();
        self.enter_method(&source.role);
        self.block(source);
        while let Some(deferred) = self.deferred.pop() {
            self.inline_body(deferred);
        }
        self.finish()
    }

    /// Preference variables have a type wherever they are assigned.
    fn type_preferences(&mut self) {
        for slot in usize::from(self.body.params)..usize::from(self.body.assigned) {
            let Some(ty) = psp_ir::preference_type(self.body.slots[slot].name()) else { continue };
            let site = self.site(Site::Type(psp_ir::TypeRef { name: ty.into(), span: self.span }));
            self.body.typed_slots.push((slot as Reg, site));
        }
    }

    fn enter_method(&mut self, role: &Role) {
        let Role::Method(returns) = role else { return };
        self.method = Some(match returns {
            Returns::Nothing => Method::Nothing,
            Returns::Anything => Method::Value { result: self.temp(), site: None },
            Returns::Converted(ty) => {
                let site = self.site(Site::Type(ty.clone()));
                Method::Value { result: self.temp(), site: Some(site) }
            }
        });
    }

    /// The end of a body's statements.
    pub(crate) fn end_of_body(&mut self) {
        match self.method {
            Some(Method::Value { result, .. }) => self.emit(Op::Return { src: result }),
            _ => self.emit(Op::End),
        }
    }

    fn finish(mut self) -> Option<Body> {
        // A jump may lead behind the last instruction; `return` out of `finally` does.
        self.end_of_body();
        let mut near = true;
        for &(at, label) in &self.jumps {
            let target = self.labels[label.0];
            near &= patch(&mut self.body.ops[at], at as u32, target);
        }
        for &(pipeline, stage, label) in &self.stages {
            let target = self.labels[label.0];
            if let psp_ir::Stage::Inline { entry, .. } | psp_ir::Stage::Code { entry, .. } =
                &mut self.body.pipelines[pipeline].stages[stage]
            {
                *entry = target;
            }
        }
        for &(at, on_break, on_continue) in &self.loop_labels {
            self.body.loops[at].on_break = self.labels[on_break.0];
            self.body.loops[at].on_continue = self.labels[on_continue.0];
        }
        for &(at, label) in &self.handler_labels {
            self.body.handlers[at].target = self.labels[label.0];
        }
        for &(at, clause, label) in &self.clause_labels {
            if let psp_ir::HandlerKind::Catch(clauses) | psp_ir::HandlerKind::Trap(clauses) =
                &mut self.body.handlers[at].kind
            {
                clauses[clause].1 = self.labels[label.0];
            }
        }
        near.then_some(self.body)
    }

    /// The number of the next instruction.
    pub(crate) fn here(&self) -> u32 {
        self.body.ops.len() as u32
    }

    /// Adds an instruction at the current place of the text.
    pub(crate) fn emit(&mut self, op: Op) {
        self.emit_at(op, self.span);
    }

    /// Adds an instruction.
    pub(crate) fn emit_at(&mut self, op: Op, span: Span) {
        self.body.ops.push(op);
        self.body.spans.push(span);
    }

    /// A label to be placed later.
    pub(crate) fn label(&mut self) -> Label {
        self.labels.push(UNPLACED);
        Label(self.labels.len() - 1)
    }

    /// Places a label before the next instruction.
    pub(crate) fn place(&mut self, label: Label) {
        self.labels[label.0] = self.here();
    }

    /// Adds an instruction that jumps to a label.
    pub(crate) fn jump(&mut self, op: Op, label: Label) {
        self.jumps.push((self.body.ops.len(), label));
        self.emit(op);
    }

    /// The entry of a stage is where a label will be.
    pub(crate) fn stage_label(&mut self, pipeline: usize, stage: usize, label: Label) {
        self.stages.push((pipeline, stage, label));
    }

    /// Notes a loop that ends here.
    pub(crate) fn loop_range(&mut self, it: &Loop) {
        self.loop_labels.push((self.body.loops.len(), it.on_break, it.on_continue));
        self.body.loops.push(LoopRange {
            start: it.start,
            end: self.here(),
            label: it.label.as_deref().map(Into::into),
            on_break: 0,
            on_continue: 0,
            captures: it.captures,
            tries: it.tries,
        });
    }

    /// Notes a handler; its target and clauses are where labels will be.
    pub(crate) fn handler(&mut self, handler: Handler, target: Label, clauses: &[Label]) {
        let at = self.body.handlers.len();
        self.handler_labels.push((at, target));
        self.clause_labels.extend(clauses.iter().enumerate().map(|(clause, &label)| (at, clause, label)));
        self.body.handlers.push(handler);
    }

    /// A temporary register.
    pub(crate) fn temp(&mut self) -> Reg {
        let reg = self.next;
        self.next += 1;
        self.body.registers = self.body.registers.max(self.next);
        reg
    }

    /// `count` temporaries in a row.
    pub(crate) fn temps(&mut self, count: usize) -> Reg {
        let base = self.next;
        self.next += count as Reg;
        // Instructions name the first of them even when there are none.
        self.body.registers = self.body.registers.max(self.next).max(base + 1);
        base
    }

    /// The register is no variable's.
    pub(crate) fn is_temporary(&self, reg: Reg) -> bool {
        reg as usize >= self.body.slots.len()
    }

    /// The number of a constant.
    pub(crate) fn constant(&mut self, constant: Constant) -> u16 {
        if let Some(known) = self.body.constants.iter().position(|it| it.same(&constant)) {
            return known as u16;
        }
        self.body.constants.push(constant);
        self.body.constants.len() as u16 - 1
    }

    /// The number of a variable's name.
    pub(crate) fn name(&mut self, name: VariableName) -> u16 {
        if let Some(known) = self.body.names.iter().position(|it| *it == name) {
            return known as u16;
        }
        self.body.names.push(name);
        self.body.names.len() as u16 - 1
    }

    /// The number of a new site.
    pub(crate) fn site(&mut self, site: Site) -> u16 {
        self.body.sites.push(site);
        self.body.sites.len() as u16 - 1
    }

    /// The number of a new command.
    pub(crate) fn command(&mut self, command: Command) -> u16 {
        self.body.commands.push(command);
        self.body.commands.len() as u16 - 1
    }

    /// The slot of a name.
    pub(crate) fn slot(&self, name: Symbol) -> Option<Reg> {
        self.body.slot(name)
    }

    /// Notes a statement that ends here.
    pub(crate) fn statement_range(&mut self, start: u32, span: Span) {
        let end = self.here();
        if end > start {
            let (captures, tries) = (self.captures, self.tries);
            self.body.statements.push(StatementRange { start, end, captures, tries, span });
        }
    }

    /// An enumeration's depth.
    pub(crate) fn enter_iteration(&mut self) -> u8 {
        let depth = self.iterations;
        self.iterations = self.iterations.saturating_add(1);
        self.body.iterations = self.body.iterations.max(self.iterations);
        depth
    }
}

/// Writes a jump's target; false when it is too far away for the instruction.
fn patch(op: &mut Op, at: u32, target: u32) -> bool {
    match op {
        Op::Jump { to }
        | Op::Loop { to }
        | Op::JumpIf { to, .. }
        | Op::JumpIfNot { to, .. }
        | Op::JumpIfNull { to, .. }
        | Op::JumpIfSet { to, .. }
        | Op::JumpIfOk { to }
        | Op::JumpIfFailed { to }
        | Op::IterNext { to, .. } => *to = target,
        Op::Branch { rel, .. }
        | Op::BranchImm { rel, .. }
        | Op::BranchRem { rel, .. }
        | Op::StepBranch { rel, .. } => match i16::try_from(i64::from(target) - i64::from(at) - 1) {
            Ok(near) => *rel = near,
            Err(_) => return false,
        },
        _ => {}
    }
    true
}
