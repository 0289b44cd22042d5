//! Calls that are to wait until the peer lets them go.

use wasock::expect;
use wasock::header::Level::Must;
use wasock::outcome::Outcome;
use wasock::record::{Record, Site};
use wasock::trace::Trace;
use wasock::verdict::{Judgement, Verdict, judge};

/// A peer's step that is kept until the call after it waits, and that call.
const KEPT: &str = "\
> L1 peer.waiting.connect(0) @0=01001f1f7f000001000000000000000000000000
< L1 peer.waiting.connect = 0
> L2 wasix_32v1.sock_accept_v2(4, 0, 8, 64)
";

/// Judges a guest whose peer has such a step, which was taken or not, and whose call then answered this errno, or nothing.
fn waited(question: &str, taken: bool, errno: Option<u16>) -> Judgement {
    let case = format!("step ;;~ success\naccept ;;= {question}\n");
    let expectations = expect::parse("case.wat", &case).unwrap();
    let mut trace = Trace::default();
    let push = |trace: &mut Trace, report: &str| {
        for record in Record::all(report).unwrap() {
            trace.push(&record);
        }
    };
    push(&mut trace, KEPT);
    if taken {
        trace.waited(1).unwrap();
    }
    let outcome = match errno {
        None => Outcome::Hung(Some(Site::Line(2))),
        Some(errno) => {
            push(
                &mut trace,
                &format!("< L2 wasix_32v1.sock_accept_v2 = {errno}\n"),
            );
            Outcome::Completed
        }
    };
    judge(Must, &expectations, &trace.calls, outcome)
}

#[test]
fn who_waits_is_told_from_who_does_not() {
    let released = "blocks then success";
    let either = "blocks then success | again";
    let table = [
        (released, true, Some(0), Verdict::Conforms),
        // It answered as required, and had not waited; it waited, and answered otherwise; it is never let go.
        (released, false, Some(0), Verdict::Deviates(Must)),
        (released, true, Some(28), Verdict::Deviates(Must)),
        (released, true, None, Verdict::Deviates(Must)),
        (released, false, None, Verdict::Deviates(Must)),
        // An answer without waiting is one of a call that has not waited.
        (either, false, Some(6), Verdict::Conforms),
        (either, true, Some(6), Verdict::Deviates(Must)),
        ("*", true, Some(6), Verdict::Conforms),
        (
            "blocks then success | blocks",
            true,
            None,
            Verdict::Conforms,
        ),
    ];
    for (question, taken, errno, verdict) in table {
        let judgement = waited(question, taken, errno);
        assert_eq!(judgement.verdict, verdict, "{question}, {taken}, {errno:?}");
        if matches!(verdict, Verdict::Deviates(_)) {
            assert_eq!(
                judgement.finding.unwrap().line,
                2,
                "it is the call that is wrong"
            );
        }
    }
}

/// Judges a guest whose read on line 1 has started, and was told of later where there is such a report.
fn started(question: &str, later: Option<&str>, outcome: Outcome) -> Verdict {
    let read = "wasi:sockets/types@0.3.0.[async-lower][stream-read-0][method]tcp-socket.receive";
    let case = format!("read ;;= {question}\n");
    let expectations = expect::parse("case.wat", &case).unwrap();
    let mut report = format!("> L1 {read}(7, 64, 4)\n< L1 {read} #7 = 4294967295\n");
    report.extend(later.map(|later| format!("~ L1 {read} #7 = {later}\n")));
    let mut trace = Trace::default();
    for record in Record::all(&report).unwrap() {
        trace.push(&record);
    }
    judge(Must, &expectations, &trace.calls, outcome).verdict
}

#[test]
fn a_call_that_finishes_later_is_judged_by_how_it_went() {
    let completed = Some("32 @64=68690000");
    let table = [
        ("completed count=2", completed, Verdict::Conforms),
        (
            "started then completed data=\"hi\"",
            completed,
            Verdict::Conforms,
        ),
        ("dropped", completed, Verdict::Deviates(Must)),
        ("started", completed, Verdict::Deviates(Must)),
        ("started", None, Verdict::Conforms),
        ("started then completed", None, Verdict::Deviates(Must)),
        (
            "started then cancelled",
            Some("2 @64=00000000"),
            Verdict::Conforms,
        ),
    ];
    for (question, later, verdict) in table {
        assert_eq!(
            started(question, later, Outcome::Completed),
            verdict,
            "{question}, {later:?}"
        );
    }
    let hung = Outcome::Hung(Some(Site::Line(1)));
    assert_eq!(started("blocks", None, hung), Verdict::Conforms);
}
