//! What calls answer.

use std::fmt;

use super::errno;

/// What a call returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An errno, with a name or without.
    Errno(u16),
    /// The good half of a WIT `result`.
    Ok,
    /// The other half of a WIT `result`, by the name of its case.
    Err(&'static str),
    /// Nothing that says how the call went: the function has no result, or a plain value.
    Returned,
    /// A number that is not known to be an errno.
    Number(u64),
    /// The call returned before it had finished, and nothing is known yet of how it went.
    Started,
    /// What was to be copied between the guest and the other end of a stream was copied, or some of it.
    Completed,
    /// The other end of the stream was dropped, after what was copied.
    Dropped,
    /// The call was cancelled, after what was copied.
    Cancelled,
    /// The call did not return, or has not yet.
    Pending,
}

impl Answer {
    /// Whether the call returned, and said nothing of a failure.
    pub fn is_success(self) -> bool {
        matches!(
            self,
            Answer::Errno(0) | Answer::Ok | Answer::Returned | Answer::Completed
        )
    }

    /// Whether the call said that it has failed.
    pub fn is_failure(self) -> bool {
        matches!(self, Answer::Errno(1..) | Answer::Err(_))
    }
}

/// The name as in an expectation: `addrnotavail`, `returns`, `?` for a call that did not return. With `{:#}` an errno
/// other than `success` also has its number: `addrnotavail (4)`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Errno(number) => match errno::errno(*number) {
                Some(errno) if f.alternate() && *number != 0 => write!(f, "{errno}"),
                _ => f.write_str(&errno::show_errno(*number)),
            },
            Answer::Ok => f.write_str("ok"),
            Answer::Err(case) => write!(f, "err({case})"),
            Answer::Returned => f.write_str("returns"),
            Answer::Number(number) => write!(f, "{number}"),
            Answer::Started => f.write_str("started"),
            Answer::Completed => f.write_str("completed"),
            Answer::Dropped => f.write_str("dropped"),
            Answer::Cancelled => f.write_str("cancelled"),
            Answer::Pending => f.write_str("?"),
        }
    }
}
