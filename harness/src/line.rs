//! Lines: the calls of a guest as snapshots hold them, with names in the place of what the run chose.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::expect::Expectation;
use crate::interface::{Answer, Atom, Value};
use crate::record::Site;
use crate::trace::Call;

/// A call as it is recorded: with names in the place of what the run chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where in the guest the call stands.
    pub site: Site,
    /// The function with what it was given: `sock_listen(fd=$a, backlog=8)`; after `later` in the line of the place where
    /// the guest was told how the call went.
    pub call: String,
    /// Whether it was seen to wait, and came back when the peer let it go.
    pub waited: bool,
    /// What came back.
    pub answer: Answer,
    /// What it wrote, each with its name: `fd=$b`.
    pub outs: Vec<String>,
    /// What the runtime asked of the host for it, where that is recorded: `bind(s1, 127.0.0.1:7967)`.
    pub host: Vec<String>,
}

/// What stands before a call of the host, below the line of the call that it was made for.
pub(crate) const HOST: &str = "\n    host: ";

/// What stands before the answer of a call that was seen to wait.
pub(crate) const WAITED: &str = "blocks then ";

/// The line of a snapshot: `L12 sock_listen(fd=$a, backlog=8) -> success`, `L12 later tcp-socket.connect(...) -> ok`.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waited = if self.waited { WAITED } else { "" };
        write!(f, "{} {} -> {waited}{}", self.site, self.call, self.answer)?;
        self.outs.iter().try_for_each(|out| write!(f, " {out}"))?;
        self.host
            .iter()
            .try_for_each(|call| write!(f, "{HOST}{call}"))
    }
}

/// Gives names to what a run chooses: descriptors, handles and ports that the runtime handed out.
///
/// Each gets the next free name when it first comes out of a call; one that the guest made up itself
/// is a constant of the case and stays a number.
#[derive(Debug, Default)]
pub struct Normaliser {
    names: BTreeMap<Atom, String>,
    /// The ports that came out of calls, and were left open each time.
    unseen: BTreeSet<Atom>,
    descriptors: u8,
    ports: u8,
    handles: BTreeMap<&'static str, u32>,
}

impl Normaliser {
    fn given(&mut self, atom: Atom) -> String {
        if self.unseen.contains(&atom) {
            return self.received(atom);
        }
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
        self.unseen.remove(&atom);
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

    /// Takes what came out of a call and is not written. A descriptor and a handle have their names all the same, since the guest has
    /// them now. A port has none before it is written: another one, of another family, may be the same number by chance.
    fn left_open(&mut self, atom: Atom) -> String {
        match atom {
            Atom::Port(_) if !self.names.contains_key(&atom) => {
                self.unseen.insert(atom);
                atom.to_string()
            }
            _ => self.received(atom),
        }
    }

    /// Names a handle by its resource: `$tcp-socket`, `$tcp-socket2`.
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

    /// Returns what a call was given, with names in the place of what the run chose, and `*` for what is `open`.
    fn call(&mut self, call: &Call, open: impl Fn(&str) -> bool) -> String {
        let args = call.decoded.args.iter();
        let args = args.map(|field| match open(field.name) {
            true => format!("{}=*", field.name),
            false => field.render(&mut |atom| self.given(atom)),
        });
        let args: Vec<String> = args.collect();
        format!("{}({})", call.decoded.name, args.join(", "))
    }

    /// Returns the same of what the call wrote.
    fn outs(&mut self, call: &Call, open: impl Fn(&str) -> bool) -> Vec<String> {
        let outs = call
            .decoded
            .outs
            .iter()
            .map(|field| match open(field.name) {
                true => {
                    field.render(&mut |atom| self.left_open(atom));
                    format!("{}=*", field.name)
                }
                false => field.render(&mut |atom| self.received(atom)),
            });
        outs.collect()
    }

    /// Forgets the handle that the call drops: its number may soon be that of another one.
    fn forget(&mut self, call: &Call) {
        if let Some(Value::Handle { resource, number }) = call.dropped() {
            self.names.remove(&Atom::Handle(resource, *number));
        }
    }
}

/// Returns the calls of a trial as they are recorded, each with its index in `calls`.
///
/// Whether a call has finished when it returns, or the guest is told later how it went, is left to the runtime, and may depend on how
/// fast others are. So there is a line for each of the two moments only where an expectation says that the call is `started`; and calls
/// that only wait are there only where something is expected of them.
///
/// What `expectations` leave open is in none of them. How often a loop makes a call which leaves something open is as much
/// the host's as that is, so a turn of such a loop is there once for all turns in which its calls answer the same.
///
/// With `host`, each has what the runtime asked of the host for it.
pub fn lines(calls: &[Call], expectations: &[Expectation], host: bool) -> Vec<(usize, Line)> {
    let mut normaliser = Normaliser::default();
    let mut lines: Vec<(usize, Line)> = Vec::new();
    // The calls of which the guest is told later, by how many had been entered then, with what they were given.
    let mut later: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
    for index in 0..=calls.len() {
        let told = later.remove(&index).unwrap_or_default();
        let told = told.into_iter().map(|(index, text)| (index, Some(text)));
        let made = (index < calls.len()).then_some((index, None));
        for (index, told) in told.chain(made) {
            let call = &calls[index];
            let mut expectations = expectations.iter();
            let expectation =
                expectations.find(|expectation| Site::Line(expectation.line) == call.site);
            let is_open =
                |name: &str| expectation.is_some_and(|expectation| expectation.leaves_open(name));
            let is_told = told.is_some();
            let goes_on = !is_told && call.later.is_some();
            let text = told.unwrap_or_else(|| normaliser.call(call, is_open));
            if let (true, Some(moment)) = (goes_on, call.later) {
                later.entry(moment).or_default().push((index, text.clone()));
            }
            let outs = match goes_on {
                true => Vec::new(),
                false => normaliser.outs(call, is_open),
            };
            normaliser.forget(call);
            if call.only_waits() && expectation.is_none() {
                continue;
            }
            let says_started = expectation.is_some_and(Expectation::says_started);
            if is_told && !says_started {
                let mut told = lines.iter_mut().rev();
                if let Some((_, line)) = told.find(|(of, _)| *of == index) {
                    line.outs = outs;
                }
                // Only now it can be seen whether it answers what the turn before has answered.
                if lines.last().is_some_and(|(of, _)| *of == index) {
                    forget_repeated(&mut lines, expectation);
                }
                continue;
            }
            let starts = goes_on && says_started;
            let line = Line {
                site: call.site,
                call: match is_told {
                    true => format!("later {text}"),
                    false => text,
                },
                waited: call.waited && call.returned(),
                answer: match starts {
                    true => Answer::Started,
                    false => call.answer(),
                },
                outs,
                host: match host && !starts {
                    true => call.host_lines(),
                    false => Vec::new(),
                },
            };
            lines.push((index, line));
            forget_repeated(&mut lines, expectation);
        }
    }
    lines
}

/// The most calls of one turn of a loop that is found to be repeated.
const TURN: usize = 8;

/// Takes the last turn of a loop away, which the lines end with, where it is there twice and leaves something open.
fn forget_repeated(lines: &mut Vec<(usize, Line)>, expectation: Option<&Expectation>) {
    if expectation.is_some_and(Expectation::is_open)
        && let Some(turn) = repeated(lines)
    {
        lines.truncate(lines.len() - turn);
    }
}

/// Gives the length of the shortest turn of a loop that the lines end with twice.
fn repeated(lines: &[(usize, Line)]) -> Option<usize> {
    (1..=TURN.min(lines.len() / 2)).find(|turn| {
        let (rest, last) = lines.split_at(lines.len() - turn);
        let before = &rest[rest.len() - turn..];
        before
            .iter()
            .zip(last)
            .all(|((_, one), (_, other))| one == other)
    })
}

/// Gives the names that descriptors and handles have, each at the moment when a call is made on it. `asked` has those of
/// every call, and so has what is given.
pub(crate) fn names(calls: &[Call], asked: &[Vec<Option<Atom>>]) -> Vec<Vec<Option<String>>> {
    let mut normaliser = Normaliser::default();
    let mut names = Vec::new();
    let mut later: BTreeMap<usize, Vec<&Call>> = BTreeMap::new();
    for call in calls {
        if let Some(moment) = call.later {
            later.entry(moment).or_default().push(call);
        }
    }
    for (index, (call, asked)) in calls.iter().zip(asked).enumerate() {
        for told in later.remove(&index).unwrap_or_default() {
            normaliser.outs(told, |_| false);
            normaliser.forget(told);
        }
        let of_call = asked.iter().map(|atom| Some(normaliser.given((*atom)?)));
        names.push(of_call.collect());
        normaliser.call(call, |_| false);
        if call.later.is_none() {
            normaliser.outs(call, |_| false);
            normaliser.forget(call);
        }
    }
    names
}
