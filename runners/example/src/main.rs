//! All commands of `wasock`, on the vendor's columns: `cargo run -- run wasip1`.

use std::process::ExitCode;

fn main() -> ExitCode {
    wasock::main(tiny::columns())
}
