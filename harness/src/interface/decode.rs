//! From the numbers and bytes of a report to names and values.

use std::fmt;

use crate::record::{Moment, Read, Record};

use super::answer::Answer;
use super::function::Function;
use super::place::{At, BLANK};
use super::role::Field;
use super::value::{Atom, Value};
use super::{lookup, shown};

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

impl Decoded {
    /// Returns the call on one line: `sock_open(af=inet4, type=stream, proto=tcp) -> success fd=4`.
    ///
    /// `atoms` writes each descriptor and each port, in the order in which they stand.
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        self.line(&self.answer.to_string(), atoms)
    }

    /// The same with this in the place of the answer.
    pub(crate) fn line(&self, answer: &str, atoms: &mut dyn FnMut(Atom) -> String) -> String {
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

/// Marks what a call that succeeded has not written: what it was to write to was filled with [`BLANK`] before the call, which
/// `enter` and `exit` report, and holds nothing else.
pub(crate) fn mark_unwritten(decoded: &mut Decoded, enter: &Record, exit: &Record) {
    let (Moment::Enter(args), Some(function)) = (&enter.moment, decoded.function) else {
        return;
    };
    let places = function.places();
    let is_blank = |at: At| match at {
        At::Result => false,
        At::Memory { ptr, offset, size } => {
            let read = exit
                .image
                .read(args[ptr] + u64::from(offset), size as usize);
            matches!(read, Read::Bytes(bytes) if bytes.iter().all(|byte| *byte == BLANK))
        }
    };
    for field in &mut decoded.outs {
        let mut places = places
            .iter()
            .filter(|place| place.field == field.name)
            .peekable();
        // A call that writes an array may have had nothing to put into it.
        let is_empty = matches!(field.value, Value::List { len: 0, .. });
        let is_there = places.peek().is_some();
        if is_there && !is_empty && places.all(|place| is_blank(place.at)) {
            field.value = Value::Unwritten;
        }
    }
}

/// Returns what a call of a function returned that nothing is known of.
fn unknown(end: Option<&Record>) -> Answer {
    match end.map(|end| end.moment.result()) {
        None => Answer::Pending,
        Some(None) => Answer::Returned,
        Some(Some(number)) => Answer::Number(number),
    }
}
