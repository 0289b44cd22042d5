//! What the tables promise to the instrumenter, and how representative calls are decoded.

mod calls;
mod errno;
mod later;
mod memory;
mod source;
mod tables;
mod waits;
mod wit;

use crate::record::{Image, Moment, Record, Site};

use super::*;

fn functions() -> impl Iterator<Item = &'static witx::Signature> {
    let tables = [wasip1::FUNCTIONS, wasix::FUNCTIONS, steps::FUNCTIONS];
    tables.into_iter().flatten()
}

/// Pieces of memory as a report has them: `None` is out of bounds.
type Pieces<'a> = &'a [(u64, Option<&'a [u8]>)];

/// The module and the name of a function: with a dot between them, or by themselves.
trait Named {
    fn parts(&self) -> (&str, &str);
}

impl Named for &str {
    fn parts(&self) -> (&str, &str) {
        self.split_once('.').unwrap()
    }
}

impl Named for (&str, &str) {
    fn parts(&self) -> (&str, &str) {
        *self
    }
}

fn record(name: impl Named, moment: Moment, pieces: Pieces) -> Record {
    let (module, name) = name.parts();
    let mut image = Image::default();
    for (address, bytes) in pieces {
        image.add(*address, bytes.map(<[u8]>::to_vec));
    }
    Record {
        thread: 0,
        site: Site::Line(1),
        module: module.to_owned(),
        name: name.to_owned(),
        moment,
        image,
    }
}

/// Returns the line of a call that returned.
fn line(
    name: impl Named + Copy,
    args: &[u64],
    before: Pieces,
    result: Option<u64>,
    after: Pieces,
) -> String {
    let enter = record(name, Moment::Enter(args.to_vec()), before);
    let exit = record(name, Moment::Exit(result), after);
    decode(&enter, Some(&exit)).to_string()
}
