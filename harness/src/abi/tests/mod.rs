//! What the tables promise to the instrumenter, and how representative calls are decoded.

mod calls;
mod memory;
mod tables;

use crate::record::{Image, Moment, Record, Site};

use super::*;

fn functions() -> impl Iterator<Item = &'static Function> {
    let tables = [wasip1::FUNCTIONS, wasix::FUNCTIONS, peer::FUNCTIONS];
    tables.into_iter().flatten()
}

/// Pieces of memory as a report has them: `None` is out of bounds.
type Pieces<'a> = &'a [(u64, Option<&'a [u8]>)];

fn record(name: &str, moment: Moment, pieces: Pieces) -> Record {
    let (module, name) = name.split_once('.').unwrap();
    let mut image = Image::default();
    for (address, bytes) in pieces {
        image.add(*address, bytes.map(<[u8]>::to_vec));
    }
    Record {
        site: Site::Line(1),
        module: module.to_owned(),
        name: name.to_owned(),
        moment,
        image,
    }
}

/// The line of a call that returned.
fn line(name: &str, args: &[u64], before: Pieces, result: Option<u64>, after: Pieces) -> String {
    let enter = record(name, Moment::Enter(args.to_vec()), before);
    let exit = record(name, Moment::Exit(result), after);
    decode(&enter, Some(&exit)).to_string()
}
