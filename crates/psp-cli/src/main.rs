//! The program `psp`: arguments, exit codes.

mod arguments;
mod run;

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    run::main()
}
