//! The guest's linear memory during one call.

use super::errno::Errno;
use crate::interface::Interface;

/// The bytes of the guest's memory, and the interface through which the guest called.
///
/// A pointer is an offset into the bytes. It need not be aligned: the witx files ask for alignment, but wasm memory has
/// no unaligned access to fail. A range that is not inside memory is [`Errno::bad_pointer`].
pub struct Memory<'a> {
    bytes: &'a mut [u8],
    interface: Interface,
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
    /// The memory of a guest that called through `interface`.
    pub fn new(bytes: &'a mut [u8], interface: Interface) -> Self {
        Self { bytes, interface }
    }

    /// The interface through which the guest called.
    pub fn interface(&self) -> Interface {
        self.interface
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The `len` bytes at `address`, as a range of offsets.
    pub fn range(&self, address: u32, len: usize) -> Result<Vector, Errno> {
        let start = address as usize;
        match start.checked_add(len) {
            Some(end) if end <= self.bytes.len() => Ok(start..end),
            _ => Err(Errno::bad_pointer(self.interface)),
        }
    }

    /// A place for an answer of `N` bytes at `address`.
    pub fn slot<const N: usize>(&self, address: u32) -> Result<Slot<N>, Errno> {
        Ok(Slot(self.range(address, N)?.start))
    }

    /// Writes an answer.
    pub fn write<const N: usize>(&mut self, slot: Slot<N>, bytes: [u8; N]) {
        self.bytes[slot.0..slot.0 + N].copy_from_slice(&bytes);
    }

    /// The `N` bytes at `address`.
    pub fn read<const N: usize>(&self, address: u32) -> Result<[u8; N], Errno> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(&self.bytes[self.range(address, N)?]);
        Ok(bytes)
    }

    /// The bytes of a range.
    pub fn slice(&self, range: Vector) -> &[u8] {
        &self.bytes[range]
    }

    /// The bytes of a range, to be written.
    pub fn slice_mut(&mut self, range: Vector) -> &mut [u8] {
        &mut self.bytes[range]
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
        self.bytes[array]
            .chunks_exact(8)
            .map(|vector| self.range(u32_at(vector, 0), u32_at(vector, 4) as usize))
            .collect()
    }

    /// Spreads `bytes` over the vectors in order, as far as both reach.
    pub fn scatter(&mut self, vectors: &[Vector], mut bytes: &[u8]) {
        for vector in vectors {
            let (now, later) = bytes.split_at(vector.len().min(bytes.len()));
            self.bytes[vector.start..vector.start + now.len()].copy_from_slice(now);
            bytes = later;
        }
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
        assert_eq!(memory.slice(16..24), b"ab\0\0cd\0\0");

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
