//! The scripted peer of a case: the steps that the harness takes at the other end of the guest's connections.
//!
//! ```text
//! step   = ";;<" [ when ] action               alone on a line, before the call that it precedes
//! when   = "meanwhile" | "once waiting"
//! action = "listen" [ backlog ] | "connect" | "accept" | "send" string | "recv" number
//!        | "shutdown" | "close" | "reset" | "vanish" | interruption
//! interruption = "signal" | "signal-restart" | "stop"
//! ```
//!
//! A step is taken when the guest comes to the next call of the text, and the guest stands still until it is done. One
//! that is taken `meanwhile` does not stop the guest: it is taken when the guest has entered that call. One that is taken
//! `once waiting` is taken when the guest is seen to wait in that call, by the rule by which a trial is found to
//! [hang](crate::process::Hang). Of several, each is taken when the guest waits again; a call that returns leaves the rest untaken.
//!
//! An interruption is no matter of the peer's sockets: it is the host that sends the signal to the runtime which waits.

mod place;
mod report;

use std::net::SocketAddr;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::assemble::CallSite;
use crate::header::Header;
use crate::mistake::{Mistake, comment, line_spans};

/// The mark that a step begins with.
const MARK: &str = ";;<";

/// The backlog of a `listen` that says none: what the standard library of Rust takes.
const BACKLOG: u32 = 128;

/// All steps of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// Where the peer listens, or what it connects to.
    pub address: SocketAddr,
    /// The steps, in the order of the lines.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The line that it stands on, from 1.
    pub line: u32,
    /// The line of the call that it precedes.
    pub before: u32,
    /// When it is taken.
    pub when: When,
    /// What is done.
    pub action: Action,
}

/// When a step is taken. The later one is the greater one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum When {
    /// Before the call; the guest stands still until it is done.
    Before,
    /// When the guest has entered the call.
    Meanwhile,
    /// When the guest is seen to wait in the call.
    Waiting,
}

/// What a peer can do. It has one listener and one connection at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// Bind the address and listen with this backlog.
    Listen(u32),
    /// Connect to the address.
    Connect,
    /// Accept the connection that has waited longest; wait for one.
    Accept,
    /// Send these bytes, all of them.
    Send(Vec<u8>),
    /// Receive this many bytes; wait for them.
    Recv(u32),
    /// End the direction of sending.
    Shutdown,
    /// Close the connection.
    Close,
    /// Break the connection off: close it so that the other end is told of a reset.
    Reset,
    /// Fall silent, as if the host were gone: what is sent to the connection from now on is lost, and nothing is answered.
    Vanish,
    /// Interrupt the runtime in what it waits for.
    Interrupt(Interruption),
}

/// How the host interrupts a runtime that waits, by signal(7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interruption {
    /// By a signal to each of its threads, with a handler that does nothing and does not have calls restarted. A program, which has
    /// no handler, ignores it.
    Signal,
    /// By one whose handler has calls restarted.
    Restart,
    /// By stopping it and having it go on.
    Stop,
}

impl Action {
    /// Returns the word for it in a step, and the name of its function in a trace.
    pub fn name(&self) -> &'static str {
        match self {
            Action::Listen(_) => "listen",
            Action::Connect => "connect",
            Action::Accept => "accept",
            Action::Send(_) => "send",
            Action::Recv(_) => "recv",
            Action::Shutdown => "shutdown",
            Action::Close => "close",
            Action::Reset => "reset",
            Action::Vanish => "vanish",
            Action::Interrupt(Interruption::Signal) => "signal",
            Action::Interrupt(Interruption::Restart) => "signal-restart",
            Action::Interrupt(Interruption::Stop) => "stop",
        }
    }
}

impl Script {
    /// Reads the steps in `text`, the source of the case in `file`. `header` is that of the text, and `sites` are the
    /// calls in the module that it describes.
    ///
    /// `None` is a case without a peer.
    ///
    /// # Errors
    /// One [`Mistake`] for each line that is no step, or has no call that it precedes, and for steps and a header that
    /// do not fit each other.
    pub fn read(
        file: &str,
        text: &str,
        header: &Header,
        sites: &[CallSite],
    ) -> Result<Option<Script>, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut wrong = |span: Range<usize>, (message, mend): Wrong| {
            mistakes.push(Mistake {
                file: file.to_owned(),
                text: text.to_owned(),
                span,
                message,
                mend,
            });
        };
        let (mut steps, mut spans) = (Vec::new(), Vec::new());
        for (line, span) in marked(text) {
            let before = text[..span.start].rsplit('\n').next().unwrap_or_default();
            if !before.trim().is_empty() {
                let message = "a step of the peer at the end of a line".to_owned();
                let mend = "give it a line of its own, before the call that it precedes".to_owned();
                wrong(span, (message, mend));
                continue;
            }
            let read = parse(&text[span.start + MARK.len()..span.end]);
            let placed = read.and_then(|(when, action)| {
                Ok(Step {
                    line,
                    before: place::call_after(text, line, sites)?,
                    when,
                    action,
                })
            });
            match placed {
                Ok(step) => {
                    steps.push(step);
                    spans.push(span);
                }
                Err(reason) => wrong(span, reason),
            }
        }
        for (span, reason) in place::contradictions(text, header, &steps, &spans) {
            wrong(span, reason);
        }
        match header.peer {
            _ if !mistakes.is_empty() => Err(mistakes),
            Some(address) => Ok(Some(Script { address, steps })),
            None => Ok(None),
        }
    }

    /// Returns the step on this line, from 1.
    pub fn step(&self, line: u32) -> Option<&Step> {
        self.steps.iter().find(|step| step.line == line)
    }

    /// Whether a runtime is interrupted.
    pub fn interrupts(&self) -> bool {
        let mut steps = self.steps.iter();
        steps.any(|step| matches!(step.action, Action::Interrupt(_)))
    }

    /// Whether a step is taken once the guest waits in the call on this line, from 1.
    pub fn ends_waiting(&self, line: u32) -> bool {
        let mut steps = self.steps.iter();
        steps.any(|step| step.before == line && step.when == When::Waiting)
    }
}

/// Whether `text` has a step of a peer, sound or not.
pub fn is_scripted(text: &str) -> bool {
    marked(text).next().is_some()
}

/// Returns the lines with a mark, from 1, and where in the text the mark and what follows it stand.
fn marked(text: &str) -> impl Iterator<Item = (u32, Range<usize>)> {
    let lines = line_spans(text).into_iter().zip(1..);
    lines.filter_map(|(span, line)| {
        let at = comment(&text[span.clone()])?;
        let start = span.start + at;
        text[start..span.end]
            .starts_with(MARK)
            .then_some((line, start..span.end))
    })
}

/// What is wrong, and the mend.
type Wrong = (String, String);

/// Reads a step without its mark: when it is taken, and what is done.
fn parse(body: &str) -> Result<(When, Action), Wrong> {
    let body = body.trim();
    let after = |words: &str| body.strip_prefix(words)?.strip_prefix(' ');
    let (when, body) = match (after("meanwhile"), after("once waiting")) {
        (Some(rest), _) => (When::Meanwhile, rest.trim_start()),
        (_, Some(rest)) => (When::Waiting, rest.trim_start()),
        _ => (When::Before, body),
    };
    let (word, argument) = body
        .split_once(' ')
        .map_or((body, ""), |(word, argument)| (word, argument.trim_start()));
    let count = |what: &str| {
        argument.parse().map_err(|_| {
            (
                format!("`{word}` without {what}"),
                format!("write it as `{word} 8`"),
            )
        })
    };
    let action = match word {
        "listen" if argument.is_empty() => Action::Listen(BACKLOG),
        "listen" => Action::Listen(count("the number of its backlog")?),
        "send" => Action::Send(unquoted(argument).filter(|data| !data.is_empty()).ok_or((
            "`send` without data in quotation marks".to_owned(),
            "write it as `send \"hello\"`, with the escapes of WebAssembly text".to_owned(),
        ))?),
        "recv" => Action::Recv(count("the number of bytes that it waits for")?),
        "connect" => Action::Connect,
        "accept" => Action::Accept,
        "shutdown" => Action::Shutdown,
        "close" => Action::Close,
        "reset" => Action::Reset,
        "vanish" => Action::Vanish,
        "signal" => Action::Interrupt(Interruption::Signal),
        "signal-restart" => Action::Interrupt(Interruption::Restart),
        "stop" => Action::Interrupt(Interruption::Stop),
        _ => {
            return Err((
                format!("unknown step `{word}`"),
                "take listen, connect, accept, send, recv, shutdown, close, reset or vanish, or one of them after `meanwhile` or `once waiting`, \
                 where there are signal, signal-restart and stop too"
                    .to_owned(),
            ));
        }
    };
    match &action {
        Action::Interrupt(_) if when != When::Waiting => Err((
            format!("`{word}` of a call that need not wait"),
            format!("write it as `once waiting {word}`: it interrupts what is waited for"),
        )),
        Action::Listen(_) | Action::Send(_) | Action::Recv(_) => Ok((when, action)),
        _ if argument.is_empty() => Ok((when, action)),
        _ => Err((
            format!("`{word}` with an argument"),
            format!("write `{word}` alone"),
        )),
    }
}

/// Returns the bytes of a string in quotation marks, with the escapes that traces write.
fn unquoted(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.strip_prefix('"')?.strip_suffix('"')?.bytes();
    let mut data = Vec::new();
    while let Some(byte) = bytes.next() {
        data.push(match byte {
            b'"' => return None,
            b'\\' => match bytes.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                quoted @ (b'"' | b'\\') => quoted,
                high => {
                    let digits = [high, bytes.next()?];
                    let digits = std::str::from_utf8(&digits).ok()?;
                    u8::from_str_radix(digits, 16).ok()?
                }
            },
            byte => byte,
        });
    }
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_a_word_and_its_argument() {
        let rows: [(&str, When, Action); 13] = [
            ("listen", When::Before, Action::Listen(BACKLOG)),
            (" listen 0", When::Before, Action::Listen(0)),
            ("connect", When::Before, Action::Connect),
            ("accept", When::Before, Action::Accept),
            ("send \"hi\"", When::Before, Action::Send(b"hi".to_vec())),
            ("recv 5", When::Before, Action::Recv(5)),
            ("shutdown", When::Before, Action::Shutdown),
            ("close ", When::Before, Action::Close),
            ("vanish", When::Before, Action::Vanish),
            ("meanwhile reset", When::Meanwhile, Action::Reset),
            (
                "meanwhile  send \"a b\"",
                When::Meanwhile,
                Action::Send(b"a b".to_vec()),
            ),
            ("once waiting  recv 5", When::Waiting, Action::Recv(5)),
            (
                "once waiting stop",
                When::Waiting,
                Action::Interrupt(Interruption::Stop),
            ),
        ];
        for (text, when, action) in rows {
            assert_eq!(parse(text), Ok((when, action)), "{text}");
        }
    }

    #[test]
    fn what_is_no_step_is_told_why() {
        let rows = [
            ("fly", "unknown step `fly`"),
            ("meanwhile", "unknown step `meanwhile`"),
            ("once send \"a\"", "unknown step `once`"),
            ("once waiting", "unknown step `once`"),
            ("listen here", "`listen` without the number of its backlog"),
            ("recv", "`recv` without the number of bytes"),
            ("recv -1", "`recv` without the number of bytes"),
            ("send hi", "`send` without data"),
            ("send \"\"", "`send` without data"),
            ("send \"a\" \"b\"", "`send` without data"),
            ("close 4", "`close` with an argument"),
            ("signal", "`signal` of a call that need not wait"),
            ("meanwhile stop", "`stop` of a call that need not wait"),
            ("once waiting stop 1", "`stop` with an argument"),
        ];
        for (text, message) in rows {
            let (found, _) = parse(text).unwrap_err();
            assert!(found.starts_with(message), "{text}: {found}");
        }
    }

    #[test]
    fn data_has_the_escapes_of_traces() {
        assert_eq!(
            unquoted(r#""a\n\r\t\"\\\00\ff""#),
            Some(b"a\n\r\t\"\\\x00\xff".to_vec())
        );
        for text in ["a", "\"a", r#""\""#, r#""\0""#, r#""\zz""#, r#""a"b""#] {
            assert_eq!(unquoted(text), None, "{text}");
        }
    }
}
