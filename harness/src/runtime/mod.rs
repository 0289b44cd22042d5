//! Runtimes that are commands: the files that describe them, where they are found, and the columns that are made of them.
//!
//! ```text
//! runners/NAME/runner.toml        what the command is called with, and how it says what
//!    | find                       the program: given, installed, or where PATH says
//!    | version                    what its version command prints
//!    v
//! Column::command                 the column NAME-VERSION
//!    | probe                      each claim is tried before a run
//! ```

mod file;
mod find;
mod install;
mod line;
mod place;
mod placeholder;
mod probe;
mod program;
mod version;

pub(crate) use find::{RuntimeError, Runtimes};
pub(crate) use line::on_the_command_line;
pub(crate) use place::Runtime;
pub(crate) use probe::{Probed, probe};
