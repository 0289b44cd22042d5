//! Parts the lines of the report from the guest's own output.

use super::legend::Line;
use super::line::WORD;
use super::{Legend, Record, Seal};
use crate::host::HostCall;

/// The longest line of a report, in bytes: as much as all of the report of a trial may have. The guest writes a line that is longer, and
/// could have it grow for as long as it runs.
const LONGEST: usize = 1 << 24;

/// What comes out of a guest, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// What it reported.
    Record(Record),
    /// Bytes that the guest itself printed.
    Output(Vec<u8>),
    /// Bytes that the guest or the runtime printed on standard error.
    Error(Vec<u8>),
    /// Why the report cannot be read further.
    Broken(String),
    /// The guest was seen to wait in a call, so the peer takes the step on this line now, which was kept for that.
    Waited(u32),
    /// The runtime has made this call of the host, after what was told before and before what is told next.
    Host(HostCall),
}

/// A piece of a guest's output stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes that the guest itself printed.
    Output(Vec<u8>),
    /// A line of the report, sealed.
    Line(Line),
    /// A line with our tag that is sealed and that the guest cannot have written: a fault of the harness.
    Unread,
    /// A line with our tag that is not sealed. The guest cannot know the tag but from the report.
    Forged,
    /// A line with our tag that has no end.
    Cut,
}

/// Separates the report from the guest's own output, whatever the pieces in which the stream arrives.
///
/// A line of the report may begin where the guest left its own line unfinished; it always ends with a newline.
#[derive(Debug)]
pub struct Splitter<'a> {
    seal: &'a Seal,
    legend: &'a Legend,
    held: Vec<u8>,
    reporting: bool,
    /// Whether the line of the report that is under way is longer than any, and what comes of it is dropped.
    endless: bool,
}

impl<'a> Splitter<'a> {
    /// Returns a splitter for the stream, at its beginning, of a guest that was instrumented with this seal and that has this
    /// legend.
    pub fn new(seal: &'a Seal, legend: &'a Legend) -> Self {
        Self {
            seal,
            legend,
            held: Vec::new(),
            reporting: false,
            endless: false,
        }
    }

    /// Takes the next bytes of the stream and gives every piece that is complete with them, in the stream's order.
    ///
    /// Output is given at once, in pieces as it arrives; only what may yet become a tag is held back.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Piece> {
        // Where a long line arrives in many pieces, only the new bytes can hold its end.
        let mut fresh = if self.reporting { self.held.len() } else { 0 };
        self.held.extend_from_slice(bytes);
        let (mut pieces, mut start) = (Vec::new(), 0);
        loop {
            let rest = &self.held[start..];
            if self.reporting {
                let Some(end) = rest[fresh..].iter().position(|&byte| byte == b'\n') else {
                    if self.endless || rest.len() > LONGEST {
                        if !self.endless {
                            pieces.push(Piece::Forged);
                        }
                        self.endless = true;
                        start = self.held.len();
                    }
                    break;
                };
                let end = fresh + end + 1;
                if !self.endless {
                    pieces.push(self.line(&rest[..end]));
                }
                (self.reporting, self.endless) = (false, false);
                start += end;
                fresh = 0;
            } else {
                let (output, reporting) = self.output(rest);
                if output > 0 {
                    pieces.push(Piece::Output(rest[..output].to_vec()));
                }
                self.reporting = reporting;
                start += output;
                if !reporting {
                    break;
                }
            }
        }
        self.held.drain(..start);
        pieces
    }

    /// Gives what is left at the end of the stream: output that was held back, or a line that was never finished.
    pub fn finish(self) -> Option<Piece> {
        match (self.held.is_empty(), self.reporting) {
            (true, _) => None,
            (false, true) => Some(Piece::Cut),
            (false, false) => Some(Piece::Output(self.held)),
        }
    }

    /// Returns how many of the held bytes are output for certain, and whether a line of the report follows them.
    fn output(&self, held: &[u8]) -> (usize, bool) {
        let tag = self.seal.tag();
        for start in 0..held.len() {
            if held[start] == tag[0] {
                let rest = &held[start..];
                if rest.starts_with(&tag) {
                    return (start, true);
                }
                if rest.len() < WORD && tag.starts_with(rest) {
                    return (start, false);
                }
            }
        }
        (held.len(), false)
    }

    /// Returns what a line is that begins with the tag and ends with a newline.
    fn line(&self, line: &[u8]) -> Piece {
        match self.seal.open(line) {
            None => Piece::Forged,
            Some(text) => self.legend.read(text).map_or(Piece::Unread, Piece::Line),
        }
    }
}
