//! Calls that belong together: what one may answer depends on what an earlier one has answered.

use wasock::expect::{self, Open};
use wasock::header::Level::Must;
use wasock::outcome::Outcome;
use wasock::record::Record;
use wasock::trace::Trace;
use wasock::verdict::{Judge, Verdict};

use super::judged;

/// What is right on line 2 depends on line 1, and what is right on line 3 on line 2.
const BEGUN: &str = "\
connect ;;= connrefused @told | inprogress @begun
again ;;~ connrefused @told-later after @begun | success @told-before after @told
accept ;;= inval after @told-before | badf after @told-later
";

/// A call that answers `errno`, on this line.
fn answers(line: u32, errno: u16) -> String {
    format!("> L{line} wasix_32v1.sock_listen(4, 8)\n< L{line} wasix_32v1.sock_listen = {errno}\n")
}

/// The line of a finding, and the label of the answer that it depends on.
type Found = Option<(u32, Option<&'static str>)>;

#[test]
fn what_is_right_depends_on_an_earlier_answer() {
    // Errnos: 0 success, 8 badf, 14 connrefused, 26 inprogress, 28 inval.
    let rows: [(&[u16], Verdict, Found); 9] = [
        (&[14, 0, 28], Verdict::Conforms, None),
        (&[26, 14, 8], Verdict::Conforms, None),
        // The answer of the other way.
        (
            &[14, 0, 8],
            Verdict::Deviates(Must),
            Some((3, Some("told-before"))),
        ),
        (
            &[26, 14, 28],
            Verdict::Deviates(Must),
            Some((3, Some("told-later"))),
        ),
        // The same error twice, and none at all; what depends on them is set-up.
        (&[14, 14], Verdict::NotAsked, Some((2, Some("told")))),
        (&[26, 0], Verdict::NotAsked, Some((2, Some("begun")))),
        // After an answer that is wrong nothing else is.
        (&[28, 28, 28], Verdict::Deviates(Must), Some((1, None))),
        // A line that was not come to.
        (&[26, 14], Verdict::NotAsked, Some((3, None))),
        (&[], Verdict::NotAsked, Some((1, None))),
    ];
    for (errnos, verdict, finding) in rows {
        let report: Vec<String> = errnos
            .iter()
            .zip(1..)
            .map(|(errno, line)| answers(line, *errno))
            .collect();
        let report: Vec<&str> = report.iter().map(String::as_str).collect();
        let judgement = judged(BEGUN, Must, &report, Outcome::Completed);
        let found = judgement.finding.as_ref();
        let found = found.map(|found| (found.line, found.after.as_deref()));
        assert_eq!((judgement.verdict, found), (verdict, finding), "{errnos:?}");
    }
}

#[test]
fn what_depends_on_a_call_that_was_not_made_is_not_asked() {
    let judgement = judged(
        BEGUN,
        Must,
        &[&answers(2, 0), &answers(3, 28)],
        Outcome::Completed,
    );
    assert_eq!(
        (judgement.verdict, judgement.finding.unwrap().line),
        (Verdict::NotAsked, 2)
    );
}

#[test]
fn the_last_answer_of_a_line_counts() {
    let calls = [
        answers(1, 14),
        answers(1, 26),
        answers(2, 14),
        answers(3, 8),
    ];
    let judgement = judged(
        BEGUN,
        Must,
        &calls.each_ref().map(String::as_str),
        Outcome::Completed,
    );
    assert_eq!(judgement.verdict, Verdict::Conforms);
}

#[test]
fn a_side_is_taken_after_an_earlier_answer() {
    let case = "bind ;;= success @bound | addrinuse @refused\nagain ;;= inval [a.one] after @bound | inval [a.two] after @refused\n";
    let expectations = expect::parse("case.wat", case).unwrap();
    for (errno, side) in [(0, "a.one"), (3, "a.two")] {
        let mut trace = Trace::default();
        for record in Record::all(&(answers(1, errno) + &answers(2, 28))).unwrap() {
            trace.push(&record);
        }
        let mut judge = Judge::new(&expectations);
        for call in &trace.calls {
            judge.step(call, Open::Lost);
        }
        assert_eq!(judge.sides().collect::<Vec<_>>(), [(2, side)]);
    }
}
