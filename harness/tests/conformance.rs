//! Every trial is a test, compared with its snapshot.

use std::process::ExitCode;

fn main() -> ExitCode {
    wasock::test(wasock::column::embedded())
}
