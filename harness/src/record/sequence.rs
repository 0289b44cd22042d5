//! Whether every record of every thread has come, and once.
//!
//! Each thread of a guest numbers its lines. A guest can keep a line back, by turning its standard output elsewhere, and it
//! can write a line again; neither goes unseen, but for a last line, of which no later one tells: see `measure/end.rs`. It
//! cannot give a line another number, because the number is sealed.

use std::collections::BTreeMap;

use super::legend::{Line, Told};

/// How many lines of a thread may come before one of them. A line is late where it comes by the other one of the two streams, and is
/// overtaken by no more than what a pipe holds, which is less than half as many of the shortest ones.
const EARLY: usize = 1 << 13;

/// The lines that have come.
#[derive(Debug, Default)]
pub struct Sequence {
    threads: BTreeMap<u32, Thread>,
}

#[derive(Debug, Default)]
struct Thread {
    /// The number of the line that is to come next.
    next: u32,
    /// What came before its turn. Standard output and error are two streams, and a guest may go over from one to the other.
    early: BTreeMap<u32, Told>,
}

/// A line that has come before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// The thread.
    pub thread: u32,
    /// The number.
    pub number: u32,
}

impl Sequence {
    /// Takes a line, and gives all whose turn it is with it, in order.
    ///
    /// # Errors
    /// [`Again`] if there was a line with its number.
    pub fn take(&mut self, line: Line) -> Result<Vec<Told>, Again> {
        let Line {
            thread,
            number,
            told,
        } = line;
        let known = self.threads.entry(thread).or_default();
        if number < known.next || known.early.contains_key(&number) {
            return Err(Again { thread, number });
        }
        known.early.insert(number, told);
        let mut due = Vec::new();
        while let Some(told) = known.early.remove(&known.next) {
            known.next += 1;
            due.push(told);
        }
        Ok(due)
    }

    /// Whether more lines wait for one that has not come than any that is only late lets pass. What waits is kept, so a guest that
    /// keeps a line back could have it grow for as long as it runs.
    pub fn is_torn(&self) -> bool {
        self.threads
            .values()
            .any(|thread| thread.early.len() > EARLY)
    }

    /// Returns the thread and the number of a line that has not come, although a later one has.
    pub fn missing(&self) -> Option<(u32, u32)> {
        let mut gaps = self
            .threads
            .iter()
            .filter(|(_, thread)| !thread.early.is_empty());
        gaps.next().map(|(number, thread)| (*number, thread.next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(thread: u32, number: u32) -> Line {
        Line {
            thread,
            number,
            told: Told::Returned,
        }
    }

    #[test]
    fn a_line_is_given_when_it_is_its_turn() {
        let mut sequence = Sequence::default();
        let came = |sequence: &mut Sequence, thread, number| {
            sequence.take(line(thread, number)).map(|due| due.len())
        };
        assert_eq!(came(&mut sequence, 0, 0), Ok(1));
        assert_eq!(came(&mut sequence, 0, 3), Ok(0));
        assert_eq!(came(&mut sequence, 0, 2), Ok(0));
        assert_eq!(came(&mut sequence, 7, 0), Ok(1));
        assert_eq!(sequence.missing(), Some((0, 1)));
        assert_eq!(came(&mut sequence, 0, 1), Ok(3));
        assert_eq!(sequence.missing(), None);
    }

    #[test]
    fn no_more_waits_for_a_line_than_can_have_overtaken_it() {
        let mut sequence = Sequence::default();
        let mut torn = |number| {
            assert_eq!(sequence.take(line(0, number)), Ok(vec![]));
            sequence.is_torn()
        };
        assert_eq!((1..).find(|&number| torn(number)), Some(8193));
        assert_eq!(sequence.missing(), Some((0, 0)));
    }

    #[test]
    fn a_line_comes_once() {
        let mut sequence = Sequence::default();
        let again = |number| Err(Again { thread: 0, number });
        assert_eq!(sequence.take(line(0, 0)), Ok(vec![Told::Returned]));
        assert_eq!(sequence.take(line(0, 0)), again(0));
        assert_eq!(sequence.take(line(0, 5)), Ok(vec![]));
        assert_eq!(sequence.take(line(0, 5)), again(5));
    }
}
