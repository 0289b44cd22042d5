//! Mistakes of the steps of a peer.

use wasock::peer::When;

use super::{CELL, GOOD, case, load, mistakes};

/// A case with this header line and these lines before its call.
fn peer(header: &str, before: &str) -> String {
    let key = ";;! refs = [\"a.claim\"]\n";
    case(&format!("{before}\n{GOOD}")).replace(key, &format!("{key}{header}\n"))
}

const NETNS: &str = ";;! needs = [\"netns\"]\n;;! peer = \"127.0.0.1:7967\"";

#[test]
fn the_steps_of_a_peer_are_read() {
    let steps = "    ;;< listen\n    ;;< meanwhile accept\n    ;;< once waiting send \"hi\"";
    let text = peer(NETNS, steps).replace(";;= ", ";;= blocks then ");
    let case = load("steps", CELL, &text).unwrap();
    let script = case.peer.as_ref().unwrap();
    assert_eq!(script.address.to_string(), "127.0.0.1:7967");
    let steps: Vec<_> = script
        .steps
        .iter()
        .map(|step| (step.line, step.before, step.when, step.action.name()))
        .collect();
    let expected = [
        (8, 11, When::Before, "listen"),
        (9, 11, When::Meanwhile, "accept"),
        (10, 11, When::Waiting, "send"),
    ];
    assert_eq!(steps, expected);
    // Each is expected to succeed, and none is the question.
    let lines: Vec<u32> = case.expectations.iter().map(|one| one.line).collect();
    assert_eq!(lines, [8, 9, 10, 11]);
    assert_eq!(case.questions().count(), 1);
}

#[test]
fn each_mistake_of_a_peer_has_its_place() {
    let step = "    ;;< listen";
    let table = "    (drop (call_indirect (param i32) (result i32) (i32.const 0) (i32.const 0)))";
    let rows: [(&str, String, usize, usize, &str); 14] = [
        (
            "headless",
            peer(";;! limit = 2", step),
            7,
            5,
            "a step of a peer that the header does not name",
        ),
        (
            "idle",
            peer(NETNS, "    (nop)"),
            5,
            1,
            "a peer that takes no step",
        ),
        (
            "shared",
            peer(";;! peer = \"127.0.0.1:7967\"", step),
            4,
            1,
            "a peer on a network that others use too",
        ),
        (
            "address",
            peer(&NETNS.replace(":7967", ""), step),
            5,
            12,
            "invalid socket address syntax",
        ),
        (
            "word",
            peer(NETNS, "    ;;< fly"),
            8,
            5,
            "unknown step `fly`",
        ),
        (
            "data",
            peer(NETNS, "    ;;< send hi"),
            8,
            5,
            "`send` without data",
        ),
        (
            "number",
            peer(NETNS, "    ;;< meanwhile recv"),
            8,
            5,
            "`recv` without the number",
        ),
        (
            "trailing",
            peer(NETNS, "    (nop) ;;< listen"),
            8,
            11,
            "a step of the peer at the end of a line",
        ),
        (
            "last",
            peer(NETNS, step).replace("\n  ))", "\n    ;;< close\n  ))"),
            10,
            5,
            "a step that no call follows",
        ),
        (
            "function",
            peer(NETNS, "    (nop)").replace("  (func (export", "    ;;< listen\n  (func (export"),
            7,
            5,
            "a step that no call follows",
        ),
        (
            "table",
            peer(NETNS, &format!("{step}\n{table}"))
                .replace("(memory", "(table 1 funcref) (memory"),
            8,
            5,
            "a step before a call that is made through a table",
        ),
        (
            "order",
            peer(NETNS, "    ;;< meanwhile connect\n    ;;< close"),
            9,
            5,
            "a step that is taken before the one above it",
        ),
        (
            "nobody",
            peer(NETNS, "    ;;< meanwhile connect").replace(";;= ", ";;= blocks then "),
            9,
            61,
            "a call that waits, which no step of the peer lets go",
        ),
        (
            "unsaid",
            peer(NETNS, "    ;;< once waiting connect"),
            9,
            61,
            "a step of the peer is kept until this call waits",
        ),
    ];
    for (test, text, line, column, message) in rows {
        let found = mistakes(&format!("peer-{test}"), CELL, &text);
        assert_eq!(found.len(), 1, "{test}: {found:?}");
        assert!(found[0].2.contains(message), "{test}: {found:?}");
        assert_eq!(
            (found[0].0, found[0].1),
            (line, column),
            "{test}: {found:?}"
        );
    }
}

#[test]
fn no_case_imports_what_the_peer_is_reported_by() {
    for module in ["peer", "peer.meanwhile", "peer.waiting"] {
        let import = format!("(module (import \"{module}\" \"send\" (func)) (import");
        let text = case(GOOD).replace("(module (import", &import);
        let found = mistakes(&format!("import-{module}"), CELL, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].2.contains("an import of `peer"), "{found:?}");
        assert_eq!((found[0].0, found[0].1), (4, 17));
    }
}
