//! From the numbers and bytes of a report to names and values.

use std::fmt;

use crate::record::{Moment, Record};

use super::role::Role;
use super::value::{Atom, Value};
use super::witx::errno;
use super::{Function, lookup, shown};

/// A call with its parameters and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The name of the function; with its module where it is a step of the scripted peer, and no call of WASI.
    pub name: String,
    /// The description of the function, where an interface has it with these parameters.
    pub function: Option<Function>,
    /// What the call was given: all but lengths and the pointers through which it answers. Such a pointer is here only
    /// when it is out of bounds.
    pub args: Vec<Field>,
    /// What it returned.
    pub answer: Answer,
    /// What it wrote, when it succeeded. Structs of `fd_fdstat_get` and the like are spread into their fields.
    pub outs: Vec<Field>,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name, empty for the parameters of an unknown function.
    pub name: &'static str,
    /// The value.
    pub value: Value,
    /// What it is to the socket that the call is about.
    pub role: Option<Role>,
}

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
    /// The call did not return, or has not yet.
    Pending,
}

impl Answer {
    /// Whether the call returned, and said nothing of a failure.
    pub fn is_success(self) -> bool {
        matches!(self, Answer::Errno(0) | Answer::Ok | Answer::Returned)
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
            Answer::Pending => f.write_str("?"),
        }
    }
}

impl Field {
    /// The field as a trace shows it: `fd=4`. For `atoms` see [`Value::render`].
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        let value = self.value.render(atoms);
        if self.name.is_empty() {
            value
        } else {
            format!("{}={value}", self.name)
        }
    }
}

impl Decoded {
    /// The call on one line: `sock_open(af=inet4, type=stream, proto=tcp) -> success fd=4`.
    ///
    /// `atoms` writes each descriptor and each port, in the order in which they stand.
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        self.line(&self.answer.to_string(), atoms)
    }

    fn line(&self, answer: &str, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        let args: Vec<_> = self.args.iter().map(|field| field.render(atoms)).collect();
        let mut line = format!("{}({}) -> {answer}", self.name, args.join(", "));
        for field in &self.outs {
            line.push(' ');
            line.push_str(&field.render(atoms));
        }
        line
    }
}

/// The line of [`Decoded::render`] with descriptors and ports as they are; with `{:#}`, which is for people, the answer
/// is that of [`Answer`]'s `{:#}`.
impl fmt::Display for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if f.alternate() {
            format!("{:#}", self.answer)
        } else {
            self.answer.to_string()
        };
        f.write_str(&self.line(&answer, &mut |atom| atom.to_string()))
    }
}

/// Decodes the call that `enter` reports; `exit` is the last that was reported of it besides, if anything was.
///
/// A function that is in no table, or is not imported with as many parameters as the table has, is shown with its plain
/// numbers. What the report does not have is [`Value::Unknown`].
pub fn decode(enter: &Record, exit: Option<&Record>) -> Decoded {
    let args = match &enter.moment {
        Moment::Enter(args) => args.as_slice(),
        _ => &[],
    };
    let known =
        lookup(&enter.module, &enter.name).filter(|function| function.parameters() == args.len());
    let started = exit.is_some_and(|exit| matches!(exit.moment, Moment::Started { .. }));
    let end = exit.filter(|_| !started);
    let (given, answer, outs) = match known {
        Some(function) => function.decode(args, &enter.image, end),
        None => {
            let plain = args.iter().map(|number| Field {
                name: "",
                value: Value::Number(*number),
                role: None,
            });
            (plain.collect(), unknown(end), Vec::new())
        }
    };
    Decoded {
        name: shown(&enter.module, &enter.name),
        function: known,
        args: given,
        answer: match started {
            true => Answer::Started,
            false => answer,
        },
        outs,
    }
}

/// What a call of a function returned that nothing is known of.
fn unknown(end: Option<&Record>) -> Answer {
    match end.map(|end| end.moment.result()) {
        None => Answer::Pending,
        Some(None) => Answer::Returned,
        Some(Some(number)) => Answer::Number(number),
    }
}
