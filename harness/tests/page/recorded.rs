//! A run of a few cases on every runner of a complete build, some trials of which are then given the endings that few have.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use wasock::column::{self, Columns};
use wasock::event::{Began, ResultSeen, TrialSeen};
use wasock::header::Level;
use wasock::outcome::{Crash, Outcome};
use wasock::record::Site;
use wasock::recording::Recording;
use wasock::snapshot::Comparison;
use wasock::suite::{self, Suite};
use wasock::verdict::Verdict;
use wasock::{run, world};

/// The cases: of each interface some, and of one state so many that each letter can stand there.
const CASES: [&str; 22] = [
    "errno/wasix/accept:EMFILE",
    "errno/wasix/accept:EPROTO",
    "seed/errno-interrupted-is-4",
    "seed/open",
    "wasip1/stream/none/accept",
    "wasip1/stream/none/shutdown",
    "wasip2/stream/bound/finish-listen",
    "wasip2/stream/bound/start-listen",
    "wasip2/stream/listening/finish-listen",
    "wasip2/stream/listening/start-listen",
    "wasip3/stream/bound/listen",
    "wasix/stream/bound/listen",
    "wasix/stream/bound/local-address-port-order",
    "wasix/stream/listening/accept-flags-unknown",
    "wasix/stream/listening/accept-nonblock",
    "wasix/stream/listening/bind",
    "wasix/stream/listening/close",
    "wasix/stream/listening/dup",
    "wasix/stream/listening/fdstat-get",
    CASE,
    "wasix/stream/listening/set-flags",
    "wasix/stream/listening/status",
];

/// A case that this column answers wrongly.
pub const CASE: &str = "wasix/stream/listening/listen";
pub const COLUMN: &str = "wasmer";

/// A column that crashes in one case of [`SQUARE`], and deviates from a `must` in another.
pub const CRASHING: &str = "wasmer-loopback";
pub const SQUARE: &str = "wasix/stream/listening/accept";

/// What the runtime says there.
pub const SAID: &str =
    "</script><script>throw new Error('markup')</script> & \u{2028} \u{1b}[2J \u{202e}";
/// How an answer contradicts there what was tracked.
pub const CONTRADICTION: &str = "L1 sock_listen answers success, which comes from bound alone";
/// A case in which this column does what the reference does, where this was recorded.
pub const CHANGED: &str = "wasix/stream/listening/status";
const BEFORE: &str = "L1 sock_status(fd=$a) -> badf\n=> completed\n";
/// What is said, as it is shown.
pub const SHOWN: &str =
    r"</script><script>throw new Error('markup')</script> & \u{2028} \u{1b}[2J \u{202e}";

/// The columns of this build.
pub static COLUMNS: LazyLock<Columns> =
    LazyLock::new(|| Columns::new(column::embedded()).expect("they are sound"));

/// The run.
pub static RECORDING: LazyLock<Recording> = LazyLock::new(|| {
    let suite = Suite::here().expect("the suite can be read");
    let cases = CASES.map(|name| suite.load(name).expect("the case has no mistakes"));
    let trials = cases.map(|case| suite::trials(&Arc::new(case), &COLUMNS));
    let (trials, world) = (trials.concat(), world::probe());
    let began = Began::before_trials(&suite, &COLUMNS, &trials, &world);
    let began = began.expect("the causes can be read");
    let (jobs, never) = (run::default_jobs(), AtomicBool::new(false));
    let mut recording = Recording::default();
    run::run(&suite, began, &trials, &world, jobs, &never, |event| {
        recording.hear(event);
    });
    let trials = recording.trials.iter_mut();
    trials.for_each(end);
    recording
});

/// Gives a trial the ending that it is to have here, if it is to have one.
fn end(trial: &mut TrialSeen) {
    let operation = trial.case.strip_prefix("wasix/stream/listening/");
    let Some(operation) = operation else {
        return;
    };
    let must = Verdict::Deviates(Level::Must);
    let line = Site::Line(1);
    let crash = Outcome::Crashed(Some(line), Crash::Panic);
    let (verdict, outcome) = match operation {
        // Of one square, and the crash is where the documents leave the answer open.
        "accept-nonblock" if trial.column == CRASHING => (must, Outcome::Completed),
        "accept-flags-unknown" if trial.column == CRASHING => (Verdict::Records, crash),
        _ if trial.column != COLUMN => return,
        "status" => {
            if let ResultSeen::Measured(measured) = &mut trial.result {
                measured.snapshot = Comparison::Different(BEFORE.to_owned());
            }
            return;
        }
        "dup" => (must, Outcome::Hung(Some(line))),
        "fdstat-get" => (must, crash),
        "bind" => {
            let import = "wasix_32v1.sock_open".to_owned();
            (Verdict::Unsupported, Outcome::Unsupported(import))
        }
        "close" => {
            let why = "the report breaks off".to_owned();
            (Verdict::Broken, Outcome::Broken(why))
        }
        "set-flags" => (Verdict::NotAsked, Outcome::Blocked(line)),
        "accept-nonblock" => {
            trial.result = ResultSeen::Ignored("needs a network of its own".to_owned());
            return;
        }
        "listen" => {
            if let ResultSeen::Measured(measured) = &mut trial.result {
                SAID.clone_into(&mut measured.said);
                measured.contradictions = vec![CONTRADICTION.to_owned()];
            }
            return;
        }
        _ => return,
    };
    if let ResultSeen::Measured(measured) = &mut trial.result {
        measured.verdict = verdict;
        measured.outcome = outcome;
        measured.finding = None;
    }
}
