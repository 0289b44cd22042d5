//! Where a call is answered, and where what it answers with stands: for those who change a call between a guest and its
//! runtime.
//!
//! An interface declares it beside its functions, so that whoever changes a call knows no function by its name.

/// The byte that fills what a call is to write to, in a guest that tells what was left unwritten. No enum has a case of this
/// number, and no set of flags these bits.
pub const BLANK: u8 = 0xa5;

/// Where a call says how it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerAt {
    /// In its core result: 0 for success, or the number of an errno.
    Result,
    /// In memory: a byte that is 0 for success, and the number of the error in another one.
    Memory {
        /// The core parameter that holds the address of the first.
        ptr: usize,
        /// How far behind it the other one stands.
        error: u32,
    },
    /// Nowhere: the call cannot fail.
    Nowhere,
}

/// One value that a call gives when it succeeds, as small as readers tell values apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The field of the trace that it stands in.
    pub field: &'static str,
    /// Its name within that field, where it is only a part of it.
    pub part: Option<&'static str>,
    /// Where it stands.
    pub at: At,
    /// What it is.
    pub sort: Sort,
}

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// In the core result.
    Result,
    /// In memory.
    Memory {
        /// The core parameter that holds an address.
        ptr: usize,
        /// How far behind it the value stands.
        offset: u32,
        /// How many bytes it has.
        size: u32,
    },
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A number, of which a neighbour is another one: a length, a port, a descriptor, a case of an enum.
    Number,
    /// `0` or `1`.
    Bool,
    /// Bits that may be joined.
    Flags,
}

/// The bytes that a call moves between the guest and what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// Those that the guest gives or takes in vectors.
    Vectors {
        /// The core parameter that holds the address of the vectors.
        ptr: usize,
        /// The core parameter that holds the address of the 32-bit number of bytes that were moved.
        moved: usize,
        /// Whether the guest takes them.
        taken: bool,
    },
    /// Those that the guest gives in a list.
    Given {
        /// The core parameter that holds the address of the list; the next one holds its length.
        ptr: usize,
    },
    /// Those that the guest takes from a stream.
    Copied {
        /// The core parameter that holds the address of its buffer; how many they are says the result, above its lowest 4 bits.
        ptr: usize,
    },
    /// Those that the guest takes in a list which stands in memory.
    Taken {
        /// The core parameter that holds an address.
        ptr: usize,
        /// How far behind it the list stands.
        offset: u32,
    },
}

impl Place {
    /// Returns its name: `datalen`, `addr.port`.
    pub fn name(&self) -> String {
        match self.part {
            Some(part) => format!("{}.{part}", self.field),
            None => self.field.to_owned(),
        }
    }

    /// Returns how many bytes it has in memory; 0 for a core result.
    pub fn size(&self) -> u32 {
        match self.at {
            At::Memory { size, .. } => size,
            At::Result => 0,
        }
    }
}
