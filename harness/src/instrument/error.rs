//! Why a guest cannot be made to report.

use crate::escape::escape;

/// A module that could not be rewritten.
#[derive(Debug, thiserror::Error)]
pub enum InstrumentError {
    /// The module that was given is not a valid core module.
    #[error("invalid module: {}", escape(&.0.to_string()))]
    Invalid(wasmparser::Error),
    /// The module uses something that the report cannot deal with.
    #[error("cannot trace {}", escape(.0))]
    Unsupported(String),
    /// The module was rewritten to something invalid, which is a fault of the instrumenter.
    #[error("instrumentation is broken: {}", escape(.0))]
    Broken(String),
}

/// Refuses what the report cannot deal with.
pub fn unsupported<T>(what: &str) -> Result<T, InstrumentError> {
    Err(InstrumentError::Unsupported(what.to_owned()))
}

/// Whether `text` can stand in a line of the report without being mistaken for its punctuation.
pub fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"()<>=@,".contains(&byte))
}
