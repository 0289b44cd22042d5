//! Reports: what people and programs read of a run.

mod cell;
pub mod claims;
pub mod compare;
pub mod coverage;
pub mod page;
pub mod picture;
pub mod policies;
pub mod text;
