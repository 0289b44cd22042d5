//! The processes of a trial, as /proc lists them.

use std::fs;
use std::io;
use std::path::Path;

use rustix::process::Pid;

/// Gives the numbers of the children of `init`, which has one thread.
///
/// # Errors
/// It is gone, or the system does not show such things.
pub fn of_init(init: Pid) -> io::Result<Vec<i32>> {
    let init = init.as_raw_nonzero();
    children(Path::new(&format!("/proc/{init}/task/{init}")))
}

/// Gives the numbers of the processes that a thread has started, whose folder in /proc this is.
///
/// # Errors
/// It is gone, or the system does not show such things.
pub fn children(thread: &Path) -> io::Result<Vec<i32>> {
    let listed = fs::read_to_string(thread.join("children"))?;
    let words = listed.split_ascii_whitespace();
    Ok(words.filter_map(|word| word.parse().ok()).collect())
}
