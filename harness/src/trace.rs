//! Traces: the calls that a guest reported, decoded.

use crate::interface::{self, Decoded, Function, Role, Value};
use crate::record::{Moment, Record, Site};

pub use crate::interface::Answer;

/// One call of a WASI import.
#[derive(Debug, Clone)]
pub struct Call {
    /// Where in the guest the call stands.
    pub site: Site,
    /// The import module of the function.
    pub module: String,
    /// What was called with what, and what came back.
    pub decoded: Decoded,
    /// How many calls had been entered when the guest was told how this one went; `None` where it was told when the call
    /// returned, or never.
    pub later: Option<usize>,
}

impl Call {
    /// Returns what came back.
    pub fn answer(&self) -> Answer {
        self.decoded.answer
    }

    /// Whether the call returned, finished or not.
    pub fn returned(&self) -> bool {
        self.answer() != Answer::Pending
    }

    /// Whether the guest was told how the call went: when it returned, or later.
    pub fn finished(&self) -> bool {
        self.returned() && self.answer() != Answer::Started
    }

    /// Whether this is the call that ends the guest and therefore never returns.
    pub fn ends_the_guest(&self) -> bool {
        let function = self.decoded.function;
        function.is_some_and(Function::ends_the_guest)
    }

    /// Returns the handle that the call drops, if it drops one.
    pub fn dropped(&self) -> Option<&Value> {
        let closes = self.decoded.function.is_some_and(Function::closes);
        self.decoded
            .given(Role::Asked)
            .filter(|_| closes && self.returned())
    }

    /// Returns the text of an out-parameter, or else of an argument, as expectations compare it.
    pub fn field(&self, name: &str) -> Option<String> {
        let named = |fields: &[interface::Field]| {
            fields
                .iter()
                .find(|field| field.name == name)
                .map(|field| field.value.to_string())
        };
        named(&self.decoded.outs).or_else(|| named(&self.decoded.args))
    }
}

/// The calls of a guest, put together from its records as they come.
#[derive(Debug, Default)]
pub struct Trace {
    /// The calls, in the order in which they were entered. One that has not returned has an answer that is pending.
    pub calls: Vec<Call>,
    /// The calls that have not finished.
    open: Vec<Open>,
}

/// A call that has not finished.
#[derive(Debug)]
struct Open {
    index: usize,
    enter: Record,
    /// The number by which the guest will be told of it, if it has returned.
    number: Option<u64>,
}

/// What a record has told of the call that has this index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// That it was made.
    Entered(usize),
    /// That it returned and has not finished.
    Started(usize),
    /// How it went.
    Finished(usize),
}

impl Trace {
    /// Takes the next record; `None` if it is of no call that is under way.
    pub fn push(&mut self, record: &Record) -> Option<Told> {
        // Calls nest when the host calls back into the guest, so the innermost that has not returned is the one that does.
        let number = match &record.moment {
            Moment::Enter(_) => return Some(self.enter(record)),
            Moment::Exit(_) | Moment::Started { .. } => None,
            Moment::Later { number, .. } => Some(*number),
        };
        let is_it = |open: &Open| {
            let Record {
                site, module, name, ..
            } = &open.enter;
            (*site, module, name) == (record.site, &record.module, &record.name)
                && open.number == number
        };
        let at = self.open.iter().rposition(is_it)?;
        let index = self.open[at].index;
        self.calls[index].decoded = interface::decode(&self.open[at].enter, Some(record));
        if let Moment::Started { number, .. } = &record.moment {
            self.open[at].number = Some(*number);
            return Some(Told::Started(index));
        }
        self.open.remove(at);
        self.calls[index].later = number.map(|_| self.calls.len());
        Some(Told::Finished(index))
    }

    fn enter(&mut self, record: &Record) -> Told {
        let index = self.calls.len();
        self.open.push(Open {
            index,
            enter: record.clone(),
            number: None,
        });
        self.calls.push(Call {
            site: record.site,
            module: record.module.clone(),
            decoded: interface::decode(record, None),
            later: None,
        });
        Told::Entered(index)
    }
}

impl Trace {
    /// Forgets calls that are finished, so that a long trace takes no more room than a short one. The first `kept` calls stay,
    /// and the last ones, at least as many.
    pub fn forget(&mut self, kept: usize) {
        if self.calls.len() <= 4 * kept {
            return;
        }
        let last = self.calls.len() - kept;
        let mut places = vec![None; self.calls.len()];
        for open in &self.open {
            places[open.index] = Some(0);
        }
        let (mut index, mut next) = (0, 0);
        self.calls.retain(|_| {
            let stays = index < kept || index >= last || places[index].is_some();
            places[index] = stays.then_some(next);
            next += usize::from(stays);
            index += 1;
            stays
        });
        for open in &mut self.open {
            open.index = places[open.index].expect("what is open stays");
        }
    }
}

impl Trace {
    /// Gives the steps of the peer that failed while the guest did not wait for them, and was told that they had succeeded,
    /// the errnos with which they failed. `failed` has their lines and errnos; those that count are given back.
    ///
    /// A step that the guest does not wait for is there for the call that the guest has entered meanwhile. If this call has
    /// returned, what became of the step is of no interest, and whether it failed may depend on how the guest ended.
    pub fn correct(&mut self, failed: &[(u32, u16)]) -> Vec<(u32, u16)> {
        let mut counted = Vec::new();
        for (line, errno) in failed {
            let is_it =
                |call: &Call| call.site == Site::Line(*line) && call.module == interface::MEANWHILE;
            let Some(step) = self.calls.iter().rposition(is_it) else {
                continue;
            };
            let mut after = self.calls[step..].iter();
            let entered = after.find(|call| !interface::is_peer(&call.module));
            if entered.is_some_and(|call| !call.finished()) {
                self.calls[step].decoded.answer = Answer::Errno(*errno);
                counted.push((*line, *errno));
            }
        }
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(trace: &mut Trace, report: &str) {
        for record in Record::all(report).unwrap() {
            trace.push(&record);
        }
    }

    #[test]
    fn a_long_trace_takes_no_more_room() {
        let mut trace = Trace::default();
        push(&mut trace, "> L1 wasix_32v1.fd_close(1)\n");
        push(
            &mut trace,
            "> L2 wasix_32v1.fd_close(2)\n< L2 wasix_32v1.fd_close = 0\n",
        );
        for number in 0..1000 {
            let line = 10 + number;
            push(
                &mut trace,
                &format!("> L{line} wasix_32v1.fd_sync(4)\n< L{line} wasix_32v1.fd_sync = 0\n"),
            );
            if number == 500 {
                push(&mut trace, "> L3 wasix_32v1.fd_close(3)\n");
            }
            trace.forget(8);
            assert!(trace.calls.len() <= 32);
        }
        // What is open is still found, and what comes first and last is there.
        push(
            &mut trace,
            "< L3 wasix_32v1.fd_close = 0\n< L1 wasix_32v1.fd_close = 8\n",
        );
        let at = |line| {
            let mut calls = trace.calls.iter();
            calls
                .find(|call| call.site == Site::Line(line))
                .map(Call::answer)
        };
        assert_eq!(at(1), Some(Answer::Errno(8)));
        assert_eq!(at(2), Some(Answer::Errno(0)));
        assert_eq!(at(3), Some(Answer::Errno(0)));
        assert_eq!(at(1009), Some(Answer::Errno(0)));
        assert_eq!(at(100), None);
    }
}
