//! The lines by which a traced guest reports its calls, and the guest's own output around them.
//!
//! A call makes two lines on the guest's standard output, one before and one after it, so that a hang, a trap or a
//! crash still names the call it happened in:
//!
//! ```text
//! wasock> L15 wasix_32v1.sock_bind(4, 16) @16=0100000007f000001000000000000000000000000
//! wasock< L15 wasix_32v1.sock_bind = 0
//! ```
//!
//! `L15` is the line of the call in the source, `+6699` its offset in the binary where no line is known. Arguments
//! and result are unsigned decimal numbers. Each `@address=hex` is memory that belongs to the call; `@address!` is
//! memory out of bounds. The word before `>` or `<` is the tag: it is chosen for each run, so that a guest that
//! prints such lines itself is not mistaken for the report.
//!
//! A call may return before it has finished, and makes a third line, with `~`, when the guest is told how it went:
//!
//! ```text
//! wasock> L15 sockets.connect(64, 128) @64=0500000000000000
//! wasock< L15 sockets.connect #2 = 33
//! wasock> L17 sockets.wait(1)
//! wasock< L17 sockets.wait = 2
//! wasock~ L15 sockets.connect #2 = 2 @128=00000000
//! ```
//!
//! `#2` is the number by which the guest is told of the call: that of its subtask, or of the end of a stream or future. No
//! two calls under way have the same; afterwards another call may have it. The site of the third line is that of the call,
//! and its place among the lines is where the guest was told.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in the guest a call stands.
///
/// It is written as `L15` or `+6699`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Site {
    /// The line of the source, from 1.
    Line(u32),
    /// The offset of the instruction in the binary, in bytes.
    Offset(u32),
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Site::Line(line) => write!(f, "L{line}"),
            Site::Offset(offset) => write!(f, "+{offset}"),
        }
    }
}

impl From<Site> for String {
    fn from(site: Site) -> String {
        site.to_string()
    }
}

impl TryFrom<String> for Site {
    type Error = String;

    fn try_from(text: String) -> Result<Site, String> {
        parse_site(&text).ok_or_else(|| format!("`{text}` is no place of a call"))
    }
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where the call stands.
    pub site: Site,
    /// The import module of the function.
    pub module: String,
    /// The name of the function.
    pub name: String,
    /// Before or after the call.
    pub moment: Moment,
    /// The memory that belongs to the call at this moment.
    pub image: Image,
}

/// The moments at which a call is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Before the call, with its arguments.
    Enter(Vec<u64>),
    /// After a call that has finished, with its result where the function has one.
    Exit(Option<u64>),
    /// After a call that has not finished, with its result and the number by which the guest will be told of it.
    Started {
        /// That number.
        number: u64,
        /// The result, where the function has one.
        result: Option<u64>,
    },
    /// When the guest is told how a call went that had not finished when it returned.
    Later {
        /// The number that [`Moment::Started`] gave.
        number: u64,
        /// What the guest is told, where that is a number.
        result: Option<u64>,
    },
}

impl Moment {
    /// Returns the result of the call at this moment, where it is one at which the function has a result.
    pub fn result(&self) -> Option<u64> {
        match self {
            Moment::Enter(_) => None,
            Moment::Exit(result)
            | Moment::Started { result, .. }
            | Moment::Later { result, .. } => *result,
        }
    }
}

/// What a guest's memory held in the places that were reported: a sparse picture of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    pieces: Vec<(u64, Option<Vec<u8>>)>,
}

/// What stands at an address, as far as it was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read<'a> {
    /// All bytes that were asked for.
    Bytes(&'a [u8]),
    /// The address was reported as out of bounds.
    OutOfBounds,
    /// The report does not have these bytes.
    Unknown,
}

impl Image {
    /// Adds what was found at `address`; `None` means out of bounds.
    pub fn add(&mut self, address: u64, bytes: Option<Vec<u8>>) {
        self.pieces.push((address, bytes));
    }

    /// Reads `len` bytes at `address`, all of them from one reported piece.
    pub fn read(&self, address: u64, len: usize) -> Read<'_> {
        let mut found = Read::Unknown;
        for (start, bytes) in &self.pieces {
            match bytes {
                None if *start == address => found = Read::OutOfBounds,
                None => {}
                Some(bytes) => {
                    let Some(skip) = address
                        .checked_sub(*start)
                        .and_then(|skip| usize::try_from(skip).ok())
                    else {
                        continue;
                    };
                    if let Some(bytes) = skip.checked_add(len).and_then(|end| bytes.get(skip..end))
                    {
                        return Read::Bytes(bytes);
                    }
                }
            }
        }
        found
    }

    /// Returns all bytes of the piece that starts at `address`, however many were reported.
    pub fn piece(&self, address: u64) -> Read<'_> {
        match self.pieces.iter().find(|(start, _)| *start == address) {
            None => Read::Unknown,
            Some((_, None)) => Read::OutOfBounds,
            Some((_, Some(bytes))) => Read::Bytes(bytes),
        }
    }
}

/// What comes out of a guest's output stream, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A line of the report.
    Record(Record),
    /// Bytes that the guest itself printed.
    Output(Vec<u8>),
    /// A line with the tag that is no report, without its newline. The tag is ours, so this is a fault of the
    /// harness.
    Broken(String),
}

/// Separates the report from the guest's own output, whatever the pieces in which the stream arrives.
///
/// A line of the report may begin where the guest left its own line unfinished; it always ends with a newline.
#[derive(Debug)]
pub struct Splitter {
    tag: Vec<u8>,
    held: Vec<u8>,
    reporting: bool,
}

impl Splitter {
    /// Returns a splitter for the stream of a guest that was instrumented with `tag`, at its beginning.
    pub fn new(tag: &str) -> Self {
        Self {
            tag: tag.as_bytes().to_vec(),
            held: Vec::new(),
            reporting: false,
        }
    }

    /// Takes the next bytes of the stream and gives every item that is complete with them, in the stream's order.
    ///
    /// Output is given at once, in pieces as it arrives; only what may yet become a tag is held back.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Item> {
        // Where a long line arrives in many pieces, only the new bytes can hold its end.
        let mut fresh = if self.reporting { self.held.len() } else { 0 };
        self.held.extend_from_slice(bytes);
        let mut items = Vec::new();
        loop {
            if self.reporting {
                let Some(end) = self.held[fresh..].iter().position(|&byte| byte == b'\n') else {
                    return items;
                };
                let line: Vec<u8> = self.held.drain(..=fresh + end).collect();
                items.push(report(&self.tag, &line[..line.len() - 1]));
                self.reporting = false;
                fresh = 0;
            } else {
                let (output, reporting) = self.output();
                if output > 0 {
                    items.push(Item::Output(self.held.drain(..output).collect()));
                }
                self.reporting = reporting;
                if !reporting {
                    return items;
                }
            }
        }
    }

    /// Gives what is left at the end of the stream: output that was held back, or a line that was never finished.
    pub fn finish(self) -> Vec<Item> {
        match (self.held.is_empty(), self.reporting) {
            (true, _) => Vec::new(),
            (false, true) => vec![Item::Broken(
                String::from_utf8_lossy(&self.held).into_owned(),
            )],
            (false, false) => vec![Item::Output(self.held)],
        }
    }

    /// Returns how many of the held bytes are output for certain, and whether a line of the report follows them.
    fn output(&self) -> (usize, bool) {
        for start in 0..self.held.len() {
            let rest = &self.held[start..];
            match rest.strip_prefix(&self.tag[..]) {
                Some([b'>' | b'<' | b'~', ..]) => return (start, true),
                Some([]) => return (start, false),
                Some(_) => {}
                None if self.tag.starts_with(rest) => return (start, false),
                None => {}
            }
        }
        (self.held.len(), false)
    }
}

/// Returns the item that a line of the report is; `line` begins with the tag and has no newline.
fn report(tag: &[u8], line: &[u8]) -> Item {
    let record = std::str::from_utf8(&line[tag.len()..]).ok().and_then(parse);
    record.map_or_else(
        || Item::Broken(String::from_utf8_lossy(line).into_owned()),
        Item::Record,
    )
}

/// Reads a line of the report without its tag, for example `< L15 wasix_32v1.sock_bind = 0`.
fn parse(text: &str) -> Option<Record> {
    let (arrow, rest) = text.split_once(' ')?;
    let (site, rest) = rest.split_once(' ')?;
    // Arguments and result are numbers, names have no spaces: the first ` @` begins the memory.
    let (call, memory) = rest.find(" @").map_or((rest, ""), |at| rest.split_at(at));
    let (name, moment) = match arrow {
        ">" => {
            let (name, arguments) = call.strip_suffix(')')?.split_once('(')?;
            (name, Moment::Enter(numbers(arguments)?))
        }
        "<" | "~" => {
            let (call, result) = match call.split_once(" = ") {
                Some((call, result)) => (call, Some(number(result)?)),
                None => (call, None),
            };
            match (arrow, call.split_once(" #")) {
                ("<", None) => (call, Moment::Exit(result)),
                ("<", Some((name, handle))) => {
                    let number = number(handle)?;
                    (name, Moment::Started { number, result })
                }
                (_, Some((name, handle))) => {
                    let number = number(handle)?;
                    (name, Moment::Later { number, result })
                }
                (_, None) => return None,
            }
        }
        _ => return None,
    };
    let (module, name) = split_name(name)?;
    Some(Record {
        site: parse_site(site)?,
        module: module.to_owned(),
        name: name.to_owned(),
        moment,
        image: parse_image(memory)?,
    })
}

fn parse_site(text: &str) -> Option<Site> {
    let (kind, digits) = text.split_at_checked(1)?;
    let value = u32::try_from(number(digits)?).ok()?;
    match kind {
        "L" if value > 0 => Some(Site::Line(value)),
        "+" => Some(Site::Offset(value)),
        _ => None,
    }
}

/// Parts the module from the function. A module's version has dots (`wasi:sockets/tcp@0.2.0`), and so has a method
/// (`[method]tcp-socket.start-bind`), but a plain function has none.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let dot = text.find(".[").or_else(|| text.rfind('.'))?;
    let (module, name) = (&text[..dot], &text[dot + 1..]);
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '(', ')', '=']);
    (plain(module) && plain(name)).then_some((module, name))
}

fn parse_image(mut text: &str) -> Option<Image> {
    let mut image = Image::default();
    while !text.is_empty() {
        let piece = text.strip_prefix(" @")?;
        let end = piece.find(' ').unwrap_or(piece.len());
        let (piece, rest) = piece.split_at(end);
        match piece.split_once('=') {
            Some((address, bytes)) => image.add(number(address)?, Some(parse_hex(bytes)?)),
            None => image.add(number(piece.strip_suffix('!')?)?, None),
        }
        text = rest;
    }
    Some(image)
}

fn parse_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect()
}

fn numbers(text: &str) -> Option<Vec<u64>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(", ").map(number).collect()
}

/// Reads an unsigned decimal number; unlike `str::parse`, without a sign.
fn number(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}
