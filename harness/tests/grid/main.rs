//! The grid: what it refuses, and how a trace is followed through it.

mod components;
mod counterparts;
mod datagrams;
mod declared;
mod endpoints;
mod kernel;
mod later;
mod lists;
mod pairs;
mod peer;
mod report;
mod rows;
mod states;
mod threads;
mod udp;

use std::path::Path;

use wasock::grid::track::{Known, Tracker};
use wasock::grid::{Grid, Grids, Source};
use wasock::interface::Atom;
use wasock::record::Record;
use wasock::trace::{Call, Trace};

/// The tree of the suite.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn grids() -> Grids {
    Grids::load(&here().join("cases")).unwrap_or_else(|error| panic!("{error}"))
}

/// A file that a test declares.
fn file(name: &str, text: &str) -> Source {
    Source {
        file: name.to_owned(),
        text: text.to_owned(),
    }
}

fn calls(report: &str) -> Vec<Call> {
    let mut trace = Trace::default();
    for record in Record::all(report).unwrap() {
        trace.push(&record);
    }
    trace.calls
}

/// The state of each number after the calls, but for standard input, output and error.
fn after(grid: &Grid, report: &str) -> String {
    let mut tracker = Tracker::new(grid);
    for call in calls(report) {
        tracker.step(&call);
    }
    let all = tracker.descriptors();
    let standard = [0, 1, 2].map(Atom::Fd);
    let own = |(number, known): &(&Atom, &Known)| !standard.contains(number) && !known.is_child;
    let shown = all.iter().filter(own).map(|(number, known)| {
        let nonblock = if known.nonblock { "!" } else { "" };
        format!("{number}={}{nonblock}", known.state.unwrap_or("?"))
    });
    shown.collect::<Vec<_>>().join(" ")
}
