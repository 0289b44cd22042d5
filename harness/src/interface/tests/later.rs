//! Calls of WASI 0.3: those that may finish later, and the built-in functions of the component model.

use super::super::*;
use super::{Pieces, line, record};
use crate::record::Moment;

const TYPES: &str = "wasi:sockets/types@0.3.0";
const READ: &str = "[async-lower][stream-read-0][method]tcp-socket.receive";
const ACCEPT: &str = "[async-lower][stream-read-0][method]tcp-socket.listen";
const WRITE: &str = "[async-lower][stream-write-0][method]tcp-socket.send";
const SENT: &str = "[async-lower][future-read-1][method]tcp-socket.send";
const CONNECT: &str = "[async-lower][method]tcp-socket.connect";

#[test]
fn parameters_that_stand_in_memory_are_read_there() {
    let connect = lookup(TYPES, CONNECT).unwrap();
    assert_eq!(connect.parameters(), 2);
    assert_eq!(connect.enter_regions(), [Region::Fixed { ptr: 0, len: 36 }]);
    let mut given = [0; 36];
    (given[0], given[8], given[9]) = (5, 0x1f, 0x1f);
    given[10..14].copy_from_slice(&[127, 0, 0, 1]);
    let before: Pieces = &[(256, Some(&given))];
    let mut refused = [0; 20];
    (refused[0], refused[4]) = (1, 9);
    assert_eq!(
        line(
            (TYPES, CONNECT),
            &[256, 16],
            before,
            Some(2),
            &[(16, Some(&refused))]
        ),
        "tcp-socket.connect(self=5, remote-address=127.0.0.1:7967) -> err(connection-refused)"
    );
    assert_eq!(
        line((TYPES, CONNECT), &[256, 16], before, Some(4), &[]),
        "tcp-socket.connect(self=5, remote-address=127.0.0.1:7967) -> cancelled"
    );
}

#[test]
fn a_call_that_has_not_finished_has_started() {
    let enter = record((TYPES, READ), Moment::Enter(vec![7, 192, 16]), &[]);
    let moment = Moment::Started {
        number: 7,
        result: Some(0xffff_ffff),
    };
    let started = record((TYPES, READ), moment, &[]);
    let decoded = decode(&enter, Some(&started));
    assert_eq!(decoded.to_string(), "stream<u8>.read(self=7) -> started");
}

#[test]
fn what_was_copied_is_as_much_as_the_result_says() {
    let after: Pieces = &[(192, Some(b"hi..............")), (48, Some(&[9, 0, 0, 0]))];
    let table: [(&str, &[u64], u64, &str); 6] = [
        (
            READ,
            &[7, 192, 16],
            2 << 4,
            "stream<u8>.read(self=7) -> completed count=2 data=\"hi\"",
        ),
        (
            READ,
            &[7, 192, 16],
            1,
            "stream<u8>.read(self=7) -> dropped count=0 data=\"\"",
        ),
        (
            ACCEPT,
            &[7, 48, 1],
            1 << 4,
            "stream<tcp-socket>.read(self=7) -> completed count=1 tcp-socket=9",
        ),
        (
            WRITE,
            &[7, 192, 2],
            1 << 4,
            "stream<u8>.write(self=7, data=\"hi\") -> completed count=1",
        ),
        (
            WRITE,
            &[7, 192, 2],
            2,
            "stream<u8>.write(self=7, data=\"hi\") -> cancelled count=0",
        ),
        (
            "[stream-cancel-read-0][method]tcp-socket.receive",
            &[7],
            2,
            "stream<u8>.cancel-read(self=7) -> cancelled count=0",
        ),
    ];
    for (name, args, result, shown) in table {
        assert_eq!(line((TYPES, name), args, after, Some(result), after), shown);
    }
}

#[test]
fn a_future_says_what_it_was_told() {
    let mut told = [0; 20];
    assert_eq!(
        line((TYPES, SENT), &[4, 16], &[], Some(0), &[(16, Some(&told))]),
        "future<result>.read(self=4) -> ok"
    );
    (told[0], told[4]) = (1, 5);
    assert_eq!(
        line((TYPES, SENT), &[4, 16], &[], Some(0), &[(16, Some(&told))]),
        "future<result>.read(self=4) -> err(invalid-state)"
    );
}

#[test]
fn the_ends_of_what_is_made_have_names() {
    let new = "[stream-new-0][method]tcp-socket.send";
    assert_eq!(
        line((TYPES, new), &[], &[], Some(5 << 32 | 4), &[]),
        "stream<u8>.new() -> returns reader=4 writer=5"
    );
    assert_eq!(
        line(
            ("$root", "[waitable-set-wait]"),
            &[1, 64],
            &[],
            Some(2),
            &[]
        ),
        "waitable-set.wait(self=1) -> returns event=stream-read"
    );
    let received = [4, 0, 0, 0, 5, 0, 0, 0];
    assert_eq!(
        line(
            (TYPES, "[method]tcp-socket.receive"),
            &[3, 16],
            &[],
            None,
            &[(16, Some(&received))]
        ),
        "tcp-socket.receive(self=3) -> returns reader=4 future=5"
    );
}

#[test]
fn who_only_waits_and_who_may_go_on_is_declared() {
    let of = |module: &str, name: &str| lookup(module, name).unwrap();
    assert!(of("$root", "[waitable-join]").only_waits());
    assert!(!of("$root", "[subtask-cancel]").only_waits());
    assert_eq!(of(TYPES, CONNECT).starts(), Some(Starts::Subtask));
    assert_eq!(of(TYPES, READ).starts(), Some(Starts::Copy));
    assert_eq!(of(TYPES, "[method]tcp-socket.connect").starts(), None);
    assert_eq!(
        of("$root", "[waitable-set-wait]").tells(),
        Some(Tells::Event { ptr: 1 })
    );
    // A name stands for the lowering that returns when it has finished.
    let (module, named) = (named("wasip3").unwrap().named)("tcp-socket.connect").unwrap();
    assert_eq!((module, named.starts()), (TYPES, None));
}
