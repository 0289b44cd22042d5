//! Values behind the pointers of a call, from the memory that a report has of it.
//!
//! Each of these answers [`Value::OutOfBounds`] where the report says so, and [`Value::Unknown`] where it has nothing.

use super::layout::Layout;
use crate::interface::memory::{bytes, number};
use crate::interface::{MAX_ARRAY, MAX_BUFFER, MAX_VECTORS, Value};
use crate::record::{Image, Read};

/// Returns what stands at `address`.
pub fn pointee(image: &Image, address: u64, layout: Layout) -> Value {
    match image.read(address, layout.size() as usize) {
        Read::Bytes(bytes) => layout.decode(bytes),
        Read::OutOfBounds => Value::OutOfBounds(address),
        Read::Unknown => Value::Unknown,
    }
}

/// `count` elements at `address`, as many as were reported. An array of bytes is shown as such.
pub fn elements(image: &Image, address: u64, of: Layout, count: u64) -> Value {
    if of == Layout::U8 {
        return bytes(image, address, count, MAX_ARRAY);
    }
    let mut items = Vec::new();
    for index in 0..count.min(u64::from(MAX_ARRAY / of.size())) {
        match pointee(
            image,
            address.wrapping_add(index * u64::from(of.size())),
            of,
        ) {
            value @ (Value::OutOfBounds(_) | Value::Unknown) if items.is_empty() => return value,
            Value::OutOfBounds(_) | Value::Unknown => break,
            value => items.push(value),
        }
    }
    Value::List { items, len: count }
}

/// A buffer of a vector: its address and its length in bytes.
pub type Vector = (u64, u64);

/// Returns the reported ones of `count` vectors at `address`; else what to show for all of them.
pub fn vectors(image: &Image, address: u64, count: u64) -> Result<Vec<Vector>, Value> {
    let mut vectors = Vec::new();
    for index in 0..count.min(u64::from(MAX_VECTORS)) {
        let address = address.wrapping_add(index * 8);
        match image.read(address, 8) {
            Read::Bytes(bytes) => {
                vectors.push((number(&bytes[..4]), number(&bytes[4..])));
            }
            Read::OutOfBounds if vectors.is_empty() => return Err(Value::OutOfBounds(address)),
            Read::Unknown if vectors.is_empty() => return Err(Value::Unknown),
            Read::OutOfBounds | Read::Unknown => break,
        }
    }
    Ok(vectors)
}

/// Returns what the call is given to send: the bytes of a single vector, else a list with the bytes of each. A single
/// buffer out of bounds stands in a list too, and is so told from a vector array out of bounds.
pub fn gathered(image: &Image, vectors: &[Vector], count: u64) -> Value {
    let mut items: Vec<_> = vectors
        .iter()
        .map(|&(buf, len)| bytes(image, buf, len, MAX_BUFFER))
        .collect();
    match items.as_slice() {
        [Value::Bytes { .. }] if count == 1 => items.remove(0),
        _ => Value::List { items, len: count },
    }
}

/// Returns the buffers that the call is to fill, shown only if one of them is out of bounds.
pub fn room_out_of_bounds(image: &Image, vectors: &[Vector], count: u64) -> Option<Value> {
    let buffers = vectors
        .iter()
        .map(|&(buf, len)| match bytes(image, buf, len, MAX_BUFFER) {
            Value::OutOfBounds(address) => Value::OutOfBounds(address),
            _ => Value::Unknown,
        });
    let items: Vec<_> = buffers.collect();
    let some = items
        .iter()
        .any(|item| matches!(item, Value::OutOfBounds(_)));
    some.then_some(Value::List { items, len: count })
}

/// Returns the `len` bytes that a call wrote into `vectors`, up to the first that was not reported.
pub fn scattered(image: &Image, vectors: &[Vector], len: u64) -> Value {
    let mut written = Vec::new();
    for &(buf, room) in vectors {
        let wanted = room.min(len - written.len() as u64);
        match bytes(image, buf, wanted, MAX_BUFFER) {
            Value::Bytes {
                bytes: reported, ..
            } => {
                written.extend_from_slice(&reported);
                if (reported.len() as u64) < wanted {
                    break;
                }
            }
            _ => break,
        }
    }
    Value::Bytes {
        bytes: written,
        len,
    }
}
