//! `System.Diagnostics.Process`: a program that runs or ran.

use crate::declare::Emulated;
use psp_clr::datetime::{DateTime, Kind, TimeSpan};
use psp_derive::ps_type;
use psp_host::{Child, Exit, ProcessInfo, ticks_of};
use psp_value::{Context, Fault, Interrupt, Lock, Native, Object, Result, Value};
use std::{sync::Arc, time::Duration};

/// A process by its number, with what was known of it when it was looked at.
pub struct Process {
    id: u32,
    info: Lock<ProcessInfo>,
    child: Option<Arc<dyn Child>>,
    exit: Lock<Option<(Exit, DateTime)>>,
}

/// What is known of a process that has ended.
enum Ended {
    /// It was started here: how and when it ended.
    Known(Exit, DateTime),
    /// It is somebody else's: no more than that it is gone.
    Gone,
}

impl Native for Process {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(format!("System.Diagnostics.Process ({})", self.info.with(|it| it.name.clone()))))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        let other = other.downcast::<Self>()?;
        Some(self.id == other.id && self.info.with(|it| it.started) == other.info.with(|it| it.started))
    }
}

impl Process {
    /// A process that was looked at.
    pub fn value(info: ProcessInfo) -> Value {
        Self::made(info, None)
    }

    /// A program that was started here.
    pub fn started(info: ProcessInfo, child: Arc<dyn Child>) -> Value {
        Self::made(info, Some(child))
    }

    fn made(info: ProcessInfo, child: Option<Arc<dyn Child>>) -> Value {
        let it = Self { id: info.id, info: Lock::new(info), child, exit: Lock::new(None) };
        Object::native(Self::ty(), it).into()
    }

    /// Its number.
    pub fn number(&self) -> u32 {
        self.id
    }

    /// Its name.
    pub fn short_name(&self) -> String {
        self.info.with(|it| it.name.clone())
    }

    /// How it ended, if it did.
    fn ended(&self, context: &dyn Context) -> Option<Ended> {
        if let Some((exit, time)) = self.exit.snapshot() {
            return Some(Ended::Known(exit, time));
        }
        if let Some(child) = &self.child {
            let exit = child.try_wait().ok().flatten()?;
            let now = DateTime { ticks: context.system().ticks(), kind: Kind::Utc }.to_local();
            self.exit.with(|it| *it = Some((exit, now)));
            return Some(Ended::Known(exit, now));
        }
        let started = self.info.with(|it| it.started);
        match context.system().process(self.id) {
            Ok(found) if found.started == started => None,
            _ => Some(Ended::Gone),
        }
    }

    fn wait(&self, context: &mut dyn Context, limit: Option<Duration>) -> Result<bool> {
        let (system, stop) = (context.system().clone(), context.stop().clone());
        if self.ended(context).is_some() {
            return Ok(true);
        }
        match system.wait_process(self.id, limit, &stop) {
            Ok(ended) => {
                let _ = self.ended(context);
                Ok(ended)
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Err(Interrupt::stopped()),
            Err(_) => Ok(true),
        }
    }

    fn bytes(&self, which: impl FnOnce(&ProcessInfo) -> u64) -> i64 {
        self.info.with(|it| which(it)) as i64
    }
}

fn span(it: Duration) -> TimeSpan {
    TimeSpan(i64::try_from(it.as_nanos() / 100).unwrap_or(i64::MAX))
}

fn missing(id: i32) -> Interrupt {
    Fault::new("System.ArgumentException", format!("Process with an Id of {id} is not running.")).into()
}

#[ps_type("System.Diagnostics.Process", interfaces = [IDISPOSABLE])]
impl Process {
    /// The one that runs this script.
    #[ps]
    fn get_current_process(context: &mut dyn Context) -> Result<Value> {
        let id = context.system().process_id();
        context.system().process(id).map(Self::value).map_err(|_| missing(id as i32))
    }

    /// One by its number.
    #[ps]
    fn get_process_by_id(context: &mut dyn Context, process_id: i32) -> Result<Value> {
        let found = context.system().process(process_id as u32);
        found.map(Self::value).map_err(|_| missing(process_id))
    }

    /// All of them.
    #[ps]
    fn get_processes(context: &mut dyn Context) -> Vec<Value> {
        context.system().processes().unwrap_or_default().into_iter().map(Self::value).collect()
    }

    /// Those with a name.
    #[ps]
    fn get_processes_by_name(context: &mut dyn Context, process_name: &str) -> Vec<Value> {
        let all = context.system().processes().unwrap_or_default().into_iter();
        all.filter(|it| it.name.eq_ignore_ascii_case(process_name)).map(Self::value).collect()
    }

    /// Its number.
    #[ps(get)]
    fn id(&self) -> i32 {
        self.id as i32
    }

    /// Its name.
    #[ps(get)]
    fn process_name(&self) -> String {
        self.short_name()
    }
    /// Its name.
    #[ps(get, added = "AliasProperty")]
    fn name(&self) -> String {
        self.short_name()
    }

    /// The file of its program.
    #[ps(get, added = "ScriptProperty")]
    fn path(&self) -> Option<String> {
        self.info.with(|it| it.path.as_ref().map(|it| it.to_string_lossy().into_owned()))
    }

    /// The words of its command line.
    #[ps(get, added = "ScriptProperty")]
    fn command_line(&self) -> Option<String> {
        self.info.with(|it| (!it.arguments.is_empty()).then(|| it.arguments.join(" ")))
    }

    /// It has ended.
    #[ps(get)]
    fn has_exited(&self, context: &mut dyn Context) -> bool {
        self.ended(context).is_some()
    }

    /// Its exit status.
    #[ps(get)]
    fn exit_code(&self, context: &mut dyn Context) -> Result<i32> {
        match self.ended(context) {
            Some(Ended::Known(exit, _)) => Ok(exit.code),
            Some(Ended::Gone) => {
                let message =
                    "Process was not started by this object, so requested information cannot be determined.";
                Err(Fault::new("System.InvalidOperationException", message).into())
            }
            None => {
                let message = "Process must exit before requested information can be determined.";
                Err(Fault::new("System.InvalidOperationException", message).into())
            }
        }
    }

    /// When it ended.
    #[ps(get)]
    fn exit_time(&self, context: &mut dyn Context) -> Result<Option<DateTime>> {
        Ok(match self.ended(context) {
            Some(Ended::Known(_, time)) => Some(time),
            _ => None,
        })
    }

    /// When it started.
    #[ps(get)]
    fn start_time(&self) -> Option<DateTime> {
        let started = self.info.with(|it| it.started)?;
        Some(DateTime { ticks: ticks_of(started), kind: Kind::Utc }.to_local())
    }

    /// Time it kept a processor busy.
    #[ps(get)]
    fn total_processor_time(&self) -> TimeSpan {
        span(self.info.with(|it| it.user_time + it.system_time))
    }
    /// Time spent in the program itself.
    #[ps(get)]
    fn user_processor_time(&self) -> TimeSpan {
        span(self.info.with(|it| it.user_time))
    }
    /// Time spent in the kernel for it.
    #[ps(get)]
    fn privileged_processor_time(&self) -> TimeSpan {
        span(self.info.with(|it| it.system_time))
    }
    /// Seconds it kept a processor busy.
    #[ps("CPU", get, added = "ScriptProperty")]
    fn cpu(&self) -> f64 {
        self.info.with(|it| (it.user_time + it.system_time).as_secs_f64())
    }

    /// Memory in use.
    #[ps("WorkingSet64", get)]
    fn working_set64(&self) -> i64 {
        self.bytes(|it| it.working_set)
    }
    /// Memory in use.
    #[ps("WorkingSet", get)]
    fn working_set(&self) -> i32 {
        self.bytes(|it| it.working_set) as i32
    }
    /// Memory in use.
    #[ps("WS", get, added = "AliasProperty")]
    fn ws(&self) -> i64 {
        self.bytes(|it| it.working_set)
    }
    /// Memory shared with nobody.
    #[ps("PrivateMemorySize64", get)]
    fn private_memory64(&self) -> i64 {
        self.bytes(|it| it.private_memory)
    }
    /// Memory that can be paged out: none on Linux.
    #[ps("PagedMemorySize64", get)]
    fn paged_memory64(&self) -> i64 {
        let _ = &self.info;
        0
    }
    /// Memory that can be paged out: none on Linux.
    #[ps("PM", get, added = "AliasProperty")]
    fn pm(&self) -> i64 {
        self.paged_memory64()
    }
    /// Memory of the system that cannot be paged out: none on Linux.
    #[ps("NPM", get, added = "AliasProperty")]
    fn npm(&self) -> i64 {
        self.paged_memory64()
    }
    /// Address space.
    #[ps("VirtualMemorySize64", get)]
    fn virtual_memory64(&self) -> i64 {
        self.bytes(|it| it.virtual_memory)
    }
    /// Address space.
    #[ps("VM", get, added = "AliasProperty")]
    fn vm(&self) -> i64 {
        self.bytes(|it| it.virtual_memory)
    }

    /// Open files.
    #[ps(get)]
    fn handle_count(&self) -> i32 {
        self.info.with(|it| it.handles) as i32
    }
    /// Open files.
    #[ps(get, added = "AliasProperty")]
    fn handles(&self) -> i32 {
        self.handle_count()
    }

    /// Its session's number.
    #[ps(get)]
    fn session_id(&self) -> i32 {
        self.info.with(|it| it.session) as i32
    }
    /// Its session's number.
    #[ps("SI", get, added = "AliasProperty")]
    fn si(&self) -> i32 {
        self.session_id()
    }

    /// Its niceness as a priority.
    #[ps(get)]
    fn base_priority(&self) -> i32 {
        self.info.with(|it| 8 - it.nice / 2)
    }

    /// The machine: this one.
    #[ps(get)]
    fn machine_name(&self) -> &'static str {
        let _ = &self.info;
        "."
    }

    /// It answers.
    #[ps(get)]
    fn responding(&self) -> bool {
        let _ = &self.info;
        true
    }

    /// The title of its window: none.
    #[ps(get)]
    fn main_window_title(&self) -> &'static str {
        let _ = &self.info;
        ""
    }

    /// The process that started it.
    #[ps(get, added = "CodeProperty")]
    fn parent(&self, context: &mut dyn Context) -> Value {
        let parent = self.info.with(|it| it.parent);
        context.system().process(parent).map(Self::value).unwrap_or_default()
    }

    /// Waits for its end; false when the milliseconds are over before.
    #[ps]
    fn wait_for_exit(&self, context: &mut dyn Context, milliseconds: i32) -> Result<bool> {
        let limit = u64::try_from(milliseconds).ok().map(Duration::from_millis);
        self.wait(context, limit)
    }
    #[ps("WaitForExit")]
    fn wait_for_ever(&self, context: &mut dyn Context) -> Result<()> {
        self.wait(context, None).map(|_| ())
    }
    #[ps("WaitForExit")]
    fn wait_for_span(&self, context: &mut dyn Context, timeout: TimeSpan) -> Result<bool> {
        let limit = u64::try_from(timeout.0).ok().map(|it| Duration::from_nanos(it.saturating_mul(100)));
        self.wait(context, limit)
    }

    /// Ends it at once; with those it started when wanted.
    #[ps]
    fn kill(&self, context: &mut dyn Context, entire_process_tree: Option<bool>) -> Result<()> {
        if self.ended(context).is_some() {
            return Ok(());
        }
        let done = context.system().kill_process(self.id, entire_process_tree == Some(true));
        done.map_err(|it| {
            let message = psp_host::error_text(&it);
            Fault::new("System.ComponentModel.Win32Exception", message).into()
        })
    }

    /// Looks at it again.
    #[ps]
    fn refresh(&self, context: &mut dyn Context) {
        if let Ok(found) = context.system().process(self.id) {
            self.info.with(|it| *it = found);
        }
    }

    /// Nothing is held open.
    #[ps]
    fn close(&self) {
        let _ = &self.info;
    }
    #[ps]
    fn dispose(&self) {
        let _ = &self.info;
    }
}
