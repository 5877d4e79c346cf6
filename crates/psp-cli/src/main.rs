//! The program `psp`: arguments, REPL, exit codes.

fn main() {}
