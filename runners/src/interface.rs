//! The interfaces that the reference speaks: they share most calls, and differ in a few numbers.

/// An interface whose calls the reference has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interface {
    /// `wasi_snapshot_preview1`.
    Wasip1,
    /// `wasix_32v1`.
    Wasix,
}
