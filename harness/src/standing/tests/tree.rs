//! What no trial answers for, and rows that are not complete.

use super::*;

#[test]
fn what_no_trial_answers_for_is_told_by_a_run() {
    let cause = |cases: &str| format!("[[difference]]\ncases = [\"{cases}\"]\nreason = \"R.\"\n");
    let own = (OWN, snapshot(&wrong()));
    let differences = "runners/wasmer/differences.toml";
    let recorded = |runner: &str| {
        format!(
            "{{\"format\":1,\"runner\":\"{runner}\",\"version\":\"1\",\"speaks\":[],\"trials\":{{}}}}"
        )
    };
    let rows: Vec<(&str, Files, &str)> = vec![
        (
            "a recorded column",
            vec![("snapshots/recorded/wasmer-1.json", recorded("wasmer"))],
            "",
        ),
        (
            "a recorded column of no runner",
            vec![("snapshots/recorded/gone-1.json", recorded("gone"))],
            "gone-1.json: records `gone`, which is no runner: no file describes it",
        ),
        (
            "a recorded column that is none",
            vec![("snapshots/recorded/gone-1.json", "{}".to_owned())],
            "gone-1.json is no recorded column: missing field",
        ),
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
            .flat_map(|case| crate::suite::trials(case, &columns))
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
        stream("wasix/stream/listening: send-file, bind, accept, "),
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

#[test]
fn a_kind_of_socket_without_skeletons_is_told() {
    let (mut suite, root) = suite("skeletons");
    suite.cases = root.join("cases");
    let skeleton = "cases/wasix/stream/skeleton.toml";
    write(&root, skeleton, "");
    let found = strays(&suite, &columns(), &[]);
    let missing = |name: &str| found.iter().any(|one| one.file.ends_with(name));
    assert!(missing("cases/wasip1/stream/skeleton.toml"), "{found:?}");
    assert!(!missing(skeleton), "{found:?}");
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_failure_that_is_neither_observed_nor_listed_is_told_and_one_that_is_both() {
    let (mut suite, root) = suite("errnos");
    let trial = trial(&suite, CASE, "reference");
    let told = |suite: &Suite, answer: u16| {
        let measured = measured(&trial, &report(answer, &[]), Outcome::Completed, WITNESS);
        let standing = assess(suite, &trial, &measured, None);
        let run = recording(suite, &trial, &measured, &standing);
        let found = unobserved(suite, &run);
        found
            .iter()
            .map(Stray::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    suite.cases = root.join("cases");
    let file = "cases/wasix/errnos.toml";
    let list = |answers: &str| format!("[[never]]\nanswers = [{answers}]\nreason = \"r\"\n");
    write(&root, file, &list("\"badf\""));
    let missing = told(&suite, SUCCESS);
    assert!(
        missing.contains("nothing says that none can: toobig, access,"),
        "{missing}"
    );
    assert!(!missing.contains("badf"), "{missing}");
    let refuted = told(&suite, 8);
    assert!(
        refuted.contains(&format!(
            "badf is called never to be observed, and {CASE} has"
        )),
        "{refuted}"
    );
    // Of a list with mistakes nothing holds.
    for (answers, wrong) in [
        ("\"EBADF\"", "`EBADF` is no failure of this interface"),
        ("\"badf\", \"badf\"", "`badf` stands here twice"),
        ("\"success\"", "`success` is no failure"),
    ] {
        write(&root, file, &list(answers));
        let told = told(&suite, SUCCESS);
        assert!(
            told.contains(wrong) && told.contains("mend the file"),
            "{told}"
        );
    }
    fs::remove_dir_all(root).unwrap();
}
