//! Each way to be red, and that a run tells of it: what fails as a test ends the run with 1, and is named in its text and recording.

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
use crate::record::{Item, Splitter};
use crate::recording::Recording;
use crate::report;
use crate::snapshot::Snapshots;
use crate::trace::Trace;
use crate::verdict;
use crate::world::World;

/// Two binds and a listen stand before its question, which is on the last of these lines.
const CASE: &str = "wasix/stream/listening/listen";
const LINES: [u32; 4] = [13, 15, 16, 17];
/// A case of an interface whose baseline is no oracle.
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
        idle("reference", &["wasix"], true, true),
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
            text += &format!("t> L{line} wasix_32v1.{name}({arguments}){before}\n");
            text += &format!("t< L{line} wasix_32v1.{name} = {errno}{after}\n");
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
    for item in Splitter::new("t").push(report.as_bytes()) {
        match item {
            Item::Record(record) => drop(trace.push(&record)),
            other => panic!("{other:?}"),
        }
    }
    let (case, calls) = (&trial.case, trace.calls);
    let judgement = verdict::judge(case.header.level, &case.expectations, &calls, outcome);
    let tells = trial.column.runner.capabilities().witness;
    Measured {
        lines: line::lines(&calls, &case.expectations),
        calls,
        judgement,
        left: Vec::new(),
        said: String::new(),
        witness: tells.then(|| witness.to_owned()),
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
    let text = report::text::render(recording, false);
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

#[test]
fn what_stands_against_a_trial_is_told_by_a_run() {
    let blocked = "L16 sock_listen(fd=$a, backlog=8) -> notsup";
    let rows = vec![
        row("the reference as recorded", "reference", SUCCESS),
        row("another column like the baseline", "wasmer", SUCCESS),
        with(
            row("a recorded difference", "wasmer", NOTSUP),
            OWN,
            snapshot(&wrong()),
        ),
        Row {
            outcome: Outcome::Broken("the guest tampers with its report".to_owned()),
            named: &["the harness or the case is at fault: broken: the guest tampers"],
            ..row("broken", "wasmer", SUCCESS)
        },
        Row {
            files: vec![(
                "snapshots/wasix/stream/listening/listen.snap",
                snapshot(&wrong()),
            )],
            named: &["the reference must meet every must and should, and deviates (should)"],
            ..row("the reference is wrong, as recorded", "reference", NOTSUP)
        },
        Row {
            report: report(SUCCESS, &[2]),
            witness: "\
reference: before sock_open(1, 1, 6, 0): 0=file 1=file 2=file
reference: before sock_bind(4, 16): 0=file 1=file 2=file 4=close,queue=0,out,hup
reference: before sock_listen(4, 16): 0=file 1=file 2=file 4=close,queue=0,port,out,hup
",
            named: &["listen is asked in stream/listening, it was asked in stream/bound"],
            ..row("asked in another state", "reference", SUCCESS)
        },
        Row {
            witness: "",
            named: &["the kernel contradicts what was tracked: before L13 sock_open"],
            ..row("the kernel was not asked", "reference", SUCCESS)
        },
        Row {
            witness: "\
reference: before sock_open(1, 1, 6, 0): 0=file 1=file 2=file
reference: before sock_bind(4, 16): 0=file 1=file 2=file 4=close,queue=0,out,hup
reference: before sock_listen(4, 8): 0=file 1=file 2=file 4=close,queue=0,port,out,hup
reference: before sock_listen(4, 16): 0=file 1=file 2=file 4=close,queue=0,port,out,hup
",
            named: &["4 was tracked as listening", "the kernel has close"],
            ..row("the kernel knows otherwise", "reference", SUCCESS)
        },
        Row {
            files: vec![(
                "snapshots/wasix/stream/listening/listen.snap",
                snapshot(&wrong()),
            )],
            named: &["Trials not as recorded: 1; not recorded yet: 0"],
            ..row("another baseline was recorded", "reference", SUCCESS)
        },
        Row {
            files: Vec::new(),
            named: &["Trials not as recorded: 0; not recorded yet: 1"],
            ..row("nothing was recorded", "reference", SUCCESS)
        },
        Row {
            named: &[
                "Trials not as recorded: 1",
                "listen::wasmer: deviates (should), not as recorded",
            ],
            ..row("a new difference", "wasmer", NOTSUP)
        },
        Row {
            named: &[
                "listen@wasmer.snap has outlived",
                "it does what the baseline does",
            ],
            ..with(
                row("an outlived difference", "wasmer", SUCCESS),
                OWN,
                snapshot(&wrong()),
            )
        },
        Row {
            named: &["listen@wasmer.snap has outlived"],
            ..with(
                row("a difference that is none", "wasmer", SUCCESS),
                OWN,
                snapshot(RIGHT),
            )
        },
        Row {
            case: OTHER_CASE,
            report: String::new(),
            files: vec![(
                "snapshots/wasip2/stream/bound/start-listen.snap",
                snapshot("=> completed\n"),
            )],
            named: &[
                "start-listen.snap has outlived",
                "no column gives a baseline",
            ],
            ..row("an outlived baseline", "wasmtime", SUCCESS)
        },
        Row {
            named: &[
                "not-asked.toml has outlived",
                "listening/listen: it does what the baseline does",
            ],
            ..with(
                row("an outlived entry", "wasmer", SUCCESS),
                LIST,
                entry(blocked),
            )
        },
        Row {
            named: &[
                "not-asked.toml has outlived",
                "it has a snapshot of its own",
            ],
            ..with(
                with(
                    row("an entry beside a snapshot", "wasmer", NOTSUP),
                    LIST,
                    entry(blocked),
                ),
                OWN,
                snapshot(&wrong()),
            )
        },
        Row {
            named: &["listen@wasmer.snap is no snapshot"],
            ..with(
                row("a snapshot without a head", "wasmer", NOTSUP),
                OWN,
                wrong(),
            )
        },
        Row {
            named: &["not-asked.toml:1", "remove the file and accept"],
            ..with(
                row("a list that is malformed", "wasmer", SUCCESS),
                LIST,
                "a = ".to_owned(),
            )
        },
    ];
    for row in rows {
        let (suite, root) = suite("trials");
        for (file, text) in &row.files {
            write(&root, file, text);
        }
        let trial = trial(&suite, row.case, row.column);
        let measured = measured(&trial, &row.report, row.outcome, row.witness);
        let standing = assess(&suite, &trial, &measured, None);
        let recording = recording(&suite, &trial, &measured, &standing);
        // The test of the trial fails where this is false.
        let green = standing.is_as_it_should_be();
        assert_eq!(green, row.named.is_empty(), "{}: {standing:?}", row.name);
        assert_eq!(green, recording.is_as_it_should_be(), "{}", row.name);
        for named in row.named {
            is_told(row.name, &root, &recording, named);
        }
        fs::remove_dir_all(root).unwrap();
    }
}

fn write(root: &Path, file: &str, text: &str) {
    let file = root.join(file);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn what_no_trial_answers_for_is_told_by_a_run() {
    let cause = |cases: &str| format!("[[difference]]\ncases = [\"{cases}\"]\nreason = \"R.\"\n");
    let own = (OWN, snapshot(&wrong()));
    let differences = "runners/wasmer/differences.toml";
    let rows: Vec<(&str, Files, &str)> = vec![
        ("nothing", vec![], ""),
        (
            "a difference that is explained",
            vec![own.clone(), (differences, cause(CASE))],
            "",
        ),
        (
            "an entry that is explained",
            vec![
                (LIST, entry("L13 f() -> io")),
                (differences, cause("wasix/stream/listening/*")),
            ],
            "",
        ),
        (
            "a column of another build",
            vec![
                (
                    "snapshots/wasix/stream/listening/listen@mine.snap",
                    snapshot(RIGHT),
                ),
                ("runners/mine/differences.toml", cause(CASE)),
            ],
            "",
        ),
        (
            "no case",
            vec![(
                "snapshots/wasix/stream/listening/gone.snap",
                snapshot(RIGHT),
            )],
            "gone.snap: is the snapshot of no case: remove the file",
        ),
        (
            "no column",
            vec![(
                "snapshots/wasix/stream/listening/listen@gone.snap",
                snapshot(RIGHT),
            )],
            "listen@gone.snap: is the snapshot of no column: there is no `gone`",
        ),
        (
            "never compared",
            vec![(
                "snapshots/wasix/stream/pending/accept-peer@wasmer-loopback.snap",
                snapshot(RIGHT),
            )],
            "is never compared: wasmer-loopback does not try this case",
        ),
        (
            "no snapshot",
            vec![("snapshots/picture.svg", String::new())],
            "picture.svg: is no snapshot",
        ),
        (
            "an entry of no case",
            vec![(
                LIST,
                "\n\"wasix/stream/listening/gone\" = \"L1 f() -> io\"\n".to_owned(),
            )],
            "not-asked.toml:2: wasix/stream/listening/gone: there is no such case: remove the line",
        ),
        (
            "a difference that explains nothing",
            vec![(differences, cause(CASE))],
            "differences.toml:2: wasix/stream/listening/listen explains no difference any more: remove it",
        ),
        (
            "a difference with another key",
            vec![(differences, format!("{}since = 1\n", cause(CASE)))],
            "differences.toml:4",
        ),
        (
            "a difference of nothing",
            vec![(
                differences,
                "[[difference]]\ncases = []\nreason = \"R.\"\n".to_owned(),
            )],
            "differences.toml:2: a cause of no difference",
        ),
        (
            "like itself",
            vec![(differences, "like = \"wasmer\"\n".to_owned())],
            "differences.toml:1: `wasmer` is like itself",
        ),
        (
            "a column of a folder that has none of its files",
            vec![
                (
                    "snapshots/wasix/stream/listening/listen@src.snap",
                    snapshot(RIGHT),
                ),
                ("runners/src/lib.rs", String::new()),
            ],
            "listen@src.snap: is the snapshot of no column: there is no `src`",
        ),
        (
            "a test of the harness",
            vec![("snapshots/self/conforms.snap", snapshot(RIGHT))],
            "conforms.snap: is the snapshot of no case",
        ),
        (
            "a list that cannot be read",
            vec![(LIST, "x = [\n".to_owned()), (differences, cause(CASE))],
            "mend the file, or remove it and accept",
        ),
        (
            "like nobody",
            vec![(differences, "like = \"gone\"\n".to_owned())],
            "there is no file of differences of `gone`",
        ),
    ];
    for (name, files, named) in rows {
        let (suite, root) = suite("tree");
        for (file, text) in &files {
            write(&root, file, text);
        }
        let columns = columns();
        let cases = [CASE, PEER_CASE, OTHER_CASE, "self/conforms"]
            .map(|name| Arc::new(suite.load(name).unwrap()));
        let trials: Vec<Trial> = cases
            .iter()
            .flat_map(|case| suite::trials(case, &columns))
            .collect();
        let found = strays(&suite, &columns, &trials);
        assert_eq!(found.is_empty(), named.is_empty(), "{name}: {found:?}");
        if !named.is_empty() {
            let recording = Recording {
                strays: found,
                ..Recording::default()
            };
            is_told(name, &root, &recording, named);
        }
        fs::remove_dir_all(root).unwrap();
    }
}

#[test]
fn a_row_that_is_called_complete_and_is_not_is_told_by_a_run() {
    let (suite, root) = suite("rows");
    let trial = trial(&suite, CASE, "reference");
    let measured = measured(&trial, &report(SUCCESS, &[]), Outcome::Completed, WITNESS);
    let standing = assess(&suite, &trial, &measured, None);
    let mut run = recording(&suite, &trial, &measured, &standing);
    run.strays = unreached(&suite, &run);
    let stream = |text: &str| run.strays.iter().any(|stray| stray.why.contains(text));
    assert!(stream("wasix/stream/open: "), "{:?}", run.strays);
    // The one that was asked is not among them.
    assert!(
        stream("wasix/stream/listening: bind, accept, "),
        "{:?}",
        run.strays
    );
    is_told(
        "rows",
        &root,
        &run,
        "a row is called complete, and these cells of it were not reached",
    );
    // Where a trial could not be tried here, or none is of the baseline's column, nothing is known.
    run.trials[0] = TrialSeen::ignored_for(&trial, "here".to_owned());
    assert_eq!(unreached(&suite, &run), []);
    run.trials.clear();
    assert_eq!(unreached(&suite, &run), []);
    fs::remove_dir_all(root).unwrap();
}
