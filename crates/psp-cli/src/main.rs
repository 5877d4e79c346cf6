//! The program `psp`: arguments, exit codes.

mod arguments;
mod run;

use mimalloc::MiMalloc;
use psp_host::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    run::main()
}
