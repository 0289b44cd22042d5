//! What stands against a trial.

use super::*;
use crate::event::{ColumnSeen, ResultSeen};
use crate::recorded::digest;

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
            named: &["Trials not as recorded: 1, of which 1 changed; not recorded yet: 0"],
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
                "listen::wasmer: deviates (should), changed",
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
            report: "\
> L18 cm32p2|wasi:sockets/tcp-create-socket@0.2.create-tcp-socket(0, 0)
< L18 cm32p2|wasi:sockets/tcp-create-socket@0.2.create-tcp-socket @0=0000000004000000
> L24 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.start-listen(4, 0)
< L24 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.start-listen @0=0000
"
            .to_owned(),
            files: Vec::new(),
            named: &[
                "an answer contradicts what was tracked: L24 tcp-socket.start-listen answers ok, which comes from bound alone",
                "Answers that contradict the state that was tracked, and no cause explains:",
            ],
            ..row("an answer that cannot be", "reference", SUCCESS)
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

/// What is recorded of a column, over cases by their names, each with a digest and what it came to.
fn recorded(trials: &str) -> Files {
    let text = format!(
        "{{\"format\":1,\"runner\":\"wasmer\",\"version\":\"1\",\"speaks\":[\"wasix\"],\"trials\":{{{trials}}}}}"
    );
    vec![
        ("snapshots/recorded/wasmer-1.json", text),
        (
            "snapshots/wasix/stream/listening/listen.snap",
            snapshot(RIGHT),
        ),
    ]
}

#[test]
fn which_right_answer_wins_a_race_is_no_difference() {
    let (suite, root) = suite("race");
    let of = |race: bool, errno: u16| {
        let mut trial = trial(&suite, CASE, "wasmer");
        let mut case = suite.load(CASE).unwrap();
        case.header.race = race;
        trial.case = Arc::new(case);
        let other = wrong().replace("notsup", "isconn");
        write(&root, OWN, &snapshot(&other));
        let measured = measured(&trial, &report(errno, &[]), Outcome::Completed, "");
        let standing = assess(&suite, &trial, &measured, None);
        standing.is_as_it_should_be()
    };
    assert!(of(true, SUCCESS));
    assert!(!of(false, SUCCESS));
    assert!(!of(true, NOTSUP));
}

#[test]
fn a_column_is_held_against_what_was_recorded_of_the_case_as_it_is_now() {
    let of = |digest: &str| recorded(&format!("\"{CASE}\":\"{digest}\""));
    let now = digest(&Suite::here().unwrap().load(CASE).unwrap().text);
    let rows = [
        ("as recorded", of(&now), SUCCESS, Comparison::Same),
        (
            "otherwise",
            of(&now),
            NOTSUP,
            Comparison::Different(RIGHT.to_owned()),
        ),
        (
            "an earlier text",
            of("00000000"),
            NOTSUP,
            Comparison::Unrecorded,
        ),
        ("a newer case", recorded(""), NOTSUP, Comparison::Unrecorded),
    ];
    for (name, files, errno, comparison) in rows {
        let (suite, root) = suite("recorded");
        for (file, text) in &files {
            write(&root, file, text);
        }
        let column = Column::clone(columns().find("wasmer").unwrap()).labelled("wasmer-1");
        let trial = Trial {
            column: Arc::new(column),
            ..trial(&suite, CASE, "wasmer")
        };
        let measured = measured(&trial, &report(errno, &[]), Outcome::Completed, "");
        let standing = assess(&suite, &trial, &measured, None);
        assert_eq!(standing.comparison, comparison, "{name}");
        let mut run = recording(&suite, &trial, &measured, &standing);
        run.began.columns.push(ColumnSeen {
            label: "wasmer-1".to_owned(),
            ..run.began.columns[0].clone()
        });
        let text = report::text::render(&run, report::text::Look::default());
        let nothing = "Nothing is recorded of wasmer-1 over these cases";
        assert_eq!(
            text.contains(nothing),
            comparison == Comparison::Unrecorded,
            "{text}"
        );
        let mut other = run.trials[0].clone();
        other.case = PEER_CASE.to_owned();
        if let ResultSeen::Measured(measured) = &mut other.result {
            measured.snapshot = Comparison::Same;
        }
        run.trials.push(other);
        let text = report::text::render(&run, report::text::Look::default());
        let some = "Of wasmer-1, 1 of 2 trials are held against nothing";
        assert_eq!(
            text.contains(some),
            comparison == Comparison::Unrecorded,
            "{text}"
        );
        fs::remove_dir_all(root).unwrap();
    }
}
