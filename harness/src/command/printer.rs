//! What `wasock trace` prints: calls as they return, and what the program prints in between.

use std::io::Write as _;
use std::time::Instant;

use crate::escape::{escape, escape_lines};
use crate::hint;
use crate::interface;
use crate::line::WAITED;
use crate::process::{Quiet, Waits};
use crate::record::Item;
use crate::source::Sources;
use crate::trace::{Told, Trace};

use super::say::{Unsaid, say, warn};
use super::states::States;

/// How many calls from the first on, and how many of the last ones, are kept for the hints on later ones.
const KEPT: usize = 256;

/// How many equal calls are a loop that does nothing else.
const SERIES: usize = 16;

/// Prints calls as they return, and what the program prints in between, so that nothing runs into something else.
///
/// Everything is out when a function returns: whoever ends the program has what was printed.
pub(super) struct Printer<'g> {
    /// The calls, of which those that nothing more is to be said of are forgotten as it grows.
    pub(super) trace: Trace,
    /// What all of them have come to, for the hints.
    sockets: hint::Sockets,
    /// Whether all of it was said. After a failure nothing more is.
    pub(super) said: Result<(), Unsaid>,
    /// The call that was printed last, where it stands, and how many like it have come since.
    last: String,
    at: String,
    more: usize,
    /// The beginning of the line of a call that has been made, with nothing printed after it yet.
    begun: Option<String>,
    shows: Shows<'g>,
    /// Standard output, and standard error, of the program.
    output: Text,
    error: Text,
}

/// What is shown besides the calls.
pub(super) struct Shows<'g> {
    /// The calls that the runtime makes of the host.
    pub(super) host_calls: bool,
    /// Each call when it is made, and each of a series of equal ones.
    pub(super) follow: bool,
    /// In which states the sockets are, where that is shown.
    pub(super) states: Option<States<'g>>,
    /// Where the calls stand in the source of the program.
    pub(super) sources: &'g Sources,
}

/// What a program prints on one stream.
#[derive(Default)]
struct Text {
    /// The beginning of a character whose end has not come.
    held: Vec<u8>,
    /// Whether its last line has no end yet.
    unfinished: bool,
}

impl Text {
    /// Returns the next bytes as they can be shown.
    fn push(&mut self, bytes: &[u8]) -> String {
        self.held.extend_from_slice(bytes);
        let cut = match std::str::from_utf8(&self.held) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            // Bytes that are no text may stand before such a beginning, which is then shown as what it is so far.
            _ => self.held.len(),
        };
        let whole: Vec<u8> = self.held.drain(..cut).collect();
        let text = String::from_utf8_lossy(&whole);
        if let Some(last) = text.chars().next_back() {
            self.unfinished = last != '\n';
        }
        escape_lines(&text).into_owned()
    }

    /// Ends a line that has no end, and says whether there was one.
    fn finish(&mut self) -> bool {
        std::mem::take(&mut self.unfinished)
    }
}

impl<'g> Printer<'g> {
    /// Prints this.
    pub(super) fn new(shows: Shows<'g>) -> Printer<'g> {
        Printer {
            trace: Trace::default(),
            sockets: hint::Sockets::default(),
            said: Ok(()),
            last: String::new(),
            at: String::new(),
            more: 0,
            begun: None,
            shows,
            output: Text::default(),
            error: Text::default(),
        }
    }

    pub(super) fn item(&mut self, item: &Item) {
        match item {
            Item::Record(record) => {
                let told = self.trace.push(record);
                self.told(told);
            }
            Item::Waited(line) => {
                let told = self.trace.waited(*line);
                self.told(told);
            }
            Item::Host(call) => {
                if let Some(call) = self.trace.host(call)
                    && self.shows.host_calls
                {
                    self.line(&format!("    host: {call}, outside of any call"));
                }
            }
            Item::Output(bytes) => {
                self.end_series();
                self.end_begun();
                let text = self.output.push(bytes);
                self.say(&text);
            }
            Item::Error(bytes) => {
                self.end_series();
                self.end_line();
                let text = self.error.push(bytes);
                // Where it cannot be written to, there is nobody to be told.
                let _ = write!(anstream::stderr(), "{text}");
            }
            Item::Broken(why) => {
                self.end_series();
                self.end_line();
                warn(escape(why));
            }
        }
    }

    /// Prints the call that something was told of.
    fn told(&mut self, told: Option<Told>) {
        if let (Some(Told::Entered(index)), true) = (told, self.shows.follow) {
            self.begin(index);
        }
        if let Some(Told::Started(index) | Told::Finished(index)) = told {
            self.call(index);
            let states = match (&mut self.shows.states, told) {
                (Some(states), Some(Told::Finished(_))) => states.after(&self.trace.calls[index]),
                _ => Vec::new(),
            };
            states
                .iter()
                .for_each(|state| self.line(&format!("    {state}")));
            if let Some(Told::Finished(_)) = told {
                self.sockets.step(&self.trace.calls[index]);
            }
            self.trace.forget(KEPT);
        }
    }

    /// Prints a line of the harness.
    pub(super) fn line(&mut self, text: &str) {
        self.end_series();
        self.end_line();
        self.say(&format!("{}\n", escape(text)));
    }

    /// Prints the beginning of the line of a call that has been made, whose end comes when it returns.
    fn begin(&mut self, index: usize) {
        let call = &self.trace.calls[index];
        if call.is_kept() || interface::is_peer(&call.module) {
            return;
        }
        let line = call.decoded.line("", &mut |atom| atom.to_string());
        let text = format!("{} {line}", self.shows.sources.shown(call.site));
        let text = escape(&text).into_owned();
        self.end_line();
        self.say(&text);
        self.begun = Some(text);
    }

    /// Ends the line of a call that has not returned when something else comes.
    fn end_begun(&mut self) {
        if self.begun.take().is_some() {
            self.say("...\n");
        }
    }

    fn say(&mut self, text: &str) {
        if self.said.is_ok() {
            self.said = say(text);
        }
    }

    /// Prints why nothing comes.
    pub(super) fn quiet(&mut self, why: Quiet) {
        match why {
            // They are there already.
            Quiet::Waits(calls)
                if self.shows.follow && calls.iter().all(|one| one.alarm.is_none()) => {}
            Quiet::Waits(calls) => {
                for Waits { site, call, alarm } in calls {
                    let left = alarm.map(|alarm| alarm.left(Instant::now()));
                    let until = match left {
                        None => String::new(),
                        Some(None) => " for the clock".to_owned(),
                        // Nobody counts fractions of seconds here.
                        Some(Some(left)) => {
                            format!(" for the clock, {} s more", left.as_secs() + 1)
                        }
                    };
                    let site = self.shows.sources.shown(site);
                    let line = call.line("", &mut |atom| atom.to_string());
                    let call = line.trim_end_matches([' ', '-', '>']);
                    self.line(&format!("{site} {call} waits{until}"));
                }
            }
            Quiet::Compiles(since) => {
                self.line(&format!("still compiling after {} s", since.as_secs()));
            }
        }
    }

    fn call(&mut self, index: usize) {
        let (before, call) = (&self.trace.calls[..index], &self.trace.calls[index]);
        let later = call.later.map_or("", |_| "later ");
        let waited = if call.waited && call.returned() {
            WAITED
        } else {
            ""
        };
        let answer = format!("{waited}{:#}", call.answer());
        let line = call.decoded.line(&answer, &mut |atom| atom.to_string());
        let at = self.shows.sources.shown(call.site);
        let text = format!("{at} {later}{line}");
        let host: Vec<String> = match self.shows.host_calls {
            true => call
                .host_lines()
                .iter()
                .map(|call| format!("    host: {call}"))
                .collect(),
            false => Vec::new(),
        };
        if text == self.last && host.is_empty() && !self.shows.follow {
            self.more += 1;
            return;
        }
        let shown = |site| self.shows.sources.shown(site);
        let hints = hint::hints(call, before, &self.sockets, &shown);
        let shown = escape(&text);
        let rest = self
            .begun
            .take()
            .map(|begun| shown.strip_prefix(&begun).map(str::to_owned));
        match rest {
            Some(Some(rest)) => self.say(&format!("{rest}\n")),
            Some(None) => {
                self.say("...\n");
                self.line(&text);
            }
            None => self.line(&text),
        }
        host.iter().for_each(|call| self.line(call));
        for hint in hints {
            self.line(&format!("    hint: {hint}"));
        }
        (self.last, self.at) = (text, at);
    }

    /// Prints how often the last call was made again, and begins anew: of a loop that does the same all the time, a person
    /// reads one line.
    fn end_series(&mut self) {
        let last = std::mem::take(&mut self.last);
        match std::mem::take(&mut self.more) {
            0 => {}
            1 => self.line(&last),
            more => {
                let at = std::mem::take(&mut self.at);
                self.line(&format!("{at} the same {more} times more"));
            }
        }
    }

    /// Says where the call stands that has been made over and over, with the same answer each time, up to now.
    pub(super) fn series(&self) -> Option<String> {
        (self.more >= SERIES).then(|| self.at.clone())
    }

    /// Prints the calls that did not return, and the steps that were not taken, since nothing more comes.
    pub(super) fn rest(&mut self) {
        for index in 0..self.trace.calls.len() {
            let call = &self.trace.calls[index];
            match (call.is_kept(), call.returned()) {
                (true, _) => {
                    let (site, name) = (self.shows.sources.shown(call.site), &call.decoded.name);
                    let text =
                        format!("{site} {name} was not taken: the call after it has not waited");
                    self.line(&text);
                }
                (false, false) => self.call(index),
                (false, true) => {}
            }
        }
        self.end_series();
        self.end_line();
    }

    /// Ends the lines that the program, or a call, has left without an end.
    fn end_line(&mut self) {
        self.end_begun();
        if self.output.finish() {
            self.say("\n");
        }
        if self.error.finish() {
            warn("");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_in_pieces() {
        let mut text = Text::default();
        let word = "größe 世\n".as_bytes();
        let pieces: String = word.chunks(1).map(|piece| text.push(piece)).collect();
        assert_eq!(pieces, "größe 世\n");
        assert!(!text.finish());
        assert_eq!(text.push(b"a\x1b[2K\xffb"), "a\\u{1b}[2K\u{fffd}b");
        assert!(text.finish());
        assert!(!text.finish());
    }
}
