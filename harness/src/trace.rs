//! Traces: the calls that a guest reported, decoded.

use crate::host::HostCall;
use crate::interface::{self, Decoded, Function, Role, Value};
use crate::record::{Moment, Record, Site};

pub use crate::interface::Answer;

/// One call of a WASI import.
#[derive(Debug, Clone)]
pub struct Call {
    /// Where in the guest the call stands.
    pub site: Site,
    /// Which thread of the guest has made it, in the order in which they have first reported; 0 of a guest without threads.
    pub thread: u32,
    /// When it was entered, and when it returned if it has: its places in the order of all that was reported.
    pub span: (usize, Option<usize>),
    /// The import module of the function.
    pub module: String,
    /// What was called with what, and what came back.
    pub decoded: Decoded,
    /// How many calls had been entered when the guest was told how this one went; `None` where it was told when the call
    /// returned, or never.
    pub later: Option<usize>,
    /// Whether it was seen to wait, and the peer then took a step that was kept for that.
    pub waited: bool,
    /// What the runtime was seen asking of the host while the guest was in the call: the first of it, and one more where there was more.
    pub host: Vec<HostCall>,
}

/// How much is shown of what a runtime asks of the host for one call. One that spins asks without end.
const MOST: usize = 1000;

impl Call {
    /// Shows what the runtime asked of the host, a line each.
    pub fn host_lines(&self) -> Vec<String> {
        let asked = self.host.iter().take(MOST).map(ToString::to_string);
        let more = (self.host.len() > MOST).then(|| "and more".to_owned());
        asked.chain(more).collect()
    }

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

    /// Whether this is the call that ends its thread and therefore never returns.
    pub fn ends_its_thread(&self) -> bool {
        self.decoded.function.is_some_and(Function::ends_its_thread)
    }

    /// Whether this is a step of the peer that is to be taken once the call after it waits, and was not taken.
    pub fn is_kept(&self) -> bool {
        self.module == interface::WAITING && !self.returned()
    }

    /// Whether the guest is in this call: it was made and has not returned.
    pub fn is_open(&self) -> bool {
        !self.returned() && !self.is_kept()
    }

    /// Returns the call as it was when it returned, of one of which the guest is told later how it went.
    pub fn started(&self) -> Call {
        let mut call = self.clone();
        call.decoded.answer = Answer::Started;
        call.decoded.outs.clear();
        call
    }

    /// Whether it is there only to wait for other calls.
    pub fn only_waits(&self) -> bool {
        self.decoded.function.is_some_and(Function::only_waits)
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
    /// How much was reported.
    told: usize,
    /// Whether the guest fills what a call is to write to.
    blanks: bool,
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
    /// Makes the trace of a guest that fills what a call is to write to, so that what was left unwritten is known.
    pub fn of_blanks() -> Trace {
        Trace {
            blanks: true,
            ..Trace::default()
        }
    }

    /// Takes the next record; `None` if it is of no call that is under way, or tells nothing yet.
    pub fn push(&mut self, record: &Record) -> Option<Told> {
        // A step that is kept until a call waits is not taken when the guest has its answer.
        if record.module == interface::WAITING && record.moment == Moment::Exit(Some(0)) {
            return None;
        }
        // Calls nest when the host calls back into the guest, so the innermost that has not returned is the one that does.
        let number = match &record.moment {
            Moment::Enter(_) => return Some(self.enter(record)),
            Moment::Exit(_) | Moment::Started { .. } => None,
            Moment::Later { number, .. } => Some(*number),
        };
        let is_it = |open: &Open| {
            let Record {
                site,
                thread,
                module,
                name,
                ..
            } = &open.enter;
            (*site, *thread, module, name)
                == (record.site, record.thread, &record.module, &record.name)
                && open.number == number
        };
        let at = self.open.iter().rposition(is_it)?;
        let index = self.open[at].index;
        self.calls[index].decoded = interface::decode(&self.open[at].enter, Some(record));
        if let Moment::Started { number, .. } = &record.moment {
            self.open[at].number = Some(*number);
            return Some(Told::Started(index));
        }
        let finished = self.open.remove(at);
        self.leave(index);
        // What was kept for it was for nothing.
        let thread = finished.enter.thread;
        if !self.calls[index].only_waits() {
            self.open.retain(|open| {
                open.enter.module != interface::WAITING || open.enter.thread != thread
            });
        }
        if self.blanks {
            interface::mark_unwritten(&mut self.calls[index].decoded, &finished.enter, record);
        }
        self.calls[index].later = number.map(|_| self.calls.len());
        Some(Told::Finished(index))
    }

    /// Takes it that the peer has taken the step on `line`, since the call that it was kept for waits; `None` if there is no such
    /// step.
    pub fn waited(&mut self, line: u32) -> Option<Told> {
        let is_step = |open: &Open| {
            open.enter.module == interface::WAITING && open.enter.site == Site::Line(line)
        };
        let at = self.open.iter().rposition(is_step)?;
        let step = self.open.remove(at);
        let mut open = self.open.iter().rev();
        let is_it = |open: &&Open| {
            open.enter.thread == step.enter.thread
                && !interface::is_peer(&open.enter.module)
                && !self.calls[open.index].only_waits()
        };
        let call = open.find(is_it)?;
        self.calls[call.index].waited = true;
        self.calls[step.index].decoded.answer = Answer::Errno(0);
        self.leave(step.index);
        Some(Told::Finished(step.index))
    }

    /// Takes it that the runtime has made a call of the host. It is for the call of the guest that was entered last and has not
    /// returned, as far as can be told; where there is none it is given back.
    pub fn host(&mut self, call: &HostCall) -> Option<HostCall> {
        let mut open = self.open.iter().rev();
        let is_it = |open: &&Open| open.number.is_none() && !interface::is_peer(&open.enter.module);
        match open.find(is_it) {
            Some(open) => {
                let asked = &mut self.calls[open.index].host;
                if asked.len() <= MOST {
                    asked.push(call.clone());
                }
                None
            }
            None => Some(call.clone()),
        }
    }

    fn enter(&mut self, record: &Record) -> Told {
        let index = self.calls.len();
        self.told += 1;
        self.open.push(Open {
            index,
            enter: record.clone(),
            number: None,
        });
        self.calls.push(Call {
            site: record.site,
            thread: record.thread,
            span: (self.told, None),
            module: record.module.clone(),
            decoded: interface::decode(record, None),
            later: None,
            waited: false,
            host: Vec::new(),
        });
        Told::Entered(index)
    }

    fn leave(&mut self, index: usize) {
        self.told += 1;
        self.calls[index].span.1 = Some(self.told);
    }
}

impl Trace {
    /// Gives the calls of a guest that has ended, those of each thread together: which of two threads made a call first is often
    /// left to the system, and so is no part of what was seen. Nor is which of several did what, where all do the same: those
    /// that the first one has started come in the order of what their calls came to.
    pub fn by_thread(self) -> Vec<Call> {
        let mut calls = self.calls;
        // Where a call may finish later, its place among the others tells when; guests of such an interface have one thread.
        if calls.iter().any(|call| call.later.is_some()) {
            return calls;
        }
        calls.sort_by_key(|call| call.thread);
        let mut threads: Vec<Vec<Call>> = Vec::new();
        for call in calls {
            match threads.last_mut() {
                Some(last) if last[0].thread == call.thread => last.push(call),
                _ => threads.push(vec![call]),
            }
        }
        if let Some((_, started)) = threads.split_first_mut() {
            let shown = |call: &Call| (call.site, call.decoded.to_string());
            started.sort_by_cached_key(|calls| calls.iter().map(shown).collect::<Vec<_>>());
        }
        threads.concat()
    }

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
    /// A step that the guest does not wait for is there for the call that the guest has entered with it. If this call has
    /// returned, what became of the step is of no interest, and whether it failed may depend on how the guest ended.
    pub fn correct(&mut self, failed: &[(u32, u16)]) -> Vec<(u32, u16)> {
        let mut counted = Vec::new();
        for (line, errno) in failed {
            let is_it = |call: &Call| {
                call.site == Site::Line(*line)
                    && [interface::MEANWHILE, interface::WAITING].contains(&call.module.as_str())
            };
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

    /// The report of a guest that comes to a step of the peer and makes the call after it.
    const KEPT: &str = "> L1 peer.waiting.send(0, 1) @0=61\n\
                        < L1 peer.waiting.send = 0\n\
                        > L2 wasix_32v1.fd_close(4)\n";

    #[test]
    fn a_step_that_is_kept_is_taken_when_the_call_waits() {
        let mut trace = Trace::default();
        push(&mut trace, KEPT);
        assert!(trace.calls[0].is_kept());
        assert_eq!(trace.waited(2), None);
        assert_eq!(trace.waited(1), Some(Told::Finished(0)));
        assert_eq!(trace.waited(1), None, "it is taken once");
        push(&mut trace, "< L2 wasix_32v1.fd_close = 0\n");
        assert_eq!(trace.calls[0].answer(), Answer::Errno(0));
        assert!(trace.calls[1].waited && trace.calls[1].returned());
    }

    #[test]
    fn a_step_that_is_kept_is_not_taken_when_the_call_returns() {
        let mut trace = Trace::default();
        push(&mut trace, KEPT);
        push(&mut trace, "< L2 wasix_32v1.fd_close = 0\n");
        assert_eq!(trace.waited(1), None);
        assert!(trace.calls[0].is_kept() && !trace.calls[0].is_open());
        assert!(!trace.calls[1].waited);
    }

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
