//! Each way to be red, and that a run tells of it: what fails as a test ends the run with 1, and is named in its text and recording.

mod tree;
mod trials;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use wasock_runners::{Capabilities, Ending, Guest, Runner, RunnerError};

use super::*;
use crate::column::{Column, Columns};
use crate::event::{Began, TrialSeen};
use crate::line;
use crate::outcome::Outcome;
use crate::record::Record;
use crate::recording::Recording;
use crate::report;
use crate::snapshot::Snapshots;
use crate::trace::Trace;
use crate::verdict;
use crate::world::World;

/// Two binds and a listen stand before its question, which is on the last of these lines.
const CASE: &str = "wasix/stream/listening/listen";
const LINES: [u32; 4] = [13, 15, 16, 17];
/// A case of an interface of which the oracle does not tell what the kernel knows.
const OTHER_CASE: &str = "wasip2/stream/bound/start-listen";
/// A case with a peer.
const PEER_CASE: &str = "wasix/stream/pending/accept-peer";

/// A runner that is never run.
struct Idle(&'static str, Capabilities);

impl Runner for Idle {
    fn name(&self) -> &str {
        self.0
    }

    fn version(&self) -> &str {
        "1"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.1
    }

    fn run(&self, _: &Guest<'_>) -> Result<Ending, RunnerError> {
        unreachable!("nothing is run here")
    }
}

fn columns() -> Columns {
    let idle = |name, interfaces: &[&str], host_sockets, witness| {
        let capabilities = Capabilities {
            host_sockets,
            witness,
            ..Capabilities::of(interfaces)
        };
        Column::new(Idle(name, capabilities))
    };
    let columns = vec![
        idle("wasmer", &["wasix"], true, false),
        idle("wasmer-loopback", &["wasix"], false, false),
        idle("wasmtime", &["wasip2"], true, false),
        idle("reference", &["wasip2", "wasix"], true, true),
    ];
    Columns::new(columns).unwrap()
}

/// The suite of this tree, with a place of its own for what is recorded.
fn suite(test: &str) -> (Suite, PathBuf) {
    let name = format!("wasock-standing-{}-{test}", std::process::id());
    let root = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("snapshots")).unwrap();
    let mut suite = Suite::here().unwrap();
    suite.runners = root.join("runners");
    suite.snapshots = Snapshots::new(
        root.join("snapshots"),
        root.join("runners"),
        root.join("staging"),
    );
    (suite, root)
}

fn trial(suite: &Suite, name: &str, column: &str) -> Trial {
    Trial {
        case: Arc::new(suite.load(name).unwrap()),
        column: columns().find(column).unwrap().clone(),
    }
}

/// What a guest reported that opened, bound and listened, and had this errno for its question; without those calls that are
/// `left_out` by their places.
fn report(errno: u16, left_out: &[usize]) -> String {
    let address = format!(" @16=010000007f000001{}", "00".repeat(12));
    let calls = [
        ("sock_open", "1, 1, 6, 0", "", 0, " @0=04000000"),
        ("sock_bind", "4, 16", address.as_str(), 0, ""),
        ("sock_listen", "4, 8", "", 0, ""),
        ("sock_listen", "4, 16", "", errno, ""),
    ];
    let mut text = String::new();
    for (at, (name, arguments, before, errno, after)) in calls.into_iter().enumerate() {
        if !left_out.contains(&at) {
            let line = LINES[at];
            text += &format!("> L{line} wasix_32v1.{name}({arguments}){before}\n");
            text += &format!("< L{line} wasix_32v1.{name} = {errno}{after}\n");
        }
    }
    text
}

/// What the kernel knew before each of those calls.
const WITNESS: &str = "\
reference: before sock_open(1, 1, 6, 0): 0=file 1=file 2=file
reference: before sock_bind(4, 16): 0=file 1=file 2=file 4=close,queue=0,out,hup
reference: before sock_listen(4, 8): 0=file 1=file 2=file 4=close,queue=0,port,out,hup
reference: before sock_listen(4, 16): 0=file 1=file 2=file 4=listen,queue=0,port
";

fn measured(trial: &Trial, report: &str, outcome: Outcome, witness: &str) -> Measured {
    let mut trace = Trace::default();
    for record in Record::all(report).unwrap() {
        trace.push(&record);
    }
    let (case, calls) = (&trial.case, trace.calls);
    let judgement = verdict::judge(case.header.level, &case.expectations, &calls, outcome);
    let tells = trial.column.runner.capabilities().witness;
    Measured {
        lines: line::lines(&calls, &case.expectations, false),
        calls,
        judgement,
        undefined: false,
        left: Vec::new(),
        said: String::new(),
        witness: tells.then(|| witness.to_owned()),
        usage: crate::process::Usage::default(),
        took: Duration::ZERO,
    }
}

/// The recording of a run that had one trial.
fn recording(suite: &Suite, trial: &Trial, measured: &Measured, standing: &Standing) -> Recording {
    let trials = [trial.clone()];
    let began = Began::before_trials(suite, &columns(), &trials, &World::Private).unwrap();
    let seen = TrialSeen::from_measured(suite, &began, trial, measured, standing);
    Recording {
        began,
        trials: vec![seen],
        ..Recording::default()
    }
}

/// Holds a run to saying that it is red, by `named`, wherever it speaks.
fn is_told(row: &str, root: &Path, recording: &Recording, named: &str) {
    assert!(!recording.is_as_it_should_be(), "{row}: the run is green");
    let text = report::text::render(recording, report::text::Look::default());
    assert!(text.contains(named), "{row}: {text}\nhas no: {named}");
    assert!(!text.contains("Every trial did"), "{row}: {text}");
    let file = root.join("run.json");
    fs::write(&file, recording.json()).unwrap();
    let read = Recording::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    assert_eq!(&read, recording, "{row}");
}

const SUCCESS: u16 = 0;
const NOTSUP: u16 = 58;

/// The transcripts of the case.
const RIGHT: &str = "\
L13 sock_open(af=inet4, type=stream, proto=tcp) -> success fd=$a
L15 sock_bind(fd=$a, addr=127.0.0.1:0) -> success
L16 sock_listen(fd=$a, backlog=8) -> success
L17 sock_listen(fd=$a, backlog=16) -> success
=> completed
";

fn wrong() -> String {
    RIGHT.replace("backlog=16) -> success", "backlog=16) -> notsup")
}

/// Files by their paths in the tree, with what they hold.
type Files = Vec<(&'static str, String)>;

struct Row {
    name: &'static str,
    case: &'static str,
    column: &'static str,
    report: String,
    outcome: Outcome,
    witness: &'static str,
    /// The files of snapshots, and the list of the column.
    files: Files,
    /// What is told; nothing where the trial is green.
    named: &'static [&'static str],
}

/// A trial that is green unless the row says otherwise: the baseline is right, and recorded.
fn row(name: &'static str, column: &'static str, errno: u16) -> Row {
    Row {
        name,
        case: CASE,
        column,
        report: report(errno, &[]),
        outcome: Outcome::Completed,
        witness: WITNESS,
        files: vec![(
            "snapshots/wasix/stream/listening/listen.snap",
            snapshot(RIGHT),
        )],
        named: &[],
    }
}

fn snapshot(transcript: &str) -> String {
    format!("---\n{{}}\n---\n{transcript}")
}

const OWN: &str = "snapshots/wasix/stream/listening/listen@wasmer.snap";
const LIST: &str = "runners/wasmer/not-asked.toml";

fn with(mut row: Row, file: &'static str, text: String) -> Row {
    row.files.push((file, text));
    row
}

fn entry(call: &str) -> String {
    format!("\"{CASE}\" = \"{call}\"\n")
}

fn write(root: &Path, file: &str, text: &str) {
    let file = root.join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}
