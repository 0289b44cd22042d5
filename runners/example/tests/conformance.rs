//! Every trial on the vendor's columns is a test: `cargo test`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wasock::test(tiny::columns())
}
