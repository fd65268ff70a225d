//! The command line twin: the same core without a browser.
//!
//! Invariants: it touches no network, and writes no file unless told; the exit status is 0, 1 or 2
//! as the contract has it; bad input gets one sentence on standard error, never a panic.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::run(std::env::args_os().skip(1).collect())
}
