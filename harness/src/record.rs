//! The records by which a traced guest reports its calls.
//!
//! A call makes two records, one before and one after it, so that a hang, a trap or a crash still names the call it
//! happened in. People, tests and messages write them in a notation of their own:
//!
//! ```text
//! > L15 wasix_32v1.sock_bind(4, 16) @16=0100000007f000001000000000000000000000000
//! < L15 wasix_32v1.sock_bind = 0
//! ```
//!
//! `L15` is the line of the call in the source, `+6699` its offset in the binary where no line is known. Arguments
//! and result are unsigned decimal numbers. Each `@address=hex` is memory that belongs to the call; `@address!` is
//! memory out of bounds.
//!
//! A call may return before it has finished, and makes a third record, with `~`, when the guest is told how it went:
//!
//! ```text
//! > L15 sockets.connect(64, 128) @64=0500000000000000
//! < L15 sockets.connect #2 = 33
//! > L17 sockets.wait(1)
//! < L17 sockets.wait = 2
//! ~ L15 sockets.connect #2 = 2 @128=00000000
//! ```
//!
//! `#2` is the number by which the guest is told of the call: that of its subtask, or of the end of a stream or future. No
//! two calls under way have the same; afterwards another call may have it. The site of the third record is that of the
//! call, and its place among the records is where the guest was told.
//!
//! The guest itself writes something shorter to its standard output, which says as well whether it can be believed:
//!
//! ```text
//! notation   the text above
//! line       what a guest writes: words of eight letters, numbered and sealed
//! seal       the tag and the key by which our lines are known
//! legend     what the numbers in a line stand for
//! splitter   parts lines from the guest's own output
//! sequence   whether every record of every thread has come, and once
//! ```

mod legend;
mod line;
mod notation;
mod seal;
mod sequence;
mod splitter;

pub use legend::{Function, Legend, Line, Told};
pub use line::{Moments, of_site};
pub use notation::RecordError;
pub use seal::Seal;
pub(crate) use sequence::Sequence;
pub use splitter::{Item, Piece, Splitter};

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
        notation::site(&text).ok_or_else(|| format!("`{text}` is no place of a call"))
    }
}

/// What a guest reports of a call at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The thread of the guest that reports it: 0 for the first that has reported anything.
    pub thread: u32,
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
