//! Reports: what people and programs read of a run.

mod aligned;
mod cell;
pub mod claims;
pub mod compare;
pub mod coverage;
pub mod errnos;
pub mod page;
pub mod picture;
pub mod policies;
pub mod text;
