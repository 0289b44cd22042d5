//! What a command says: on standard output what it was asked for, on standard error how it fares.
//!
//! Whoever reads may have hung up, and a disk may be full. The macros of the standard library panic then, which looks like a fault
//! of this program and loses what it has yet to do.

use std::fmt::Display;
use std::io::{self, Write as _};

/// Standard output that cannot be written to.
#[derive(Debug, thiserror::Error)]
#[error("standard output cannot be written to: {0}")]
pub(super) struct Unsaid(#[from] io::Error);

impl Unsaid {
    /// Whether its reader has hung up, and wants to hear no more.
    pub(super) fn is_unheard(&self) -> bool {
        self.0.kind() == io::ErrorKind::BrokenPipe
    }
}

/// Writes to standard output.
///
/// # Errors
/// [`Unsaid`] when it, or what was written to it before, cannot be written.
pub(super) fn say(text: impl Display) -> Result<(), Unsaid> {
    let mut out = anstream::stdout().lock();
    write!(out, "{text}")?;
    // What stays behind in a buffer would be lost without a word.
    out.flush()?;
    Ok(())
}

/// Writes bytes to standard output, as they are.
///
/// # Errors
/// As of [`say`].
pub(super) fn say_bytes(bytes: &[u8]) -> Result<(), Unsaid> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// Writes a line to standard error. Where that cannot be written to, there is nobody to be told.
pub(crate) fn warn(line: impl Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
