//! Numbers and bytes from the memory that a report has of a call.

use super::Value;
use crate::record::{Image, Read};

/// `len` bytes at `address`, of which at most `max` were reported: [`Value::OutOfBounds`] where the report says so, and
/// [`Value::Unknown`] where it has nothing.
pub fn bytes(image: &Image, address: u64, len: u64, max: u32) -> Value {
    let reported = len.min(u64::from(max));
    if reported == 0 {
        return Value::bytes(&[]);
    }
    match image.read(address, reported as usize) {
        Read::Bytes(bytes) => Value::Bytes {
            bytes: bytes.to_vec(),
            len,
        },
        Read::OutOfBounds => Value::OutOfBounds(address),
        Read::Unknown => Value::Unknown,
    }
}

/// Returns a little-endian number of up to eight bytes.
pub fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}
