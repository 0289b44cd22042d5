//! The pieces of guest memory that belong to a call.

/// Where a number of elements comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The value of this parameter.
    Param(usize),
    /// The u32 that this parameter points to, before the call.
    Pointee(usize),
}

/// A piece of guest memory that belongs to a call, for the instrumenter to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// `len` bytes at the address in parameter `ptr`.
    Fixed {
        /// The parameter that holds the address.
        ptr: usize,
        /// How many bytes.
        len: u32,
    },
    /// `count` elements of `size` bytes at the address in parameter `ptr`; reported up to `MAX_ARRAY` bytes.
    Array {
        /// The parameter that holds the address.
        ptr: usize,
        /// How many elements.
        count: Count,
        /// The size of an element in bytes.
        size: u32,
    },
    /// `count` vectors (`{buf: u32, len: u32}`) at the address in parameter `ptr`, and the buffers they point to;
    /// reported up to `MAX_VECTORS` vectors and `MAX_BUFFER` bytes of each buffer.
    Vectors {
        /// The parameter that holds the address.
        ptr: usize,
        /// The parameter that holds the number of vectors.
        count: usize,
    },
    /// The elements of a list whose `{ptr: u32, len: u32}` stands `offset` bytes after the address in parameter `ptr`;
    /// reported up to `MAX_ARRAY` bytes.
    List {
        /// The parameter that holds the address.
        ptr: usize,
        /// How far behind it the list stands.
        offset: u32,
        /// The size of an element in bytes.
        size: u32,
    },
    /// The bytes of a list or a text that is a part of each element of an array: its `{ptr: u32, len: u32}` stands `offset`
    /// bytes after the beginning of the element. Reported of the elements that are reported themselves, up to `MAX_BUFFER`
    /// bytes each.
    Inner {
        /// The array.
        of: Elements,
        /// The size of an element of it in bytes.
        size: u32,
        /// How far behind its beginning the list stands.
        offset: u32,
    },
}

/// Where an array stands whose elements have lists in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elements {
    /// At the address in parameter `ptr`, with their number in the parameter after it.
    Param {
        /// The parameter that holds the address.
        ptr: usize,
    },
    /// Where the `{ptr: u32, len: u32}` says that stands `offset` bytes after the address in parameter `ptr`.
    List {
        /// The parameter that holds the address.
        ptr: usize,
        /// How far behind it the list stands.
        offset: u32,
    },
}

/// The largest part of an array or text that a call reports, in bytes.
pub(crate) const MAX_ARRAY: u32 = 512;
/// The largest number of vectors that a call reports.
pub(crate) const MAX_VECTORS: u32 = 8;
/// The largest part of one vector's buffer, or of a list in a list, that a call reports, in bytes.
pub(crate) const MAX_BUFFER: u32 = 64;
