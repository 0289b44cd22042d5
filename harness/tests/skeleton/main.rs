//! Skeletons: every cell of every grid has one, and its question is asked in the cell's state.

mod refused;
#[path = "../trees/mod.rs"]
mod trees;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use libtest_mimic::{Arguments, Completion, Failed, Trial as Test};
use wasock::case::{CaseError, UNWRITTEN};
use wasock::column::{self, Columns};
use wasock::grid::Grids;

use wasock::measure::{Measured, measure};
use wasock::outcome::Outcome;
use wasock::run;
use wasock::skeleton::place;
use wasock::skeleton::{self, Skeleton, SkeletonError};
use wasock::snapshot::ORACLE;
use wasock::suite::{self, Suite, Trial};
use wasock::verdict::Verdict;
use wasock::world::World;
use wasock::{process, world};

use trees::here;

fn main() -> ExitCode {
    process::enter_if_child(&columns());
    let arguments = Arguments::from_args();
    let tests = vec![
        Test::ignorable_test("every_cell_is_asked_in_its_state", every_cell),
        test("a_fresh_skeleton_is_not_accepted", fresh),
        test("a_skeleton_has_the_words_of_the_cases", words),
        test("nothing_is_written_over_a_case", exists),
        test("a_cell_may_be_named_as_its_file_is", names),
        test("what_is_no_cell_is_refused", refused::names),
        test("each_mistake_has_its_place", refused::mistakes),
    ];
    libtest_mimic::run(&arguments, tests).exit_code()
}

fn test(name: &str, run: fn()) -> Test {
    Test::test(name, move || {
        run();
        Ok(())
    })
}

fn read(below: &str) -> String {
    fs::read_to_string(here().join(below)).unwrap()
}

/// A tree of its own with the claims, grids and skeletons of this one, and no case.
fn tree(name: &str) -> Suite {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("skeleton")
        .join(name);
    let _ = fs::remove_dir_all(&root);
    trees::without_cases(&root);
    Suite::at(&root).unwrap()
}

fn columns() -> Columns {
    Columns::new(column::embedded()).unwrap()
}

/// What an author fills in first: the prose, and a claim.
fn fill(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let text = text.replace(UNWRITTEN, "What is asked.");
    let text = text.replace("refs = []", "refs = [\"wasix.errno.badf\"]");
    fs::write(path, text).unwrap();
}

/// The cells that wait for ever on the runner of the baseline: no other descriptor is ready that could be asked beside the
/// listener.
const WAITS: [&str; 1] = ["wasix/stream/listening/poll-write"];

/// The cells that end the guest: what a call has borrowed which is under way cannot be dropped, and what was dropped stands for
/// nothing any more.
const TRAPS: [&str; 2] = [
    "wasip3/stream/connecting/drop",
    "wasip2/datagram/dropped/local-address",
];

fn every_cell() -> Result<Completion, Failed> {
    let (suite, world) = (tree("every-cell"), world::probe());
    let mut trials = Vec::new();
    let mut missing = None;
    for grid in suite.grids.iter() {
        let Ok(runner) = columns().choose(&[ORACLE.to_owned()]) else {
            missing = Some(format!("this build has no {ORACLE}"));
            continue;
        };
        let has_skeleton = |socket: &&str| {
            let skeleton = Skeleton::load(&suite.cases, grid, socket);
            !matches!(skeleton, Err(SkeletonError::None { .. }))
        };
        let sockets = grid.sockets().map(|socket| socket.name());
        let skeletons: BTreeSet<&str> = sockets.filter(has_skeleton).collect();
        let mut names = Vec::new();
        for (socket, state, operation) in grid.cells() {
            let (socket, state, operation) = (socket.name(), state.name(), operation.name());
            if !skeletons.contains(socket) {
                continue;
            }
            let name = format!("{}/{socket}/{state}/{operation}", grid.interface);
            fill(&skeleton::write(&suite.cases, &suite.grids, &name)?);
            names.push(name);
        }
        for (name, case) in names.iter().zip(suite.load_all(&names)) {
            let begun = trials.len();
            trials.extend(suite::trials(&Arc::new(case?), &runner));
            if trials.len() == begun {
                return Err(format!("{name} is no trial of {ORACLE}").into());
            }
        }
    }
    let ignored = trials.iter().find_map(|trial| trial.ignored(&world));
    trials.retain(|trial| trial.ignored(&world).is_none());
    let wrong = wrong(&suite, &trials, &world);
    match ignored.or(missing) {
        _ if !wrong.is_empty() => Err(wrong.join("\n").into()),
        Some(reason) => Ok(Completion::ignored_with(reason)),
        None => Ok(Completion::Completed),
    }
}

/// Why the questions of these trials were not asked, or not in the states of their paths.
fn wrong(suite: &Suite, trials: &[Trial], world: &World) -> Vec<String> {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::default());
    thread::scope(|scope| {
        for _ in 0..run::default_jobs() {
            scope.spawn(|| {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let measured = measure(trial, world);
                    let mut all: MutexGuard<Vec<String>> = wrong.lock().unwrap();
                    all.extend(why(suite, trial, &measured));
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

/// Why the question of a trial was not asked, or not in the state of its path.
fn why(suite: &Suite, trial: &Trial, measured: &Measured) -> Option<String> {
    let (case, judgement) = (&trial.case, &measured.judgement);
    let why = if judgement.verdict != Verdict::Records {
        judgement.verdict.to_string()
    } else if let Some(difference) = suite.disagreement(case, &measured.calls) {
        difference
    } else {
        let (waits, traps) = (
            WAITS.contains(&case.name.as_str()),
            TRAPS.contains(&case.name.as_str()),
        );
        match &judgement.outcome {
            Outcome::Completed if !waits && !traps => return None,
            Outcome::Hung(_) if waits => return None,
            Outcome::Trapped(_) if traps => return None,
            outcome => outcome.to_string(),
        }
    };
    Some(format!(
        "{}: {why}\n{}{}",
        case.name,
        measured.transcript(),
        measured.said
    ))
}

fn fresh() {
    let suite = tree("fresh");
    let path = skeleton::write(
        &suite.cases,
        &suite.grids,
        "wasix/stream/pending/accept-order",
    )
    .unwrap();
    let Err(CaseError::Wrong(all)) = suite.load("wasix/stream/pending/accept-order") else {
        panic!("a skeleton was accepted");
    };
    let messages: Vec<&str> = all.0.iter().map(|one| one.message.as_str()).collect();
    let wanted = [
        "the prose of a skeleton",
        "an expectation that rests on nothing",
    ];
    assert_eq!(messages, wanted);
    fill(&path);
    suite.load("wasix/stream/pending/accept-order").unwrap();
}

/// The module of a text without its expectations: the columns of those depend on nothing else.
fn module(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("(module"));
    let lines = lines.map(|line| match line.find(";;=") {
        Some(at) => &line[..at],
        None => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// These cases ask what the skeleton asks, so they are it, to the letter.
fn words() {
    let suite = tree("words");
    let same = |cell: &str, case: &str| {
        let path = skeleton::write(&suite.cases, &suite.grids, cell).unwrap();
        let written = fs::read_to_string(path).unwrap();
        let case = read(&format!("cases/{case}.wat"));
        assert_eq!(module(&written), module(&case), "{cell}");
        let needs = |text: &str| text.contains("needs = [\"netns\"]");
        assert_eq!(needs(&written), needs(&case), "{cell}");
    };
    for cell in [
        "none/shutdown",
        "open/listen",
        "open/accept",
        "bound/status",
        "listening/status",
        "pending/accept",
        "connecting/bind",
        "connected/peer-address",
        "readable/recv",
        "peer-closed/send",
        "peer-reset/recv",
        "peer-reset/status",
        "shut-both/status",
        "refused/shutdown",
    ] {
        same(
            &format!("wasix/stream/{cell}"),
            &format!("wasix/stream/{cell}"),
        );
    }
    for cell in [
        "open/accept",
        "open/poll-write",
        "queued/status",
        "connected/poll-read",
        "readable/peer-address",
        "refused/send",
        "shut-read/status",
    ] {
        let cell = format!("wasix/datagram/{cell}");
        same(&cell, &cell);
    }
    same(
        "wasix/stream/shut-write/recv",
        "wasix/stream/shut-write/recv-nonblock",
    );
    for cell in [
        "listening/recv",
        "listening/fdstat-get",
        "connected/accept",
        "readable/recv",
        "peer-closed/recv",
        "peer-reset/shutdown",
        "shut-both/send",
    ] {
        same(
            &format!("wasip1/stream/{cell}"),
            &format!("wasip1/stream/{cell}"),
        );
    }
    for cell in [
        "unbound/create",
        "unbound/accept",
        "unbound/start-bind",
        "unbound/start-connect",
        "bind-in-progress/finish-bind",
        "bind-in-progress/start-connect",
        "bound/finish-bind",
        "bound/set-keep-alive-idle-time",
        "bound/start-connect",
        "listening/accept",
        "listening/is-listening",
        "connected/shutdown",
        "connected/start-connect",
        "connected/hop-limit",
    ] {
        same(
            &format!("wasip2/stream/{cell}"),
            &format!("wasip2/stream/{cell}"),
        );
    }
}

fn exists() {
    let suite = tree("exists");
    let path = skeleton::write(&suite.cases, &suite.grids, "wasix/stream/bound/dup").unwrap();
    fs::write(&path, "mine").unwrap();
    let again = skeleton::write(&suite.cases, &suite.grids, "wasix/stream/bound/dup");
    assert!(
        matches!(again, Err(SkeletonError::Exists { .. })),
        "{again:?}"
    );
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

fn grids() -> Grids {
    Grids::load(&here().join("cases")).unwrap()
}

fn names() {
    let grids = grids();
    for given in [
        "wasix/stream/open/listen-two",
        "wasix/stream/open/listen-two.wat",
        "cases/wasix/stream/open/listen-two.wat",
        "stream/open/listen-two",
        "stream/open/listen-two.wat",
    ] {
        let name = place::name(&grids, given);
        assert_eq!(
            name.as_deref(),
            Ok("wasix/stream/open/listen-two"),
            "{given}"
        );
    }
}
