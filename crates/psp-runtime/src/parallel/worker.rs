//! A worker: a session of its own, whose streams arrive at the caller as events.

use super::{Plan, run::Event};
use crate::{
    engine::{Engine, Host},
    frame::FrameId,
    pipeline::Out,
    session::{Session, StreamKind},
};
use crossbeam_channel::Sender;
use psp_host::Stop;
use psp_value::{BlockCall, Data, Interrupt, Object, Ref, Result, Value, Variable};
use std::sync::Arc;

/// Sends what a worker writes to the caller.
struct WorkerHost {
    events: Sender<Event>,
    stop: Stop,
}

impl WorkerHost {
    fn send(&self, event: Event) -> Result<()> {
        match self.events.try_send(event) {
            Ok(()) => Ok(()),
            Err(crossbeam_channel::TrySendError::Full(event)) => {
                // The caller reads until the last runner is over, also after a stop: this ends.
                self.events.send(event).map_err(|_| Interrupt::stopped())
            }
            Err(crossbeam_channel::TrySendError::Disconnected(_)) => {
                self.stop.request();
                Err(Interrupt::stopped())
            }
        }
    }
}

impl Host for WorkerHost {
    fn output(&self, _session: &mut Session, value: Value) -> Result<()> {
        self.send(Event::Output(value))
    }

    fn record(&self, _session: &mut Session, kind: StreamKind, value: Value) -> Result<()> {
        self.send(Event::Record(kind, value))
    }

    fn flush(&self, _session: &mut Session) -> Result<()> {
        Ok(())
    }
}

/// A session that runs the plan's block, and the block as it belongs to it.
pub(super) struct Worker {
    session: Session,
    block: Ref<Object>,
    used: bool,
}

impl Worker {
    /// A worker as the plan describes it; modules are loaded.
    pub(super) fn new(engine: &Arc<Engine>, plan: &Plan, events: &Sender<Event>, stop: &Stop) -> Self {
        let host = WorkerHost { events: events.clone(), stop: stop.clone() };
        let mut session = Session::new(engine.clone(), Arc::new(host), stop.clone());
        session.is_worker = true;
        session.usings = Some(plan.usings.clone());
        if let Some(location) = &plan.location {
            session.set_file_location(location.clone());
        }
        let value = session.block_value(plan.block.clone(), 0);
        let block = value.as_object().cloned();
        let block = block
            .unwrap_or_else(|| Ref::new(Object::new(psp_value::well_known::OBJECT.ty(), Data::Boxed(value))));
        let mut worker = Self { session, block, used: false };
        worker.furnish(plan);
        worker
    }

    /// Brings in what the plan names.
    fn furnish(&mut self, plan: &Plan) {
        let session = &mut self.session;
        for (name, value) in &plan.variables {
            let variable = Ref::new(Variable::new(name.name(), value.clone()));
            session.put_variable(*name, FrameId::GLOBAL, variable);
        }
        for function in &plan.functions {
            let name = function.name.text().into_owned();
            let made = session.make_function(&name, function.block.clone(), function.is_filter, 0);
            session.define_function(made, FrameId::GLOBAL);
        }
        for name in &plan.module_names {
            session.import_for_worker(name, false);
        }
        for path in &plan.module_paths {
            session.import_for_worker(path, true);
        }
    }

    /// Runs the block for an item.
    pub(super) fn run(&mut self, item: Value, plan: &Plan) -> Result<()> {
        if std::mem::replace(&mut self.used, true) && plan.forgets {
            self.forget(plan);
        }
        let call = BlockCall {
            under: (!item.is_null()).then_some(item),
            input: Some(Vec::new()),
            ..BlockCall::default()
        };
        let evaluator = self.session.engine().evaluator;
        let block = self.block.clone();
        evaluator.run_block(&mut self.session, &block, call, Out::HOST)
    }

    /// Makes the global scope what it was at the start.
    fn forget(&mut self, plan: &Plan) {
        self.session.forget_globals();
        if let Some(location) = &plan.location {
            self.session.set_file_location(location.clone());
        }
        self.furnish(plan);
    }
}

impl Drop for Worker {
    /// Before the caller hears that the worker is over.
    fn drop(&mut self) {
        self.session.end_jobs();
    }
}
