//! Reports: what people and programs read of a run.

pub(crate) mod aligned;
pub mod bug;
mod cell;
mod change;
pub mod claims;
pub mod compare;
pub mod coverage;
pub mod errnos;
pub(crate) mod finding;
pub mod junit;
pub mod observed;
pub mod page;
pub mod picture;
pub mod policies;
pub mod text;
