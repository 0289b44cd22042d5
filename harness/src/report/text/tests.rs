//! What a run says, of small and of large recordings.

use super::*;
use crate::cause::Cause;
use crate::event::{Began, CaseSeen, ColumnSeen, MeasuredSeen, ResultSeen, TrialSeen};
use crate::header::Level;
use crate::outcome::{Crash, Outcome};
use crate::snapshot::Comparison;
use crate::started;
use crate::verdict::Verdict;

/// Lines of a terminal.
const SCREEN: usize = 40;

const MUST: Verdict = Verdict::Deviates(Level::Must);
const SHOULD: Verdict = Verdict::Deviates(Level::Should);

/// How a trial is to have ended: its verdict, its outcome, and the number of its cause.
type End = (Verdict, Outcome, Option<usize>);

fn column(label: &str, causes: &[(&str, Option<&str>)]) -> ColumnSeen {
    let cause = |(reason, upstream): &(&str, Option<&str>)| Cause {
        cases: Vec::new(),
        reason: (*reason).to_owned(),
        upstream: upstream.map(str::to_owned),
    };
    ColumnSeen {
        label: label.to_owned(),
        runner: label.to_owned(),
        version: "1.0.0".to_owned(),
        policy: "granted".to_owned(),
        speaks: Vec::new(),
        chosen_by: None,
        causes: causes.iter().map(cause).collect(),
    }
}

fn trial(case: &str, column: &str, (verdict, outcome, cause): End) -> TrialSeen {
    TrialSeen {
        case: case.to_owned(),
        column: column.to_owned(),
        result: ResultSeen::Measured(Box::new(MeasuredSeen {
            cause,
            ..MeasuredSeen::bare(verdict, outcome)
        })),
    }
}

/// A recording of these trials, in which each of their cases is.
fn recording(columns: Vec<ColumnSeen>, trials: Vec<TrialSeen>) -> Recording {
    let mut names: Vec<&str> = trials.iter().map(|trial| trial.case.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let cases = names.into_iter().map(CaseSeen::bare);
    Recording {
        began: Began {
            columns,
            planned: trials.len(),
            cases: cases.collect(),
            ..Began::default()
        },
        trials,
        ..Recording::default()
    }
}

/// Trials `0..count` of a column, whose cases are called `prefix` and a number.
fn many(prefix: &str, column: &str, count: usize, end: &End) -> Vec<TrialSeen> {
    let trials =
        (0..count).map(|number| trial(&format!("{prefix}-{number:04}"), column, end.clone()));
    trials.collect()
}

/// A run of two columns with one crash, more of what a document requires, and still more of the rest.
fn run() -> Recording {
    const LINK: &str = "https://github.com/owner/project/issues/12";
    let causes = [
        ("It answers what it likes.", Some(LINK)),
        ("It never listens.", None),
        ("It falls over.", None),
    ];
    let crash = Outcome::Crashed(None, Crash::Signal(11));
    let trials = [
        many(
            "s/a/right",
            "mine",
            900,
            &(Verdict::Conforms, Outcome::Completed, None),
        ),
        many(
            "s/a/should",
            "mine",
            60,
            &(SHOULD, Outcome::Completed, Some(0)),
        ),
        many("s/a/must", "mine", 39, &(MUST, Outcome::Completed, Some(0))),
        many(
            "s/b/unasked",
            "mine",
            70,
            &(Verdict::NotAsked, Outcome::Completed, Some(1)),
        ),
        many("s/c/falls", "mine", 1, &(SHOULD, crash, Some(2))),
        many(
            "s/a/right",
            "other",
            999,
            &(Verdict::Conforms, Outcome::Completed, None),
        ),
        many("s/d/wrong", "other", 1, &(MUST, Outcome::Completed, None)),
    ];
    recording(
        vec![column("mine", &causes), column("other", &[])],
        trials.concat(),
    )
}

#[test]
fn a_line_for_each_column_and_each_cause_has_the_gravest_first() {
    let text = render(&run(), Look::default());
    let expected = "\
runner       conforms         crashed  hung  must  should  not asked  mostly because
mine 1.0.0    90.0 % of 1000        1     0    39      60         70  It never listens.
other 1.0.0   99.9 % of 1000        0     0     1       0          0

gravity    trials  the gravest          cause
crashed         1  s/c/falls-0000::mine  It falls over.
must           99  s/a/must-0000::mine   It answers what it likes.  owner/project#12
must            1  s/d/wrong-0000::other  No cause is known.
not asked      70  s/b/unasked-0000::mine  It never listens.

Every trial did what the snapshots hold.

The gravest, s/c/falls-0000 on mine, crashed:
  cargo run -- trace cases/s/c/falls-0000.wat --runner mine
  cargo run -- run s/c/falls-0000
  cargo run -- emit s/c/falls-0000 -o case.wasm
";
    assert_eq!(unaligned(&text), unaligned(expected), "{text}");
    // What stands below each other is aligned.
    let head = text.lines().find(|line| line.starts_with("gravity"));
    let cause = head.and_then(|head| head.find("cause")).unwrap();
    let list = text.lines().skip_while(|line| !line.starts_with("gravity"));
    for (line, reason) in list
        .skip(1)
        .zip(["It falls", "It answers", "No cause", "It never"])
    {
        assert_eq!(line.find(reason), Some(cause), "{text}");
    }
}

/// A text with one space where there are several.
fn unaligned(text: &str) -> String {
    let lines = text.lines();
    let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

/// A run in which everything is wrong, in all ways.
fn ruin() -> Recording {
    let reasons: Vec<String> = (0..50).map(|number| format!("Reason {number}.")).collect();
    let causes: Vec<(&str, Option<&str>)> = reasons
        .iter()
        .map(|reason| (reason.as_str(), None))
        .collect();
    let mut trials = Vec::new();
    for number in 0..50 {
        let end = (MUST, Outcome::Hung(None), Some(number));
        trials.extend(many(&format!("s/{number:02}/wrong"), "mine", 60, &end));
    }
    for trial in &mut trials {
        if let ResultSeen::Measured(measured) = &mut trial.result {
            measured.snapshot = Comparison::Nothing;
            let broken = crate::standing::Objection::Elsewhere("asked elsewhere".to_owned());
            measured.objections = vec![broken];
            measured.contradictions = vec!["L1 start answers ok".to_owned()];
        }
    }
    recording(vec![column("mine", &causes)], trials)
}

#[test]
fn the_worst_run_fits_a_screen_and_tells_all_when_asked() {
    for width in [None, Some(80), Some(120), Some(200)] {
        let look = Look {
            width,
            ..Look::default()
        };
        let text = render(&ruin(), look);
        // A run says below it where it left its files.
        let lines = text.lines().count();
        assert!(lines + 3 <= SCREEN, "{lines} lines at {width:?}:\n{text}");
    }
    let verbose = Look {
        verbose: true,
        ..Look::default()
    };
    let text = render(&ruin(), verbose);
    for part in [
        "error: s/49/wrong-0059::mine: deviates (must), not recorded yet",
        "s/49/wrong-0059::mine: asked elsewhere",
    ] {
        assert!(text.contains(part), "no {part}");
    }
}

#[test]
fn an_answer_that_contradicts_its_state_is_told_by_its_cause_where_that_is_known() {
    let answers = "L1 start answers ok";
    let mut recording = ruin();
    let told = |recording: &Recording| render(recording, Look::default()).contains(answers);
    assert!(!told(&recording));
    if let ResultSeen::Measured(measured) = &mut recording.trials[7].result {
        measured.cause = None;
    }
    let text = render(&recording, Look::default());
    let listed = format!("no cause explains:\n  s/00/wrong-0007::mine: {answers}\n");
    assert!(text.contains(&listed), "{text}");
}

#[test]
fn a_line_is_as_wide_as_the_terminal() {
    for width in [80, 100, 120, 160] {
        let look = Look {
            width: Some(width),
            ..Look::default()
        };
        let text = render(&run(), look);
        let table = text.lines().take_while(|line| !line.starts_with("Every"));
        for line in table {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn a_run_of_few_trials_tells_each_difference_and_no_list_of_causes() {
    let mut few = run();
    few.trials.retain(|trial| !trial.case.contains("/right"));
    few.trials.truncate(20);
    let text = render(&few, Look::default());
    assert!(
        text.starts_with("mine 1.0.0 differs, as recorded:\n"),
        "{text}"
    );
    assert!(
        text.contains("  s/a/should-0007: deviates (should)\n"),
        "{text}"
    );
    assert!(!text.contains("gravity"), "{text}");
    // One more is many.
    let mut more = run();
    more.trials.truncate(21);
    let text = render(&more, Look::default());
    assert!(text.starts_with("runner "), "{text}");
}

#[test]
fn colours_change_no_word() {
    let coloured = Look {
        color: true,
        ..Look::default()
    };
    let text = render(&run(), coloured);
    assert!(text.contains("\u{1b}[1m\u{1b}[31mcrashed"), "{text:?}");
    let plain = anstream::adapter::strip_str(&text).to_string();
    assert_eq!(plain, render(&run(), Look::default()));
}

#[test]
fn what_others_wrote_stays_on_its_line_and_moves_nothing() {
    const FOREIGN: &str = "caf\u{e9}\n=> completed\u{1b}[31m red \u{202e}";
    const SHOWN: &str = r"caf\u{e9}\n=> completed\u{1b}[31m red \u{202e}";
    let shown = SHOWN.replace(r"\u{e9}", "\u{e9}");
    let foreign = || FOREIGN.to_owned();
    let mut unsupported = trial(
        "s/a/b",
        "mine",
        (Verdict::Unsupported, Outcome::Unsupported(foreign()), None),
    );
    if let ResultSeen::Measured(measured) = &mut unsupported.result {
        measured.snapshot = Comparison::Different(format!("=> unsupported: {FOREIGN}\n"));
        measured.said = foreign();
    }
    let broken = trial(
        "s/a/c",
        "mine",
        (Verdict::Broken, Outcome::Broken(foreign()), None),
    );
    let mut ignored = trial(
        "s/a/d",
        "mine",
        (Verdict::Conforms, Outcome::Completed, None),
    );
    ignored.result = ResultSeen::Ignored(foreign());
    let recording = recording(
        vec![column("mine", &[])],
        vec![unsupported, broken, ignored],
    );
    for trials in [1, 30] {
        // Of few trials each is told in full, of many in a line.
        let mut recording = recording.clone();
        let conforms = (Verdict::Conforms, Outcome::Completed, None);
        recording
            .trials
            .extend(many("s/b/right", "mine", trials, &conforms));
        let text = render(&recording, Look::default());
        let hidden = |c: char| c != '\n' && crate::escape::is_hidden(c);
        assert!(!text.contains(hidden), "{text:?}");
        let forged = text.lines().find(|line| line.starts_with("=> completed"));
        assert_eq!(forged, None, "{text}");
        assert!(text.contains(&shown), "{text}");
    }
}

#[test]
fn what_is_not_as_recorded_is_named_last_and_of_equals_leads_further() {
    let mut changed = run();
    let wanted = |trial: &&mut TrialSeen| trial.case == "s/a/must-0038";
    let trial = changed.trials.iter_mut().find(wanted).unwrap();
    if let ResultSeen::Measured(measured) = &mut trial.result {
        measured.snapshot = Comparison::Different("=> completed\n".to_owned());
    }
    changed
        .trials
        .retain(|trial| !trial.case.starts_with("s/c/"));
    let text = render(&changed, Look::default());
    let causes = text.find("No cause is known.").unwrap();
    let news = "\nTrials not as recorded: 1, of which 1 changed; not recorded yet: 0:\n  \
                s/a/must-0038::mine: deviates (must), changed\n";
    assert!(text.find(news).is_some_and(|at| at > causes), "{text}");
    assert!(
        text.contains("\n  INSTA_UPDATE=always cargo test "),
        "{text}"
    );
    assert!(
        text.contains("\nThe gravest, s/a/must-0038 on mine, deviates (must):\n"),
        "{text}"
    );
}

#[test]
fn what_a_command_does_is_accepted_as_a_whole() {
    let otherwise = |column| {
        let mut trial = trial("s/a/b", column, (MUST, Outcome::Completed, None));
        if let ResultSeen::Measured(measured) = &mut trial.result {
            measured.snapshot = Comparison::Different("=> completed\n".to_owned());
        }
        trial
    };
    let label = "mine-1.0.0";
    let recording = recording(vec![column(label, &[])], vec![otherwise(label)]);
    let text = render(&recording, Look::default());
    assert!(!text.contains("INSTA_UPDATE"), "{text}");
    let wasock = started::words();
    let record = format!("{wasock} run --runner mine-1.0.0 --record");
    for line in [
        format!("\n  accept:  {record}\n"),
        format!(
            "\n  {record}   accepts what it does now; --record=join keeps what is recorded beside it\n"
        ),
    ] {
        assert!(text.contains(&line), "{text}");
    }
}
