//! WASI 0.2: what its WIT does not say of its functions.

pub mod roles;
