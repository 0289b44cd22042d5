//! Reports: what people and programs read of a run.

pub mod claims;
pub mod grid;
pub mod page;
pub mod text;
