use super::*;
use crate::event::Began;
use crate::header::Level;
use crate::outcome::{Crash, Outcome};
use crate::record::Site;
use crate::verdict::Verdict;

/// What trials of the column `mine` come to: the case, and the answer of its call, which is wrong unless it is `ok`.
fn recording(version: &str, trials: &[(&str, &str)]) -> Recording {
    let trial = |&(case, answer): &(&str, &str)| {
        let wrong = answer != "ok";
        let measured = match answer {
            "ok" => MeasuredSeen::bare(Verdict::Conforms, Outcome::Completed),
            "crash" => MeasuredSeen::bare(
                Verdict::Records,
                Outcome::Crashed(Some(Site::Line(1)), Crash::Panic),
            ),
            _ => MeasuredSeen::bare(Verdict::Deviates(Level::Must), Outcome::Completed),
        };
        TrialSeen::answering((case, "mine"), ("f()", answer), wrong, measured)
    };
    Recording {
        began: Began {
            columns: vec![ColumnSeen::bare("mine", version)],
            ..Began::default()
        },
        trials: trials.iter().map(trial).collect(),
        ..Recording::default()
    }
}

fn known(text: &str) -> Known {
    let document = Document::parse("known.toml".to_owned(), text.to_owned(), MEND);
    Known::of(Path::new("known.toml"), document.unwrap()).unwrap()
}

/// What a run that is held to `text` is told: what is not as listed, and which lines are not true.
fn held(text: &str, mut recording: Recording) -> (Vec<String>, Vec<String>) {
    known(text).hold(&mut recording, |case| case != "a/gone");
    let news = recording
        .trials
        .iter()
        .filter(|one| !is_known(&recording, one));
    let news = news.map(|one| one.case.clone()).collect();
    let strays = recording.strays.iter().map(ToString::to_string).collect();
    (news, strays)
}

const TEXT: &str = "\
# Ours.
[[known]]
reason = 'It is older than the documents.'
versions = '<3'

[known.trials]
\"a/1::mine\" = \"must: L1 f() -> no\"
\"a/2::mine\" = \"must: L1 f() -> no\"

[[known]]
reason = 'Nobody knows.'
[known.trials]
# It was found by chance.
\"a/3::mine\" = \"must: L1 f() -> no\"
";

/// What a vendor has written of a difference explains it, whatever the suite knows; what nobody has looked into explains nothing.
#[test]
fn the_reason_that_is_listed_is_told_as_the_cause() {
    let mut recording = recording("2.9.0", &[("a/1", "no"), ("a/2", "no"), ("a/3", "no")]);
    let text = TEXT.replace("Nobody knows.", update::UNKNOWN);
    known(&text).hold(&mut recording, |_| true);
    let causes = &recording.began.columns[0].causes;
    let told = recording.trials.iter().map(|trial| {
        let cause = trial.measured().and_then(|measured| measured.cause);
        cause.map(|cause| causes[cause].reason.as_str())
    });
    let old = Some("It is older than the documents.");
    assert_eq!(told.collect::<Vec<_>>(), [old, old, None]);
    assert_eq!(causes.len(), 1);
}

#[test]
fn what_is_listed_passes_and_what_is_new_fixed_or_gone_is_told() {
    let as_listed = [("a/1", "no"), ("a/2", "no"), ("a/3", "no"), ("a/4", "ok")];
    assert_eq!(held(TEXT, recording("2.9.0", &as_listed)), (vec![], vec![]));
    let changed = [
        ("a/1", "never"),
        ("a/2", "ok"),
        ("a/3", "crash"),
        ("a/4", "no"),
    ];
    let (news, lines) = held(TEXT, recording("2.9.0", &changed));
    assert_eq!(news, ["a/1", "a/3", "a/4"]);
    assert_eq!(
        lines,
        ["known.toml:8: a/2::mine is as required on mine 2.9.0: delete the line"]
    );
    // What was not tried says nothing.
    assert_eq!(held(TEXT, recording("2.9.0", &[])), (vec![], vec![]));
    let gone = TEXT.replace("a/3", "a/gone");
    let (_, lines) = held(&gone, recording("2.9.0", &[]));
    assert_eq!(
        lines,
        ["known.toml:14: there is no case a/gone: delete the line"]
    );
}

#[test]
fn a_range_that_has_ended_is_red_and_one_that_has_not_begun_says_nothing() {
    let (news, lines) = held(TEXT, recording("3.0.0", &[("a/1", "no"), ("a/3", "no")]));
    assert_eq!(news, ["a/1"]);
    assert_eq!(
        lines,
        [
            "known.toml:7: a/1::mine was to be mended after <3, and is not in 3.0.0: mend it, or give it other versions"
        ]
    );
    let later = TEXT.replace("'<3'", "'>=4'");
    assert_eq!(
        held(&later, recording("3.0.0", &[("a/1", "no"), ("a/2", "ok")])),
        (vec!["a/1".to_owned()], vec![])
    );
}

#[test]
fn the_version_in_a_label_is_no_part_of_a_name() {
    let mut recording = recording("2.9.0", &[("a/1", "no")]);
    recording.began.columns[0].label = "mine-2.9.0".to_owned();
    recording.trials[0].column = "mine-2.9.0".to_owned();
    assert_eq!(held(TEXT, recording), (vec![], vec![]));
}

#[test]
fn an_update_is_what_was_seen_and_leaves_what_people_wrote() {
    let seen = recording(
        "2.9.0",
        &[
            ("a/1", "never"),
            ("a/2", "ok"),
            ("a/3", "ok"),
            ("a/4", "crash"),
        ],
    );
    let (text, updated) = known(TEXT).updated(&seen, |_| true);
    assert_eq!(
        text,
        "\
# Ours.
[[known]]
reason = 'It is older than the documents.'
versions = '<3'

[known.trials]
\"a/1::mine\" = \"must: L1 f() -> never\"

[[known]]
reason = \"Not looked into yet.\"

[known.trials]
\"a/4::mine\" = \"crashed: L1 f() -> crash\"
"
    );
    assert_eq!((updated.added, updated.changed, updated.removed), (1, 1, 2));
    assert_eq!(held(&text, seen.clone()), (vec![], vec![]));
    let (again, updated) = known(&text).updated(&seen, |_| true);
    assert_eq!((again, updated), (text, update::Updated::default()));
}

#[test]
fn an_update_of_nothing_begins_a_file_and_one_with_a_reason_is_joined() {
    let mut seen = recording("2.9.0", &[("a/1", "no"), ("a/2", "no"), ("a/3", "no")]);
    let cause = |case: &str, upstream: Option<&str>| crate::cause::Cause {
        cases: vec![case.to_owned()],
        reason: "It says \"no\".".to_owned(),
        upstream: upstream.map(str::to_owned),
    };
    seen.began.columns[0].causes = vec![cause("a/1", Some("https://example.org/1"))];
    let ResultSeen::Measured(first) = &mut seen.trials[0].result else {
        panic!("it was tried");
    };
    first.cause = Some(0);
    let nothing = Known::nothing(Path::new("known.toml"));
    let (text, _) = nothing.updated(&seen, |_| true);
    let (head, entries) = text.split_once("\n[[known]]\n").unwrap();
    assert!(head.lines().all(|line| line.starts_with('#')), "{text}");
    assert_eq!(
        entries,
        "\
reason = \"It says \\\"no\\\".\"
link = \"https://example.org/1\"

[known.trials]
\"a/1::mine\" = \"must: L1 f() -> no\"

[[known]]
reason = \"Not looked into yet.\"

[known.trials]
\"a/2::mine\" = \"must: L1 f() -> no\"
\"a/3::mine\" = \"must: L1 f() -> no\"
"
    );
    assert_eq!(held(&text, seen.clone()), (vec![], vec![]));
    let more = recording("2.9.0", &[("a/0", "no")]);
    let (text, _) = known(&text).updated(&more, |_| true);
    assert!(
        text.ends_with(
            "\"a/3::mine\" = \"must: L1 f() -> no\"\n\"a/0::mine\" = \"must: L1 f() -> no\"\n"
        ),
        "{text}"
    );
}

#[test]
fn what_cannot_be_held_to_is_refused() {
    let refused = |text: &str| {
        let document = Document::parse("known.toml".to_owned(), text.to_owned(), MEND);
        match document.and_then(|document| Known::of(Path::new("known.toml"), document)) {
            Err(DocumentError::Wrong(mistakes)) => mistakes.0[0].message.clone(),
            other => panic!("{other:?}"),
        }
    };
    let entry = |rest: &str| format!("[[known]]\nreason = 'so'\n{rest}");
    let listing = |rest: &str, name: &str, is: &str| {
        entry(&format!("{rest}\n[known.trials]\n'{name}' = '{is}'\n"))
    };
    for (text, why) in [
        (
            "[[known]]\nreason = ' '\n".to_owned(),
            "a difference without a reason",
        ),
        (
            listing("versions = 'soon'", "a/1::mine", "must: x"),
            "no range of versions: ",
        ),
        (entry("until = '3'"), "unknown field `until`"),
        (
            entry("trials = { 'a/1::mine' = 'must: x', 'a/2::mine' = 'must: x' }"),
            "a trial that has no line of its own",
        ),
        (
            entry("[known.trials]\n'a/1::mine' = 'must: x'\n")
                + &entry("[known.trials]\n'a/1::mine' = 'must: y'\n"),
            "a trial that is listed twice for the same versions",
        ),
        (entry(""), "an entry that lists no trial"),
        (
            listing("link = ''", "a/1::mine", "must: x"),
            "an empty link",
        ),
        (listing("", "a/1", "must: x"), "no name of a trial"),
        (listing("", "a/1::", "must: x"), "no name of a trial"),
        (
            listing("", "a/1::mine", ""),
            "nothing that a trial comes to",
        ),
        (
            listing("", "a/1::mine", "shuold: x"),
            "nothing that a trial comes to",
        ),
        (
            entry("[known.trials]\n'a/1::mine' = ['must: x', 'shuold: x']\n"),
            "nothing that a trial comes to",
        ),
        (
            entry("[known.trials]\n'a/1::mine' = ['must: x', 'must: x']\n"),
            "a list that does not have several things",
        ),
        (
            entry("[known.trials]\n'a/1::mine' = ['must: x']\n"),
            "a list that does not have several things",
        ),
        (
            listing("", "a/1::mine", "as required"),
            "nothing that a trial comes to",
        ),
        (
            entry("[known.trials]\n'a/1::mine' = [\n'must: x', 'must: y']\n"),
            "a trial that has no line of its own",
        ),
    ] {
        let told = refused(&text);
        assert!(told.starts_with(why), "{told}");
    }
}

#[test]
fn a_column_that_nobody_knows_is_told_with_its_first_line() {
    let known = known(
        &TEXT
            .replace("a/2::mine", "a/2::mien")
            .replace("a/3::mine", "a/3::mien"),
    );
    let columns = ["mine".to_owned()].into();
    assert_eq!(known.strangers(&columns), [("mien".to_owned(), 8)]);
}

/// A runtime whose threads race with each other is held to all that it is known to do.
#[test]
fn a_trial_may_be_listed_with_several_things_that_it_comes_to() {
    let line = "\"a/3::mine\" = [\"must: L1 f() -> no\", \"as required\"]";
    let text = TEXT.replace("\"a/3::mine\" = \"must: L1 f() -> no\"", line);
    for (answer, news) in [("no", vec![]), ("ok", vec![]), ("never", vec!["a/3"])] {
        let seen = held(&text, recording("2.9.0", &[("a/3", answer)]));
        assert_eq!(
            seen,
            (news.into_iter().map(str::to_owned).collect(), vec![])
        );
    }
    let (updated, changes) = known(&text).updated(&recording("2.9.0", &[("a/3", "ok")]), |_| true);
    assert_eq!(
        (updated.as_str(), changes),
        (text.as_str(), update::Updated::default())
    );
    let (updated, _) = known(&text).updated(&recording("2.9.0", &[("a/3", "never")]), |_| true);
    let joined = line.replace("]", ", \"must: L1 f() -> never\"]");
    assert_eq!(updated, text.replace(line, &joined));
}
