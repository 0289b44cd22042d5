//! Traces: the calls that a guest reported, decoded, and the normalised text of them that snapshots hold.

use std::collections::BTreeMap;
use std::fmt;

use crate::expect::Expectation;
use crate::interface::{self, Atom, Decoded, Function, Role, Value};
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
}

impl Call {
    /// What came back.
    pub fn answer(&self) -> Answer {
        self.decoded.answer
    }

    /// Whether the call returned.
    pub fn answered(&self) -> bool {
        self.answer() != Answer::Pending
    }

    /// Whether this is the call that ends the guest and therefore never returns.
    pub fn ends_the_guest(&self) -> bool {
        let function = self.decoded.function;
        function.is_some_and(Function::ends_the_guest)
    }

    /// The handle that the call drops, if it drops one.
    fn dropped(&self) -> Option<&Value> {
        let closes = self.decoded.function.is_some_and(Function::closes);
        self.decoded
            .given(Role::Asked)
            .filter(|_| closes && self.answered())
    }

    /// The text of an out-parameter, or else of an argument, as expectations compare it.
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
    /// The calls that have not returned, with their first record.
    open: Vec<(usize, Record)>,
}

impl Trace {
    /// Takes the next record. If it is the end of a call, this is the call's index.
    pub fn push(&mut self, record: &Record) -> Option<usize> {
        let Moment::Exit(_) = record.moment else {
            self.open.push((self.calls.len(), record.clone()));
            let decoded = interface::decode(record, None);
            self.calls.push(Call {
                site: record.site,
                module: record.module.clone(),
                decoded,
            });
            return None;
        };
        // Calls nest when the host calls back into the guest, so the innermost open one has returned.
        let of_this = |(_, enter): &(usize, Record)| {
            (enter.site, &enter.module, &enter.name) == (record.site, &record.module, &record.name)
        };
        let (index, enter) = self.open.remove(self.open.iter().rposition(of_this)?);
        self.calls[index].decoded = interface::decode(&enter, Some(record));
        Some(index)
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
            if entered.is_some_and(|call| !call.answered()) {
                self.calls[step].decoded.answer = Answer::Errno(*errno);
                counted.push((*line, *errno));
            }
        }
        counted
    }
}

/// A call as it is recorded: with names in the place of what the run chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where in the guest the call stands.
    pub site: Site,
    /// The function with what it was given: `sock_listen(fd=$a, backlog=8)`.
    pub call: String,
    /// What came back.
    pub answer: Answer,
    /// What it wrote, each with its name: `fd=$b`.
    pub outs: Vec<String>,
}

/// The line of a snapshot: `L12 sock_listen(fd=$a, backlog=8) -> success`.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} -> {}", self.site, self.call, self.answer)?;
        self.outs.iter().try_for_each(|out| write!(f, " {out}"))
    }
}

/// Gives names to what a run chooses: descriptors, handles and ports that the runtime handed out.
///
/// Each gets the next free name when it first comes out of a call; one that the guest made up itself
/// is a constant of the case and stays a number.
#[derive(Debug, Default)]
pub struct Normaliser {
    names: BTreeMap<Atom, String>,
    descriptors: u8,
    ports: u8,
    handles: BTreeMap<&'static str, u32>,
}

impl Normaliser {
    fn given(&mut self, atom: Atom) -> String {
        if let Atom::Port(_) = atom {
            // A port that the guest chose stays itself when the runtime repeats it.
            self.names.entry(atom).or_insert_with(|| atom.to_string());
        }
        self.names
            .get(&atom)
            .cloned()
            .unwrap_or_else(|| atom.to_string())
    }

    fn received(&mut self, atom: Atom) -> String {
        // A port that the guest chose, with its bytes exchanged, is as constant as the one that it chose.
        let exchanged = match atom {
            Atom::Port(port) => self
                .names
                .get(&Atom::Port(port.swap_bytes()))
                .is_some_and(|name| !name.starts_with('$')),
            Atom::Fd(_) | Atom::Handle(..) => false,
        };
        if exchanged || matches!(atom, Atom::Fd(0..=2) | Atom::Port(0)) {
            return atom.to_string();
        }
        if let Some(name) = self.names.get(&atom) {
            return name.clone();
        }
        let (first, count, span) = match atom {
            Atom::Fd(_) => (b'a', &mut self.descriptors, 15),
            Atom::Port(_) => (b'p', &mut self.ports, 11),
            Atom::Handle(resource, _) => return self.handle(atom, resource),
        };
        // `$a` to `$o` are descriptors and `$p` to `$z` ports; then they begin again with a number.
        let letter = char::from(first + *count % span);
        let name = match *count / span {
            0 => format!("${letter}"),
            round => format!("${letter}{round}"),
        };
        *count = count.saturating_add(1);
        self.names.insert(atom, name.clone());
        name
    }

    /// A handle is called by its resource: `$tcp-socket`, `$tcp-socket2`.
    fn handle(&mut self, atom: Atom, resource: &'static str) -> String {
        let count = self.handles.entry(resource).or_default();
        *count += 1;
        let name = match *count {
            1 => format!("${resource}"),
            count => format!("${resource}{count}"),
        };
        self.names.insert(atom, name.clone());
        name
    }

    /// The line of a call, with names in the place of what the run chose, and `*` for what is `open`.
    pub fn line(&mut self, call: &Call, open: impl Fn(&str) -> bool) -> Line {
        let args = call
            .decoded
            .args
            .iter()
            .map(|field| match open(field.name) {
                true => format!("{}=*", field.name),
                false => field.render(&mut |atom| self.given(atom)),
            });
        let args: Vec<String> = args.collect();
        let outs = call.decoded.outs.iter().map(|field| {
            // What is open takes its names all the same, so that later ones do not depend on what is written.
            let value = field.render(&mut |atom| self.received(atom));
            match open(field.name) {
                true => format!("{}=*", field.name),
                false => value,
            }
        });
        let line = Line {
            site: call.site,
            outs: outs.collect(),
            call: format!("{}({})", call.decoded.name, args.join(", ")),
            answer: call.answer(),
        };
        // The number of a handle that was dropped may soon be that of another one.
        if let Some(Value::Handle { resource, number }) = call.dropped() {
            self.names.remove(&Atom::Handle(resource, *number));
        }
        line
    }
}

/// The calls of a trial as they are recorded, each with its index in `calls`.
///
/// What `expectations` leave open is not in it. How often a loop makes a call which leaves something open is as much the
/// host's as that is, so such a call is there once for all times that it answers the same.
pub fn lines(calls: &[Call], expectations: &[Expectation]) -> Vec<(usize, Line)> {
    let mut normaliser = Normaliser::default();
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for (index, call) in calls.iter().enumerate() {
        let expectation = expectations
            .iter()
            .find(|expectation| Site::Line(expectation.line) == call.site);
        let is_open =
            |name: &str| expectation.is_some_and(|expectation| expectation.leaves_open(name));
        let line = normaliser.line(call, is_open);
        let leaves_open = call.decoded.outs.iter().any(|field| is_open(field.name));
        let repeated = lines.last().is_some_and(|(_, last)| *last == line);
        if !(leaves_open && repeated) {
            lines.push((index, line));
        }
    }
    lines
}
