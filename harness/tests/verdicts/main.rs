//! The verdict, row by row: expectations, a report and an outcome on one side, the judgement on the other.

mod labels;
mod waits;

use wasock::expect;
use wasock::header::Level::{self, May, Must, Should};
use wasock::outcome::{Crash, Outcome};
use wasock::record::{Record, Site};
use wasock::trace::Trace;
use wasock::verdict::{Judgement, Verdict, judge};

/// A set-up on line 1 and the question on line 2.
const CASE: &str = "open ;;~ success\nlisten ;;= success | inval\n";
/// The same, where the question must not return.
const BLOCKS: &str = "open ;;~ success\naccept ;;= blocks\n";
/// A set-up that is to be refused, whatever the errno.
const REFUSED: &str = "open ;;~ fails\nlisten ;;= success\n";
/// A question that may trap, and another after it.
const MAY_TRAP: &str = "open ;;~ success\nlisten ;;= memviolation | traps\naccept ;;= success\n";
/// A port that is given out must be the one that is found again.
const SAME_PORT: &str = "local ;;~ success addr=127.0.0.1:$p\npeer ;;= success addr=127.0.0.1:$p\n";

/// Answers of WASI 0.2, and a call that is to end the guest.
const SUBSCRIBES: &str = "subscribe ;;~ returns value=$p\nstart ;;= ok | err(would-block)\n";
const DROPS: &str = "subscribe ;;~ returns\ndrop ;;= traps\n";

const OPENED: &str = "\
> L1 wasix_32v1.sock_open(1, 1, 6, 0)
< L1 wasix_32v1.sock_open = 0 @0=04000000
";
const NOT_OPENED: &str = "\
> L1 wasix_32v1.sock_open(1, 1, 6, 0)
< L1 wasix_32v1.sock_open = 33
";

fn judged(case: &str, level: Level, report: &[&str], outcome: Outcome) -> Judgement {
    let expectations = expect::parse("case.wat", case).unwrap();
    let mut trace = Trace::default();
    for record in Record::all(&report.concat()).unwrap() {
        trace.push(&record);
    }
    judge(level, &expectations, &trace.calls, outcome)
}

fn listen(errno: u16) -> String {
    format!("> L2 wasix_32v1.sock_listen(4, 8)\n< L2 wasix_32v1.sock_listen = {errno}\n")
}

/// A call of WASI 0.2 on line 1 that gives a pollable.
const SUBSCRIBED: &str = "\
> L1 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.subscribe(3)
< L1 cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.subscribe = 4
";
/// A call of it on line 2 that has not returned.
const DROPPED: &str = "> L2 cm32p2|wasi:sockets/tcp@0.2.tcp-socket_drop(3)\n";

/// A call of it on line 2 that wrote these two bytes.
fn started(result: &str) -> String {
    let name = "cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.start-listen";
    format!("> L2 {name}(3, 16)\n< L2 {name} @16={result}\n")
}

fn address(line: u32, name: &str, port: &str) -> String {
    format!(
        "> L{line} wasix_32v1.{name}(4, 64)\n< L{line} wasix_32v1.{name} = 0 @64=0100{port}7f000001000000000000000000000000\n"
    )
}

/// Case, level, report and outcome; then the verdict, and the outcome as it is shown.
type Row = (
    &'static str,
    Level,
    Vec<String>,
    Outcome,
    Verdict,
    &'static str,
);

#[test]
fn what_happened_and_what_it_says() {
    let enter = "> L2 wasix_32v1.sock_listen(4, 8)\n";
    let accept = "> L2 wasix_32v1.sock_accept_v2(4, 0, 8, 64)\n";
    let at = |line| Some(Site::Line(line));
    let crash = || Outcome::Crashed(at(2), Crash::Panic);
    let rows: Vec<Row> = vec![
        // The question was answered.
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(0)],
            Outcome::Completed,
            Verdict::Conforms,
            "completed",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(28)],
            Outcome::Completed,
            Verdict::Conforms,
            "completed",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(58)],
            Outcome::Completed,
            Verdict::Deviates(Must),
            "completed",
        ),
        (
            CASE,
            Should,
            vec![OPENED.into(), listen(58)],
            Outcome::Completed,
            Verdict::Deviates(Should),
            "completed",
        ),
        (
            CASE,
            May,
            vec![OPENED.into(), listen(58)],
            Outcome::Completed,
            Verdict::Records,
            "completed",
        ),
        (
            CASE,
            May,
            vec![OPENED.into(), listen(0)],
            Outcome::Completed,
            Verdict::Records,
            "completed",
        ),
        // A refusal is any of them, and no success.
        (
            REFUSED,
            Must,
            vec![NOT_OPENED.into(), listen(0)],
            Outcome::Completed,
            Verdict::Conforms,
            "completed",
        ),
        (
            REFUSED,
            Must,
            vec![OPENED.into()],
            Outcome::Completed,
            Verdict::NotAsked,
            "blocked at L1",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(0)],
            Outcome::Exited(7),
            Verdict::Conforms,
            "exited with 7",
        ),
        // The runtime ended it in the question, which is no answer.
        (
            CASE,
            Must,
            vec![OPENED.into(), enter.into()],
            Outcome::Ended(Site::Line(2), 64),
            Verdict::Deviates(Must),
            "ended by the runtime at L2: exit 64",
        ),
        // Each time that the line is reached counts.
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(0), listen(58)],
            Outcome::Completed,
            Verdict::Deviates(Must),
            "completed",
        ),
        // The question was not asked.
        (
            CASE,
            Must,
            vec![NOT_OPENED.into(), listen(0)],
            Outcome::Completed,
            Verdict::NotAsked,
            "blocked at L1",
        ),
        (
            CASE,
            Must,
            vec![NOT_OPENED.into()],
            Outcome::Trapped(None),
            Verdict::NotAsked,
            "blocked at L1",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into()],
            Outcome::Completed,
            Verdict::NotAsked,
            "completed",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into()],
            Outcome::Hung(None),
            Verdict::NotAsked,
            "hung",
        ),
        // The guest never came back from the question.
        (
            CASE,
            Must,
            vec![OPENED.into(), enter.into()],
            Outcome::Hung(at(2)),
            Verdict::Deviates(Must),
            "hung at L2",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into(), enter.into()],
            Outcome::Trapped(at(2)),
            Verdict::Deviates(Must),
            "trapped at L2",
        ),
        (
            CASE,
            Must,
            vec![OPENED.into(), enter.into()],
            crash(),
            Verdict::Deviates(Must),
            "crashed at L2: panic",
        ),
        (
            BLOCKS,
            Must,
            vec![OPENED.into(), accept.into()],
            Outcome::Hung(at(2)),
            Verdict::Conforms,
            "hung at L2",
        ),
        (
            BLOCKS,
            Must,
            vec![OPENED.into(), accept.into()],
            crash(),
            Verdict::Deviates(Must),
            "crashed at L2: panic",
        ),
        (
            BLOCKS,
            May,
            vec![OPENED.into(), accept.into()],
            Outcome::Hung(at(2)),
            Verdict::Records,
            "hung at L2",
        ),
        // A trap that is allowed leaves nothing to be asked; where it did not come, the rest is asked.
        (
            MAY_TRAP,
            Must,
            vec![OPENED.into(), enter.into()],
            Outcome::Trapped(at(2)),
            Verdict::Conforms,
            "trapped at L2",
        ),
        (
            MAY_TRAP,
            Must,
            vec![OPENED.into(), listen(78)],
            Outcome::Completed,
            Verdict::NotAsked,
            "completed",
        ),
        (
            MAY_TRAP,
            Must,
            vec![OPENED.into(), listen(21)],
            Outcome::Completed,
            Verdict::Deviates(Must),
            "completed",
        ),
        (
            MAY_TRAP,
            Must,
            vec![OPENED.into(), enter.into()],
            Outcome::Hung(at(2)),
            Verdict::Deviates(Must),
            "hung at L2",
        ),
        // A right answer does not make up for what came after it.
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(0)],
            Outcome::Trapped(None),
            Verdict::Deviates(Must),
            "trapped",
        ),
        // Nothing can be said of the runtime, whatever was answered.
        (
            CASE,
            Must,
            vec![OPENED.into(), listen(58)],
            Outcome::Broken("x".into()),
            Verdict::Broken,
            "broken: x",
        ),
        (
            CASE,
            Must,
            vec![],
            Outcome::Unsupported("a.b".into()),
            Verdict::Unsupported,
            "unsupported: a.b",
        ),
        // The words of WASI 0.2.
        (
            SUBSCRIBES,
            Must,
            vec![SUBSCRIBED.into(), started("0000")],
            Outcome::Completed,
            Verdict::Conforms,
            "completed",
        ),
        (
            SUBSCRIBES,
            Must,
            vec![SUBSCRIBED.into(), started("0108")],
            Outcome::Completed,
            Verdict::Conforms,
            "completed",
        ),
        (
            SUBSCRIBES,
            Must,
            vec![SUBSCRIBED.into(), started("0109")],
            Outcome::Completed,
            Verdict::Deviates(Must),
            "completed",
        ),
        // A trap is right only where it is asked for, and only in the call.
        (
            DROPS,
            Must,
            vec![SUBSCRIBED.into(), DROPPED.into()],
            Outcome::Trapped(at(2)),
            Verdict::Conforms,
            "trapped at L2",
        ),
        (
            DROPS,
            Must,
            vec![SUBSCRIBED.into(), DROPPED.into()],
            crash(),
            Verdict::Deviates(Must),
            "crashed at L2: panic",
        ),
        (
            DROPS,
            Must,
            vec![SUBSCRIBED.into(), DROPPED.into()],
            Outcome::Hung(at(2)),
            Verdict::Deviates(Must),
            "hung at L2",
        ),
        (
            BLOCKS,
            Must,
            vec![OPENED.into(), accept.into()],
            Outcome::Trapped(at(2)),
            Verdict::Deviates(Must),
            "trapped at L2",
        ),
        // Names.
        (
            SAME_PORT,
            Must,
            vec![
                address(1, "sock_addr_local", "1f90"),
                address(2, "sock_addr_peer", "1f90"),
            ],
            Outcome::Completed,
            Verdict::Conforms,
            "completed",
        ),
        (
            SAME_PORT,
            Must,
            vec![
                address(1, "sock_addr_local", "1f90"),
                address(2, "sock_addr_peer", "901f"),
            ],
            Outcome::Completed,
            Verdict::Deviates(Must),
            "completed",
        ),
    ];
    for (index, (case, level, report, outcome, verdict, shown)) in rows.into_iter().enumerate() {
        let report: Vec<&str> = report.iter().map(String::as_str).collect();
        let judgement = judged(case, level, &report, outcome);
        assert_eq!(
            (judgement.verdict, judgement.outcome.to_string().as_str()),
            (verdict, shown),
            "row {index}"
        );
    }
}

#[test]
fn the_finding_is_the_first_call_that_was_wrong() {
    let judgement = judged(
        CASE,
        Must,
        &[OPENED, &listen(0), &listen(58)],
        Outcome::Completed,
    );
    let finding = judgement.finding.unwrap();
    assert_eq!((finding.line, finding.call), (2, Some(2)));
}

#[test]
fn a_line_that_was_not_reached_is_named() {
    let judgement = judged(CASE, Must, &[OPENED], Outcome::Completed);
    let finding = judgement.finding.unwrap();
    assert_eq!((finding.line, finding.call), (2, None));
}
