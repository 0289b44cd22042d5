//! The tag and the key by which the lines of a report are known to be ours.
//!
//! Both are constants in the code that a traced guest carries. A guest sees its tag when it reads back what it has
//! written; the key it cannot see, because no instruction reads code or a global that is not its own. So it can repeat a line
//! or keep one back, and cannot write one.

use std::hash::Hasher as _;

use siphasher::sip::SipHasher24;

use super::line::{WORD, letters};

/// What SipHash exchanges with its key, to begin with.
const SIPHASH: [u64; 4] = [
    0x736f_6d65_7073_6575,
    0x646f_7261_6e64_6f6d,
    0x6c79_6765_6e65_7261,
    0x7465_6462_7974_6573,
];

/// How many letters of the code stand in a line; a newline follows them.
const CODE: usize = 15;

/// The tag and the key of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    tag: [u8; WORD],
    key: [u64; 2],
}

impl Seal {
    /// Returns the seal with this tag and this key. The tag should be eight bytes that no guest prints by accident, and must
    /// not hold a letter from `a` to `p`.
    pub const fn new(tag: [u8; WORD], key: [u64; 2]) -> Self {
        Self { tag, key }
    }

    /// Returns a seal that nobody can know.
    ///
    /// # Panics
    /// If the system has no random bytes.
    pub fn random() -> Self {
        let mut bytes = [0; 20];
        let got = rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty());
        assert_eq!(
            got,
            Ok(bytes.len()),
            "the system gives so few bytes at once"
        );
        let number = |at: usize| {
            let bytes = bytes[at..].iter().take(8);
            bytes.fold(0, |number, byte| number << 8 | u64::from(*byte))
        };
        let tag = letters(number(0) as u32).map(|letter| letter.to_ascii_uppercase());
        // The two highest bits are the same, so that the constants of the guest that are made of a key, each of which differs from it in
        // one of the two, have equally many bytes: a runtime that tells a place in the code tells the same one in every run.
        let key = [4, 12].map(|at| ((number(at) << 1).cast_signed() >> 1).cast_unsigned());
        Self::new(tag, key)
    }

    /// Returns the tag.
    pub fn tag(&self) -> [u8; WORD] {
        self.tag
    }

    /// Returns what a guest has of it: the tag, and the state that SipHash begins with.
    pub fn constants(&self) -> [u64; 5] {
        let [a, b, c, d] = SIPHASH;
        let [even, odd] = self.key;
        let tag = u64::from_le_bytes(self.tag);
        [tag, a ^ even, b ^ odd, c ^ even, d ^ odd]
    }

    /// Returns the end that seals a line which begins like this: the lowest 60 bits of SipHash-2-4 (Aumasson and Bernstein
    /// 2012) of all bytes from the tag on, and a newline.
    pub fn end(&self, line: &[u8]) -> [u8; 2 * WORD] {
        let mut hasher = SipHasher24::new_with_keys(self.key[0], self.key[1]);
        hasher.write(line);
        let code = hasher.finish();
        let mut end = [b'\n'; 2 * WORD];
        end[..WORD].copy_from_slice(&letters(code as u32));
        let high = letters((code >> 32) as u32);
        end[WORD..CODE].copy_from_slice(&high[..CODE - WORD]);
        end
    }

    /// Returns what stands between the tag and the end of a line, if the end seals it. `line` has its newline.
    pub fn open<'a>(&self, line: &'a [u8]) -> Option<&'a [u8]> {
        let (sealed, end) = line.split_last_chunk::<{ 2 * WORD }>()?;
        (self.end(sealed) == *end).then_some(sealed)?.get(WORD..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_changed_anywhere_is_not_opened() {
        let seal = Seal::random();
        let mut line = [&seal.tag()[..], b"abcdefgh", b"ponmlkji"].concat();
        line.extend(seal.end(&line));
        assert_eq!(seal.open(&line), Some(&b"abcdefghponmlkji"[..]));
        for at in 0..line.len() {
            let mut changed = line.clone();
            changed[at] ^= 1;
            assert_eq!(seal.open(&changed), None, "{at}");
        }
        assert_eq!(Seal::random().open(&line), None);
        assert_eq!(seal.open(b"\n"), None);
    }
}
