//! What a snapshot holds of a trace: nothing that the next run would choose otherwise.

use wasock::expect;
use wasock::header::Level;
use wasock::host::{HostCall, Operation};
use wasock::line;
use wasock::outcome::Outcome;
use wasock::record::{Record, Site};
use wasock::snapshot;
use wasock::trace::{Told, Trace};
use wasock::verdict::{self, Judgement, Verdict};

fn text(report: &str) -> String {
    text_of(report, "")
}

/// The calls of a report.
fn trace(report: &str) -> Trace {
    let mut trace = Trace::default();
    for record in Record::all(report).unwrap() {
        trace.push(&record);
    }
    trace
}

/// The text of a case's report.
fn text_of(report: &str, case: &str) -> String {
    let expectations = expect::parse("x.wat", case).unwrap();
    let trace = trace(report);
    let lines = line::lines(&trace.calls, &expectations, false);
    let lines = lines.iter().map(|(_, line)| line);
    snapshot::transcript(lines, &Outcome::Completed, &[])
}

/// Opens a socket, binds it to `bound`, is told the local address `told`, and connects to that: descriptors and ports as
/// a run might choose them.
fn run(fd: u8, bound: &str, told: &str) -> String {
    let rest = "7f000001000000000000000000000000";
    text(&format!(
        "\
> L1 wasix_32v1.sock_open(1, 1, 6, 0)
< L1 wasix_32v1.sock_open = 0 @0={fd:02x}000000
> L2 wasix_32v1.sock_bind({fd}, 16) @16=0100{bound}{rest}
< L2 wasix_32v1.sock_bind = 0
> L3 wasix_32v1.sock_addr_local({fd}, 64)
< L3 wasix_32v1.sock_addr_local = 0 @64=0100{told}{rest}
> L4 wasix_32v1.sock_connect({fd}, 64) @64=0100{told}{rest}
< L4 wasix_32v1.sock_connect = 14
"
    ))
}

#[test]
fn what_the_run_chose_has_a_name() {
    let expected = "\
L1 sock_open(af=inet4, type=stream, proto=tcp) -> success fd=$a
L2 sock_bind(fd=$a, addr=127.0.0.1:0) -> success
L3 sock_addr_local(fd=$a) -> success addr=127.0.0.1:$p
L4 sock_connect(fd=$a, addr=127.0.0.1:$p) -> connrefused
=> completed
";
    assert_eq!(run(4, "0000", "01c0"), expected);
    assert_eq!(run(6, "0000", "bfc0"), expected);
}

/// Two sockets are told their local ports, of which the case leaves the first open, and a third connects to that.
#[test]
fn a_port_that_is_left_open_has_no_name_until_it_is_written() {
    let told = |first: &str, second: &str| {
        let rest = "7f000001000000000000000000000000";
        let report = format!(
            "\
> L1 wasix_32v1.sock_addr_local(4, 64)
< L1 wasix_32v1.sock_addr_local = 0 @64=0100{first}{rest}
> L2 wasix_32v1.sock_addr_local(5, 64)
< L2 wasix_32v1.sock_addr_local = 0 @64=0100{second}{rest}
> L3 wasix_32v1.sock_connect(6, 64) @64=0100{first}{rest}
< L3 wasix_32v1.sock_connect = 14
"
        );
        text_of(&report, ";;~ success addr=*\n;;~ success addr=127.0.0.1:$q")
    };
    let lines = |connected: &str| {
        format!(
            "\
L1 sock_addr_local(fd=4) -> success addr=*
L2 sock_addr_local(fd=5) -> success addr=127.0.0.1:$p
L3 sock_connect(fd=6, addr=127.0.0.1:{connected}) -> connrefused
=> completed
"
        )
    };
    assert_eq!(told("01c0", "02c0"), lines("$q"));
    // By chance both have the same number.
    assert_eq!(told("01c0", "01c0"), lines("$p"));
}

#[test]
fn what_the_case_chose_stays_a_number() {
    // 8080 given; told back as it was, and with its bytes exchanged.
    assert!(
        run(4, "901f", "901f")
            .contains("L3 sock_addr_local(fd=$a) -> success addr=127.0.0.1:8080\n")
    );
    assert!(
        run(4, "901f", "1f90")
            .contains("L3 sock_addr_local(fd=$a) -> success addr=127.0.0.1:36895\n")
    );
    let unknown = text("> L1 wasix_32v1.sock_listen(99, 8)\n< L1 wasix_32v1.sock_listen = 8\n");
    assert_eq!(
        unknown,
        "L1 sock_listen(fd=99, backlog=8) -> badf\n=> completed\n"
    );
}

#[test]
fn a_call_within_a_call_is_paired_with_its_own_end() {
    let nested = text(
        "\
> L1 wasix_32v1.sock_listen(4, 8)
> L2 wasix_32v1.fd_close(4)
< L2 wasix_32v1.fd_close = 8
< L1 wasix_32v1.sock_listen = 0
",
    );
    assert_eq!(
        nested,
        "L1 sock_listen(fd=4, backlog=8) -> success\nL2 fd_close(fd=4) -> badf\n=> completed\n"
    );
}

#[test]
fn a_call_that_did_not_return_is_open() {
    let open = text("> L1 wasix_32v1.sock_listen(4, 8)\n");
    assert_eq!(open, "L1 sock_listen(fd=4, backlog=8) -> ?\n=> completed\n");
}

#[test]
fn what_a_runtime_asks_without_end_is_shown_to_a_number() {
    let asked = |times: usize| {
        let mut trace = trace("> L1 wasix_32v1.sock_listen(3, 8)");
        for _ in 0..times {
            let call = HostCall {
                text: "listen(s1, 8)".to_owned(),
                operation: Operation::Listen,
                answered: None,
            };
            assert_eq!(trace.host(&call), None);
        }
        trace.calls[0].host_lines()
    };
    assert_eq!(asked(3), ["listen(s1, 8)"; 3]);
    let many = asked(5000);
    assert_eq!(many.len(), 1001);
    assert_eq!(many[1000], "and more");
}

#[test]
fn what_the_case_leaves_open_is_not_held() {
    let send = |answer: u16, sent: &str| {
        format!(
            "> L1 wasix_32v1.sock_send(4, 96, 1, 0, 48) @96=8000000002000000 @128=6869\n\
             < L1 wasix_32v1.sock_send = {answer} @48={sent}\n"
        )
    };
    let report = [
        send(0, "01000000"),
        send(0, "02000000"),
        send(6, "00000000"),
        send(6, "00000000"),
    ]
    .concat();
    let closed = text_of(&report, ";;= success | again");
    assert_eq!(closed.lines().count(), 5, "{closed}");
    assert_eq!(
        text_of(&report, ";;= success datalen=* | again"),
        "\
L1 sock_send(fd=4, data=\"hi\", flags=none) -> success datalen=*
L1 sock_send(fd=4, data=\"hi\", flags=none) -> again
=> completed
"
    );
}

#[test]
fn a_step_that_failed_meanwhile_counts_while_its_call_waits() {
    let step = "> L1 peer.meanwhile.connect(0) @0=01001f1f7f000001000000000000000000000000\n\
                < L1 peer.meanwhile.connect = 0\n";
    let second = "> L2 peer.meanwhile.send(0, 1) @0=61\n< L2 peer.meanwhile.send = 0\n";
    let enter = "> L3 wasix_32v1.fd_close(4)\n";
    let exit = "< L3 wasix_32v1.fd_close = 0\n";
    let corrected = |report: &str, failed: &[(u32, u16)]| {
        let mut trace = trace(report);
        let counted = trace.correct(failed);
        let answers = trace.calls.iter().map(|call| call.answer().to_string());
        (counted, answers.collect::<Vec<_>>().join(" "))
    };
    let waits = [step, second, enter].concat();
    let refused = (1, 14);
    assert_eq!(
        corrected(&waits, &[refused]),
        (vec![refused], "connrefused success ?".to_owned())
    );
    // What was to be done for a call that has returned is of no interest any more; nor is what is no such step.
    let returned = format!("{waits}{exit}");
    assert_eq!(
        corrected(&returned, &[refused]),
        (vec![], "success success success".to_owned())
    );
    assert_eq!(
        corrected(&waits, &[(3, 14), (9, 14)]),
        (vec![], "success success ?".to_owned())
    );
}

const ACCEPT: &str = "cm32p2|wasi:sockets/tcp@0.2.[method]tcp-socket.accept";
const POLL: &str = "cm32p2|wasi:io/poll@0.2.poll";

/// Two accepts of one line that are under way together, the second of which finishes first, and after it the third, which
/// the guest knows by the number that the second had.
fn later() -> String {
    let accepted = |handle: u8| {
        format!(
            "00000000{handle:02x}000000{:02x}000000{:02x}000000",
            handle + 1,
            handle + 2
        )
    };
    let refused = "0100000008000000000000000000000000";
    let wait = format!("> L7 {POLL}(0, 1, 64)\n< L7 {POLL}\n");
    format!(
        "\
> L5 {ACCEPT}(3, 16)
< L5 {ACCEPT} #1 = 17
> L5 {ACCEPT}(4, 32)
< L5 {ACCEPT} #2 = 33
{wait}~ L5 {ACCEPT} #2 = 2 @32={}
> L5 {ACCEPT}(3, 48)
< L5 {ACCEPT} #2 = 33
{wait}~ L5 {ACCEPT} #1 = 2 @16={refused}
~ L5 {ACCEPT} #2 = 2 @48={}
",
        accepted(7),
        accepted(10),
    )
}

#[test]
fn a_call_may_finish_after_it_has_returned() {
    assert_eq!(
        text_of(&later(), "\n\n\n\n;;~ started then ok | started then err(would-block)"),
        "\
L5 tcp-socket.accept(self=3) -> started
L5 tcp-socket.accept(self=4) -> started
L7 poll(in=?) -> returns value=?
L5 later tcp-socket.accept(self=4) -> ok tcp-socket=$tcp-socket input-stream=$input-stream output-stream=$output-stream
L5 tcp-socket.accept(self=3) -> started
L7 poll(in=?) -> returns value=?
L5 later tcp-socket.accept(self=3) -> err(would-block)
L5 later tcp-socket.accept(self=3) -> ok tcp-socket=$tcp-socket2 input-stream=$input-stream2 output-stream=$output-stream2
=> completed
"
    );
}

#[test]
fn whether_it_does_is_no_part_of_what_was_seen_where_nobody_asks() {
    assert_eq!(
        text(&later()),
        "\
L5 tcp-socket.accept(self=3) -> err(would-block)
L5 tcp-socket.accept(self=4) -> ok tcp-socket=$tcp-socket input-stream=$input-stream output-stream=$output-stream
L7 poll(in=?) -> returns value=?
L5 tcp-socket.accept(self=3) -> ok tcp-socket=$tcp-socket2 input-stream=$input-stream2 output-stream=$output-stream2
L7 poll(in=?) -> returns value=?
=> completed
"
    );
}

#[test]
fn a_record_says_what_it_has_told_of_which_call() {
    let mut trace = Trace::default();
    let mut told = Vec::new();
    let stray = format!("~ L5 {ACCEPT} #9 = 2\n~ L6 {ACCEPT} #1 = 2\n< L5 {ACCEPT}\n");
    for record in Record::all(&(later() + &stray)).unwrap() {
        told.push(trace.push(&record));
    }
    let calls = [
        Told::Entered(0),
        Told::Started(0),
        Told::Entered(1),
        Told::Started(1),
        Told::Entered(2),
        Told::Finished(2),
        Told::Finished(1),
        Told::Entered(3),
        Told::Started(3),
        Told::Entered(4),
        Told::Finished(4),
        Told::Finished(0),
        Told::Finished(3),
    ];
    let expected = calls.into_iter().map(Some).chain([None; 3]);
    assert_eq!(told, Vec::from_iter(expected));
    let later: Vec<Option<usize>> = trace.calls.iter().map(|call| call.later).collect();
    assert_eq!(later, [Some(5), Some(3), None, Some(5), None]);
}

/// What a report of two lines says of a case whose line 1 expects this, where the trial ended so.
fn judged(expectation: &str, report: &str, outcome: Outcome) -> Judgement {
    let expectations = expect::parse("x.wat", expectation).unwrap();
    verdict::judge(Level::Must, &expectations, &trace(report).calls, outcome)
}

#[test]
fn what_is_expected_is_how_the_call_went_in_the_end() {
    let begun = format!("> L1 {ACCEPT}(3, 16)\n< L1 {ACCEPT} #1 = 17\n");
    let wait = format!("> L2 {POLL}(0, 1, 64)\n");
    let refused = format!(
        "{begun}{wait}< L2 {POLL}\n~ L1 {ACCEPT} #1 = 2 @16=0100000008000000000000000000000000\n"
    );
    let verdict =
        |expectation: &str, report: &str, outcome| judged(expectation, report, outcome).verdict;
    let wrong = Verdict::Deviates(Level::Must);

    for (expectation, expected) in [
        (";;= err(would-block)", Verdict::Conforms),
        (";;= *", Verdict::Conforms),
        (";;= ok", wrong),
        (";;= blocks", wrong),
        (";;~ ok\n;;= *", Verdict::NotAsked),
    ] {
        let outcome = Outcome::Completed;
        assert_eq!(
            verdict(expectation, &refused, outcome),
            expected,
            "{expectation}"
        );
    }

    // A guest that ends, or waits for ever, before the call has finished was never told.
    let waits = format!("{begun}{wait}");
    let hung = || Outcome::Hung(Some(Site::Line(2)));
    for (expectation, report, outcome, expected) in [
        (";;= *", &begun, Outcome::Completed, wrong),
        (";;= ok", &begun, Outcome::Completed, wrong),
        (
            ";;~ ok\n;;= *",
            &begun,
            Outcome::Completed,
            Verdict::NotAsked,
        ),
        (";;= blocks", &waits, hung(), Verdict::Conforms),
        (";;= *", &waits, hung(), wrong),
        (
            ";;= traps",
            &waits,
            Outcome::Trapped(Some(Site::Line(2))),
            wrong,
        ),
    ] {
        assert_eq!(
            verdict(expectation, report, outcome),
            expected,
            "{expectation} {report}"
        );
    }
}
