//! What parent and child say to each other over the line between them.
//!
//! The parent sends one job: the length of the header (4 bytes, little endian), the header as JSON, the module, and what that was
//! compiled to where it was compiled before. The child answers in words, one line of JSON each.
//!
//! After a job with a peer the parent goes on with prompts, of 5 bytes each: a byte that says which [`Prompt`] it is, and the
//! line of the step (4 bytes, little endian).

use std::io::{self, Read, Write};
use std::os::fd::BorrowedFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wasock_runners::{Ending, Policy, Preopen};

use super::{Compiled, Job, rights};
use crate::column::Specification;
use crate::interface;
use crate::peer::Script;
use crate::world::{Bounds, Conditions};

/// A job without its module, as the child needs it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Header {
    pub column: Specification,
    pub name: String,
    pub interface: String,
    pub policy: Policy,
    pub preopens: Vec<Preopen>,
    /// What the runtime's own log is to show, if it is wanted.
    pub host_log: Option<String>,
    pub witness: bool,
    pub peer: Option<Script>,
    /// Whether the kernel is to ask the harness about calls of the host, and if so, about those that wait for many descriptors too.
    pub asks: Option<bool>,
    pub bounds: Bounds,
    pub conditions: Conditions,
    /// Whether what the guest is compiled to is to be said.
    pub keeps: bool,
    module: usize,
    compiled: Option<usize>,
}

/// What the child says. The times are those of the processor that the process has used until then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Word {
    /// The world is made and the runner found: from here on, it is the runtime's turn.
    Ready(Duration),
    /// What the guest is compiled to, as base 64.
    Compiled(String),
    /// The guest is compiled, and begins to run.
    Begun(Duration),
    /// Some thread panicked. The runtime may live on, or the process may die of it.
    Panic(String),
    /// The runner returned. The runtime has so many sockets of the network open.
    Ended(Ending, usize, Duration),
    /// The runner panicked, and the runtime has so many of them.
    Unwound(usize),
    /// The trial cannot be tried, for this reason.
    Fault(String),
    /// The world can be had, but nobody is asked about the calls of a process in it, for this reason.
    Unwatched(String),
    /// The world that was tried can be had, but the parameters of its network cannot be set, for this reason.
    Fixed(String),
    /// The world that was tried can be had, but there is no wire in it, for this reason.
    Wireless(String),
    /// What the kernel knows of the guest's sockets, before a call that is to come.
    Witness(String),
    /// The step of the peer on this line, which the guest does not wait for, has failed with this errno.
    Failed(u32, u16),
    /// The guest is answered this errno to the step of the peer on this line. It is said before the guest can have it.
    Answered(u32, u16),
}

/// What the parent says to the peer of a step, which is named by its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The guest has come to it, and waits for an answer.
    ComesTo(u32),
    /// The guest has its answer and is in the call that the step is for: it is to be taken now.
    Takes(u32),
}

/// What the runtime's log shows unless `RUST_LOG` of the harness says otherwise.
const HOST_LOG: &str = "trace";

/// How many times the memory that it may use a program may map: engines of JavaScript map code and heaps that they hardly touch.
/// What it does touch is seen, as often as the trial is [looked at](super::watch).
const UNTOUCHED: u64 = 4;

/// Sends a job.
pub fn send(to: &mut impl Write, job: &Job<'_>) -> io::Result<()> {
    let header = Header {
        column: job.column.specification(),
        name: job.name.to_owned(),
        policy: job.column.policy,
        preopens: job.preopens.to_vec(),
        interface: interface::of_binary(job.module)
            .map_or("", |interface| interface.name)
            .to_owned(),
        host_log: job
            .host_log
            .then(|| std::env::var("RUST_LOG").unwrap_or_else(|_| HOST_LOG.to_owned())),
        witness: job.witness,
        peer: job.peer.cloned(),
        asks: job.watch.map(|watch| watch.polls()),
        bounds: Bounds {
            memory: job.limits.memory,
            data: match job.column.as_command() {
                Some(_) => job.limits.memory.saturating_mul(UNTOUCHED),
                None => job.limits.memory,
            },
            processes: job.limits.processes,
        },
        conditions: job.conditions.clone(),
        keeps: matches!(job.compiled, Compiled::Wanted),
        module: job.module.len(),
        compiled: job.compiled.given().map(<[u8]>::len),
    };
    let header = serde_json::to_vec(&header)?;
    let length = u32::try_from(header.len()).map_err(io::Error::other)?;
    // The child is woken once.
    let compiled = job.compiled.given().unwrap_or_default();
    let all = [&length.to_le_bytes(), &header[..], job.module, compiled].concat();
    to.write_all(&all)
}

/// Receives a job: the header, the module, and what that was compiled to.
pub fn receive(from: &mut impl Read) -> io::Result<(Header, Vec<u8>, Option<Vec<u8>>)> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut header = vec![0; u32::from_le_bytes(length) as usize];
    from.read_exact(&mut header)?;
    let header: Header = serde_json::from_slice(&header)?;
    let mut module = vec![0; header.module];
    from.read_exact(&mut module)?;
    let mut compiled = header.compiled.map(|length| vec![0; length]);
    if let Some(compiled) = &mut compiled {
        from.read_exact(compiled)?;
    }
    Ok((header, module, compiled))
}

/// Sends a prompt.
pub fn prompt(mut to: impl Write, prompt: Prompt) -> io::Result<()> {
    let (what, line) = match prompt {
        Prompt::ComesTo(line) => (0, line),
        Prompt::Takes(line) => (1, line),
    };
    let [a, b, c, d] = line.to_le_bytes();
    to.write_all(&[what, a, b, c, d])
}

/// Receives a prompt.
pub fn prompted(mut from: impl Read) -> io::Result<Prompt> {
    let mut prompt = [0; 5];
    from.read_exact(&mut prompt)?;
    let [what, a, b, c, d] = prompt;
    let line = u32::from_le_bytes([a, b, c, d]);
    Ok(match what {
        0 => Prompt::ComesTo(line),
        _ => Prompt::Takes(line),
    })
}

/// Says a word. It goes out in one piece, so that threads may speak at once.
pub fn say(mut to: impl Write, word: &Word) -> io::Result<()> {
    let mut line = serde_json::to_vec(word)?;
    line.push(b'\n');
    to.write_all(&line)
}

/// Says a word, and hands over a descriptor with it.
pub fn say_with(to: &UnixStream, word: &Word, descriptor: BorrowedFd<'_>) -> io::Result<()> {
    let mut line = serde_json::to_vec(word)?;
    line.push(b'\n');
    let sent = rights::send(to, &line, &[descriptor])?;
    // The descriptor has gone with the first byte.
    (&*to).write_all(&line[sent..])
}

/// Reads the words of a child. Leaves out the last line where its death cut it short.
///
/// # Errors
/// A whole line that is no word, which no child says.
pub fn hear(bytes: &[u8]) -> impl Iterator<Item = serde_json::Result<Word>> {
    let lines = bytes.split_inclusive(|&byte| byte == b'\n');
    let whole = lines.filter_map(|line| line.strip_suffix(b"\n"));
    whole.map(serde_json::from_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_what_was_sent() {
        for sent in [
            Prompt::ComesTo(0),
            Prompt::Takes(17),
            Prompt::ComesTo(u32::MAX),
        ] {
            let mut line = Vec::new();
            prompt(&mut line, sent).unwrap();
            assert_eq!(line.len(), 5);
            assert_eq!(prompted(&line[..]).unwrap(), sent);
        }
        let cut = prompted(&[1, 0, 0, 0][..]).unwrap_err();
        assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
    }

    /// The three follow each other without a mark, and a module may be any bytes.
    #[cfg(feature = "reference")]
    #[test]
    fn a_job_comes_as_it_was_sent() {
        use std::collections::BTreeMap;

        use crate::column::Column;
        use crate::process::Limits;
        use crate::record::{Legend, Seal};
        use crate::world::World;

        let script = BTreeMap::from([("sock_open".to_owned(), "hang".to_owned())]);
        let column = Column::scripted(&script).unwrap();
        let module = b"\0{}\n\xff";
        let peer = Script {
            address: "127.0.0.1:7967".parse().unwrap(),
            steps: Vec::new(),
        };
        let conditions = Conditions {
            wire: true,
            ..Conditions::default()
        };
        for (compiled, binary) in [
            (Compiled::Anew, None),
            (Compiled::Wanted, None),
            (Compiled::Given(b""), Some(&b""[..])),
            (Compiled::Given(b"{machine}"), Some(b"{machine}")),
        ] {
            let job = Job {
                column: &column,
                preopens: &[],
                name: "guest",
                module,
                compiled,
                seal: &Seal::random(),
                legend: &Legend::new(Vec::new(), Vec::new(), false),
                limits: Limits::default(),
                host_log: false,
                counted: false,
                witness: true,
                peer: Some(&peer),
                watch: None,
                conditions: &conditions,
                world: &World::Private,
            };
            let mut line = Vec::new();
            send(&mut line, &job).unwrap();
            let mut rest = &line[..];
            let (header, received, machine) = receive(&mut rest).unwrap();
            assert_eq!(received, module);
            assert_eq!(machine.as_deref(), binary);
            assert_eq!(rest, [0_u8; 0]);
            assert_eq!(header.column, column.specification());
            assert_eq!(header.name, "guest");
            assert!(header.witness);
            assert_eq!(header.peer.as_ref(), Some(&peer));
            assert_eq!(header.asks, None);
            assert_eq!(header.conditions, conditions);
            assert_eq!(header.keeps, matches!(compiled, Compiled::Wanted));
            // Of one that is cut short, nothing is run.
            for length in 0..line.len() {
                assert!(receive(&mut &line[..length]).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn words_are_heard_as_they_were_said_and_one_that_is_cut_short_is_none() {
        let mut said = Vec::new();
        say(&mut said, &Word::Panic("two\nlines".to_owned())).unwrap();
        say(&mut said, &Word::Failed(3, 53)).unwrap();
        let heard = |bytes: &[u8]| -> Vec<String> {
            hear(bytes)
                .map(|word| format!("{:?}", word.unwrap()))
                .collect()
        };
        let both = [r#"Panic("two\nlines")"#, "Failed(3, 53)"];
        assert_eq!(heard(&said), both);
        assert_eq!(heard(&said[..said.len() - 1]), both[..1]);
        assert!(hear(b"rubbish\n").all(|word| word.is_err()));
    }
}
