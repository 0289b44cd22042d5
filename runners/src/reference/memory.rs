//! The guest's linear memory during one call.

use std::cell::UnsafeCell;
use std::ptr;
use std::sync::atomic::{AtomicU8, Ordering};

use super::errno::Errno;
use crate::interface::Interface;

/// The bytes of the guest's memory, and the interface through which the guest called.
///
/// A pointer is an offset into the bytes. It need not be aligned: the witx files ask for alignment, but wasm memory has
/// no unaligned access to fail. A range that is not inside memory is [`Errno::bad_pointer`].
pub struct Memory<'a> {
    bytes: Bytes<'a>,
    interface: Interface,
}

enum Bytes<'a> {
    /// Nobody else has them during the call.
    Own(&'a mut [u8]),
    /// Other threads of the guest may read and write there at the same time. So each byte is read and written for itself.
    Shared(&'a [AtomicU8]),
}

/// A piece of memory that is known to be inside it, for an answer that is written after the host has answered.
///
/// Every call makes its slots first. A bad pointer is therefore found before anything has happened: no call leaves a
/// descriptor behind that the guest was never told of.
#[derive(Debug, Clone, Copy)]
pub struct Slot<const N: usize>(usize);

/// An iovec or ciovec: a range that is known to be inside memory.
pub type Vector = std::ops::Range<usize>;

/// The most vectors in one call, `IOV_MAX` of the host.
pub const MAX_VECTORS: u32 = 1024;

impl<'a> Memory<'a> {
    /// The memory of a guest of one thread, which called through `interface`.
    pub fn new(bytes: &'a mut [u8], interface: Interface) -> Self {
        let bytes = Bytes::Own(bytes);
        Self { bytes, interface }
    }

    /// The memory that the threads of a guest share, one of which called through `interface`.
    pub fn shared(bytes: &'a [UnsafeCell<u8>], interface: Interface) -> Self {
        #[expect(unsafe_code, reason = "the standard library has no function for it")]
        // SAFETY: both types have one layout, and this process never reads or writes the bytes but as atomic ones.
        let bytes = unsafe { &*(ptr::from_ref(bytes) as *const [AtomicU8]) };
        let bytes = Bytes::Shared(bytes);
        Self { bytes, interface }
    }

    /// The interface through which the guest called.
    pub fn interface(&self) -> Interface {
        self.interface
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        match &self.bytes {
            Bytes::Own(bytes) => bytes.len(),
            Bytes::Shared(bytes) => bytes.len(),
        }
    }

    /// The `len` bytes at `address`, as a range of offsets.
    pub fn range(&self, address: u32, len: usize) -> Result<Vector, Errno> {
        let start = address as usize;
        match start.checked_add(len) {
            Some(end) if end <= self.len() => Ok(start..end),
            _ => Err(Errno::bad_pointer(self.interface)),
        }
    }

    /// A place for an answer of `N` bytes at `address`.
    pub fn slot<const N: usize>(&self, address: u32) -> Result<Slot<N>, Errno> {
        Ok(Slot(self.range(address, N)?.start))
    }

    /// Writes an answer.
    pub fn write<const N: usize>(&mut self, slot: Slot<N>, bytes: [u8; N]) {
        self.put(slot.0, &bytes);
    }

    /// Writes these bytes from an offset on, which is known to leave room for them.
    pub fn put(&mut self, offset: usize, bytes: &[u8]) {
        let range = offset..offset + bytes.len();
        match &mut self.bytes {
            Bytes::Own(own) => own[range].copy_from_slice(bytes),
            Bytes::Shared(shared) => {
                for (place, byte) in shared[range].iter().zip(bytes) {
                    place.store(*byte, Ordering::Relaxed);
                }
            }
        }
    }

    /// The `N` bytes at `address`.
    pub fn read<const N: usize>(&self, address: u32) -> Result<[u8; N], Errno> {
        let bytes = self.bytes(self.range(address, N)?);
        Ok(bytes.try_into().expect("the range has that length"))
    }

    /// The bytes of a range.
    pub fn bytes(&self, range: Vector) -> Vec<u8> {
        self.gather(&[range])
    }

    /// The `count` vectors (`{buf: u32, len: u32}`) at `address`.
    ///
    /// # Errors
    /// A bad pointer when the array or one of the buffers is not inside memory; `too_many` when there are more than
    /// [`MAX_VECTORS`], which the host calls `EINVAL` or `EMSGSIZE`, depending on the call.
    pub fn vectors(&self, address: u32, count: u32, too_many: Errno) -> Result<Vec<Vector>, Errno> {
        if count > MAX_VECTORS {
            return Err(too_many);
        }
        let array = self.range(address, count as usize * 8)?;
        self.bytes(array)
            .chunks_exact(8)
            .map(|vector| self.range(u32_at(vector, 0), u32_at(vector, 4) as usize))
            .collect()
    }

    /// Spreads `bytes` over the vectors in order, as far as both reach.
    pub fn scatter(&mut self, vectors: &[Vector], mut bytes: &[u8]) {
        for vector in vectors {
            let (now, later) = bytes.split_at(vector.len().min(bytes.len()));
            self.put(vector.start, now);
            bytes = later;
        }
    }

    /// The bytes of the vectors, one after the other.
    pub fn gather(&self, vectors: &[Vector]) -> Vec<u8> {
        let mut gathered = Vec::with_capacity(vectors.iter().map(Vector::len).sum());
        for vector in vectors.iter().cloned() {
            match &self.bytes {
                Bytes::Own(own) => gathered.extend_from_slice(&own[vector]),
                Bytes::Shared(shared) => {
                    let places = shared[vector].iter();
                    gathered.extend(places.map(|place| place.load(Ordering::Relaxed)));
                }
            }
        }
        gathered
    }
}

/// The little-endian u16 at `offset` of `bytes`.
pub fn u16_at(bytes: &[u8], offset: usize) -> u16 {
    u16::from_le_bytes([bytes[offset], bytes[offset + 1]])
}

/// The little-endian u32 at `offset` of `bytes`.
pub fn u32_at(bytes: &[u8], offset: usize) -> u32 {
    u32::from(u16_at(bytes, offset)) | u32::from(u16_at(bytes, offset + 2)) << 16
}

/// The little-endian u64 at `offset` of `bytes`.
pub fn u64_at(bytes: &[u8], offset: usize) -> u64 {
    u64::from(u32_at(bytes, offset)) | u64::from(u32_at(bytes, offset + 4)) << 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_must_lie_inside() {
        let mut bytes = [0; 16];
        let memory = Memory::new(&mut bytes, Interface::Wasix);
        assert_eq!(memory.range(12, 4), Ok(12..16));
        assert_eq!(memory.range(16, 0), Ok(16..16));
        assert_eq!(memory.range(13, 4), Err(Errno::MEMVIOLATION));
        assert_eq!(memory.range(u32::MAX, usize::MAX), Err(Errno::MEMVIOLATION));
        assert_eq!(
            Memory::new(&mut [], Interface::Wasip1).slot::<1>(0).err(),
            Some(Errno::FAULT)
        );
    }

    #[test]
    fn vectors_are_checked_and_filled_in_order() {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&[16, 0, 0, 0, 2, 0, 0, 0, 20, 0, 0, 0, 12, 0, 0, 0]);
        let mut memory = Memory::new(&mut bytes, Interface::Wasix);
        let vectors = memory
            .vectors(0, 2, Errno::INVAL)
            .expect("both vectors are inside");
        assert_eq!(vectors, [16..18, 20..32]);
        memory.scatter(&vectors, b"abcd");
        assert_eq!(memory.bytes(16..24), b"ab\0\0cd\0\0");
        assert_eq!(memory.gather(&vectors), b"abcd\0\0\0\0\0\0\0\0\0\0");

        assert_eq!(
            memory.vectors(0, 5, Errno::INVAL),
            Err(Errno::MEMVIOLATION),
            "the array is not inside"
        );
        assert_eq!(
            memory.vectors(9, 1, Errno::INVAL),
            Err(Errno::MEMVIOLATION),
            "the buffer is not inside"
        );
        assert_eq!(memory.vectors(0, 1025, Errno::MSGSIZE), Err(Errno::MSGSIZE));
    }

    #[test]
    fn numbers_are_little_endian() {
        let bytes = [1, 2, 3, 4, 5, 6, 7, 8];
        assert_eq!(
            (u16_at(&bytes, 0), u32_at(&bytes, 4)),
            (0x0201, 0x0807_0605)
        );
        assert_eq!(u64_at(&bytes, 0), 0x0807_0605_0403_0201);
    }
}
