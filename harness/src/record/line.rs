//! What a guest writes of a record: a line of words, each of eight letters.
//!
//! ```text
//! tag | head | number | thread | site | content ... | code | code
//! ```
//!
//! Every word but the tag and the last is a number of 32 bits, whose eight digits are the letters from `a` (0) to `p` (15), the
//! lowest digit first. A guest makes such a word with a dozen instructions and no loop, and a runtime that takes the output for
//! text changes nothing of it.
//!
//! ```text
//! head     which function (or step of a peer), and which moment of its call: the index in the legend * 4 + moment
//! number   how many lines this thread has written before
//! thread   which thread of the guest this is
//! site     a line, or the complement of an offset
//! content  enter: the arguments, of 64 bits two words each, the lower first
//!          exit: the result; started and later: the number of the call, the result
//!          all: regions of memory, to the end: address, length, and the bytes, four in a word;
//!          a length with its highest bit set, and no bytes: out of bounds
//! code     15 letters that seal all before them, and a newline, see `Seal::end`
//! ```

use super::Site;

/// How many bytes a word has.
pub const WORD: usize = 8;
/// The bit of a length that says that the region is out of bounds.
pub const OUT_OF_BOUNDS: u32 = 1 << 31;

/// The moments at which a call is reported, as the head of a line has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moments {
    /// See [`Moment::Enter`](super::Moment::Enter).
    Enter,
    /// See [`Moment::Exit`](super::Moment::Exit).
    Exit,
    /// See [`Moment::Started`](super::Moment::Started).
    Started,
    /// See [`Moment::Later`](super::Moment::Later).
    Later,
}

impl Moments {
    /// Returns the head of a line on this moment of a call of the function with this index in the legend.
    pub fn head(self, index: u32) -> u32 {
        index << 2 | self as u32
    }

    /// Returns the moment and the index that a head says.
    pub fn of_head(head: u32) -> (Moments, u32) {
        let all = [
            Moments::Enter,
            Moments::Exit,
            Moments::Started,
            Moments::Later,
        ];
        (all[(head & 3) as usize], head >> 2)
    }
}

/// Returns the word that is written for a number.
pub fn letters(number: u32) -> [u8; WORD] {
    std::array::from_fn(|digit| b'a' + (number >> (4 * digit) & 15) as u8)
}

/// Reads the words of a line; `None` if they are none.
pub fn numbers(text: &[u8]) -> Option<Vec<u32>> {
    let (words, []) = text.as_chunks::<WORD>() else {
        return None;
    };
    let number = |word: &[u8; WORD]| {
        word.iter().rev().try_fold(0, |number, letter| {
            let digit = letter.checked_sub(b'a').filter(|digit| *digit < 16)?;
            Some(number << 4 | u32::from(digit))
        })
    };
    words.iter().map(number).collect()
}

/// Returns how a site is written: a line as it is, an offset as its complement.
pub fn of_site(site: Site) -> u32 {
    match site {
        Site::Line(line) => line.min(i32::MAX.cast_unsigned()),
        Site::Offset(offset) => !offset.min(i32::MAX.cast_unsigned()),
    }
}

/// Reads a site.
pub fn site(number: u32) -> Site {
    match number.cast_signed() {
        0.. => Site::Line(number),
        _ => Site::Offset(!number),
    }
}
