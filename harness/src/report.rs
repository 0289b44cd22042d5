//! Reports: what people and programs read of a run.

pub mod json;
pub mod text;
