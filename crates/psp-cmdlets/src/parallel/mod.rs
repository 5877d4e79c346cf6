//! PSParallelPipeline's command.

mod invoke_parallel;

use psp_runtime::BuiltinModule;

/// The module.
pub(super) static MODULE: BuiltinModule =
    BuiltinModule { name: "PSParallelPipeline", cmdlets: &[invoke_parallel::InvokeParallel::DEF] };
