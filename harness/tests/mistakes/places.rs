//! Mistakes of a case by itself: header, expectations, module, path.

use super::{CELL, GOOD, case, mistakes};

#[test]
fn each_mistake_has_its_place() {
    let bare = "    (drop (call $sock_listen (i32.const 99) (i32.const 8)))";
    let rows: [(&str, &str, String, usize, usize, &str); 26] = [
        (
            "key",
            CELL,
            case(GOOD).replace(";;! refs", ";;! colour = 1\n;;! refs"),
            3,
            5,
            "unknown field `colour`",
        ),
        (
            "level",
            CELL,
            case(GOOD).replace("must", "perhaps"),
            2,
            13,
            "`level`: unknown variant `perhaps`",
        ),
        (
            "word",
            CELL,
            case(GOOD).replace("\"must\"", "must"),
            2,
            13,
            "`level`: ",
        ),
        (
            "own key",
            CELL,
            case(GOOD).replace(";;! refs", ";;! verdict = \"conforms\"\n;;! refs"),
            3,
            5,
            "`verdict` is a key for tests of the harness",
        ),
        (
            "preopen",
            CELL,
            case(GOOD).replace(
                ";;! refs",
                ";;! preopens = [\"udp 127.0.0.1:80\"]\n;;! refs",
            ),
            3,
            16,
            "`preopens`: `udp 127.0.0.1:80` is no socket that a guest can be handed",
        ),
        (
            "shared preopen",
            CELL,
            case(GOOD).replace(
                ";;! refs",
                ";;! preopens = [\"tcp-listener 127.0.0.1:80\"]\n;;! refs",
            ),
            3,
            5,
            "a guest is handed a socket at a port that others may use too",
        ),
        (
            "policy",
            "deny/wasix/loopback/listen",
            case(GOOD).replace(";;! refs", ";;! policy = \"deny\"\n;;! refs"),
            3,
            5,
            "the path names the policy `loopback`, the header `deny`",
        ),
        (
            "uncited",
            CELL,
            case(GOOD)
                .replace("\"a.claim\"", "")
                .replace("is asked", "refs are asked"),
            3,
            5,
            "an expectation that rests on nothing",
        ),
        (
            "claim",
            CELL,
            case(GOOD)
                .replace("a.claim", "b.claim")
                .replace("is asked", "b.claim asks"),
            3,
            14,
            "unknown claim `b.claim`",
        ),
        (
            "errno",
            CELL,
            case(&GOOD.replace("badf", "EBADF")),
            6,
            61,
            "unknown errno name `EBADF`",
        ),
        (
            "case",
            CELL,
            case(&GOOD.replace("badf", "err(invalid-stat)")),
            6,
            61,
            "unknown error `invalid-stat`",
        ),
        (
            "generation",
            CELL,
            case(&GOOD.replace("badf", "ok")),
            6,
            61,
            "an answer that `sock_listen` does not have",
        ),
        (
            "component",
            CELL,
            case(GOOD).replace(
                "(module",
                "(module (import \"cm32p2|wasi:io/poll@0.2\" \"pol\" (func))",
            ),
            4,
            1,
            "",
        ),
        (
            "stray",
            CELL,
            case(&format!("    (nop) ;;= badf\n{GOOD}")),
            6,
            11,
            "an expectation on a line without a call",
        ),
        (
            "bare",
            CELL,
            case(&format!("{bare}\n{GOOD}")),
            6,
            5,
            "a call of `sock_listen` without an expectation",
        ),
        (
            "two",
            CELL,
            case(&format!("{bare}{}", GOOD.trim_start())),
            6,
            116,
            "an expectation for more than one call",
        ),
        (
            "setup",
            CELL,
            case(&GOOD.replace(";;=", ";;~")),
            1,
            1,
            "a case without a question",
        ),
        (
            "path",
            "wasix/stream/none/bind",
            case(GOOD),
            6,
            5,
            "the path asks `bind`, the question asks sock_listen",
        ),
        (
            "operation",
            "wasix/stream/none/fly",
            case(GOOD),
            1,
            1,
            "unknown operation `fly` in the path",
        ),
        (
            "socket",
            "wasix/steam/none/listen",
            case(GOOD),
            1,
            1,
            "unknown socket `steam` in the path",
        ),
        (
            "state",
            "wasix/stream/nun/listen",
            case(GOOD),
            1,
            1,
            "unknown state `nun` in the path",
        ),
        (
            "uncited side",
            CELL,
            case(&GOOD.replace("badf", "badf [b.claim]")),
            6,
            61,
            "an answer by the claim `b.claim`",
        ),
        (
            "binding sides",
            CELL,
            case(&GOOD.replace("badf", "badf [a.claim] | inval")),
            6,
            61,
            "documents that contradict each other require nothing",
        ),
        (
            "folder",
            "wasx/stream/none/listen",
            case(GOOD),
            1,
            1,
            "a case in the folder `wasx`, which is that of no interface",
        ),
        (
            "wat",
            CELL,
            case(&GOOD.replace("i32.const 99", "i32.cnst 99")),
            6,
            31,
            "unknown operator",
        ),
        (
            "type",
            CELL,
            case(&GOOD.replace("i32.const 99", "i64.const 99")),
            6,
            1,
            "type mismatch",
        ),
    ];
    for (test, name, text, line, column, message) in rows {
        let found = mistakes(test, name, &text);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("{test}: no mistake"));
        assert!(first.2.contains(message), "{test}: {first:?}");
        // Where in the line the validator puts a type error is its own affair.
        let column = if test == "type" { first.1 } else { column };
        assert_eq!((first.0, first.1), (line, column), "{test}: {first:?}");
    }
}
