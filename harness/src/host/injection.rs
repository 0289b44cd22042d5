//! The header key `inject`: which operation is answered which errno, and how often.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{HostErrno, Operation};

/// What system calls of a runtime are answered in the place of the kernel, from the question of the case on.
///
/// It is written as `"accept ECONNABORTED"`: the first one only; `"accept EINTR 3"`: the first three; `"accept EMFILE always"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Injection {
    /// The operation that the system call serves.
    pub operation: Operation,
    /// What it is answered.
    pub errno: HostErrno,
    /// How often.
    pub times: Times,
}

/// How many calls are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// The first so many, at least one; all that come after them go through.
    First(u32),
    /// All.
    Always,
}

impl FromStr for Injection {
    type Err = String;

    fn from_str(text: &str) -> Result<Injection, String> {
        let mut words = text.split_whitespace();
        let (Some(operation), Some(errno)) = (words.next(), words.next()) else {
            return Err(format!(
                "`{text}` is no injection: it is an operation and an errno of the host, as in `accept ECONNABORTED`"
            ));
        };
        let operation = Operation::named(operation).ok_or_else(|| {
            let known: Vec<_> = Operation::all().map(Operation::name).collect();
            let known = known.join(", ");
            format!("`{operation}` is no operation of the host; these are: {known}")
        })?;
        let errno = HostErrno::named(errno)
            .ok_or_else(|| format!("`{errno}` is no errno of the host, as ECONNABORTED is"))?;
        let times = match words.next() {
            None => Times::First(1),
            Some("always") => Times::Always,
            Some(number) => match number.parse() {
                Ok(number) if number > 0 => Times::First(number),
                _ => {
                    return Err(format!(
                        "`{number}` does not say how often: it is a number from 1 on, or `always`"
                    ));
                }
            },
        };
        match words.next() {
            None => Ok(Injection {
                operation,
                errno,
                times,
            }),
            Some(more) => Err(format!("`{more}` stands behind a whole injection")),
        }
    }
}

impl fmt::Display for Injection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.operation.name(), self.errno)?;
        match self.times {
            Times::First(1) => Ok(()),
            Times::First(times) => write!(f, " {times}"),
            Times::Always => f.write_str(" always"),
        }
    }
}

impl TryFrom<String> for Injection {
    type Error = String;

    fn try_from(text: String) -> Result<Injection, String> {
        text.parse()
    }
}

impl From<Injection> for String {
    fn from(injection: Injection) -> String {
        injection.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_injection_is_written_as_it_is_read() {
        for text in [
            "accept ECONNABORTED",
            "so-error ETIMEDOUT 3",
            "recv EINTR always",
        ] {
            let injection: Injection = text.parse().unwrap();
            assert_eq!(injection.to_string(), text);
        }
        let once: Injection = "bind EADDRINUSE 1".parse().unwrap();
        assert_eq!(once.times, Times::First(1));
    }

    #[test]
    fn what_is_none_is_told() {
        for (text, told) in [
            ("accept", "`accept` is no injection"),
            ("steal EINTR", "`steal` is no operation"),
            ("accept EINTER", "`EINTER` is no errno"),
            ("accept EINTR 0", "`0` does not say how often"),
            ("accept EINTR 2 x", "`x` stands behind"),
        ] {
            let error = text.parse::<Injection>().unwrap_err();
            assert!(error.starts_with(told), "{error}");
        }
    }
}
