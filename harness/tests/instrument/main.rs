//! Rewritten guests on a real engine: what they report, and that they compute the same.

mod assembling;
mod component;
mod handlers;
mod host;
mod later;
mod lies;
mod memory;
mod peer;
mod random;
mod records;
mod shapes;
mod sources;
