//! Mistakes in cases: each is told with file, line, column and mend.

use std::fs;
use std::path::{Path, PathBuf};

use wasock::case::{Case, CaseError};
use wasock::claims::Claims;
use wasock::grid::Grids;

const IMPORT: &str =
    r#"(import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))"#;

/// A folder of cases that holds this one case and one claim.
fn folder(test: &str, name: &str, text: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("mistakes")
        .join(test);
    let file = root.join(format!("{name}.wat"));
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::create_dir_all(root.join("claims")).unwrap();
    fs::write(file, text).unwrap();
    let claim = "[[claim]]\nid = \"a.claim\"\ndocument = \"A\"\nplace = \"1\"\npromise = \"It holds.\"\nlevel = \"must\"\n";
    fs::write(root.join("claims/a.toml"), claim).unwrap();
    root
}

/// The grids of this tree.
fn grids() -> Grids {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Grids::load(&root.join("cases")).unwrap()
}

fn load(test: &str, name: &str, text: &str) -> Result<Case, CaseError> {
    let root = folder(test, name, text);
    Case::load(
        &root,
        name,
        &Claims::load(&root.join("claims")).unwrap(),
        &grids(),
    )
}

/// The line, column and message of each mistake.
fn mistakes(test: &str, name: &str, text: &str) -> Vec<(usize, usize, String)> {
    match load(test, name, text) {
        Err(CaseError::Wrong(all)) => all
            .0
            .iter()
            .map(|mistake| {
                (
                    mistake.place().0,
                    mistake.place().1,
                    mistake.message.clone(),
                )
            })
            .collect(),
        other => panic!("{test}: {other:?}"),
    }
}

fn case(body: &str) -> String {
    format!(
        ";; What is asked.\n;;! level = \"must\"\n;;! refs = [\"a.claim\"]\n(module {IMPORT} (memory (export \"memory\") 1)\n  \
         (func (export \"_start\")\n{body}\n  ))\n"
    )
}

const CELL: &str = "wasix/stream/none/listen";
const GOOD: &str = "    (drop (call $sock_listen (i32.const 99) (i32.const 8))) ;;= badf";

#[test]
fn a_sound_case_is_read() {
    let case = load("sound", CELL, &case(GOOD)).unwrap();
    assert_eq!(case.prose, "What is asked.");
    let grids = grids();
    let cell = grids.cell(&case.name).unwrap();
    assert_eq!(
        (
            cell.interface,
            cell.socket,
            cell.state,
            cell.operation,
            cell.variant
        ),
        ("wasix", "stream", "none", "listen", "")
    );
    assert_eq!(
        case.questions()
            .map(|question| question.line)
            .collect::<Vec<_>>(),
        [6]
    );
}

#[test]
fn each_mistake_has_its_place() {
    let bare = "    (drop (call $sock_listen (i32.const 99) (i32.const 8)))";
    let rows: [(&str, &str, String, usize, usize, &str); 19] = [
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
            "unknown variant `perhaps`",
        ),
        (
            "claim",
            CELL,
            case(GOOD).replace("a.claim", "b.claim"),
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

/// A case with this header line and these lines before its call.
fn peer(header: &str, before: &str) -> String {
    let key = ";;! refs = [\"a.claim\"]\n";
    case(&format!("{before}\n{GOOD}")).replace(key, &format!("{key}{header}\n"))
}

const NETNS: &str = ";;! needs = [\"netns\"]\n;;! peer = \"127.0.0.1:7967\"";

#[test]
fn the_steps_of_a_peer_are_read() {
    let text = peer(NETNS, "    ;;< listen\n    ;;< meanwhile send \"hi\"");
    let case = load("steps", CELL, &text).unwrap();
    let script = case.peer.as_ref().unwrap();
    assert_eq!(script.address.to_string(), "127.0.0.1:7967");
    let steps: Vec<_> = script
        .steps
        .iter()
        .map(|step| (step.line, step.before, step.meanwhile, step.action.name()))
        .collect();
    assert_eq!(steps, [(8, 10, false, "listen"), (9, 10, true, "send")]);
    // Each is expected to succeed, and none is the question.
    let lines: Vec<u32> = case.expectations.iter().map(|one| one.line).collect();
    assert_eq!(lines, [8, 9, 10]);
    assert_eq!(case.questions().count(), 1);
}

#[test]
fn each_mistake_of_a_peer_has_its_place() {
    let step = "    ;;< listen";
    let table = "    (drop (call_indirect (param i32) (result i32) (i32.const 0) (i32.const 0)))";
    let rows: [(&str, String, usize, usize, &str); 12] = [
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
            "a step that the guest waits for, after one that it does not wait for",
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
    for module in ["peer", "peer.meanwhile"] {
        let import = format!("(module (import \"{module}\" \"send\" (func)) (import");
        let text = case(GOOD).replace("(module (import", &import);
        let found = mistakes(&format!("import-{module}"), CELL, &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].2.contains("an import of `peer"), "{found:?}");
        assert_eq!((found[0].0, found[0].1), (4, 17));
    }
}

#[test]
fn a_mistake_is_shown_with_its_line_and_mend() {
    let Err(CaseError::Wrong(all)) = load("shown", CELL, &case(&GOOD.replace("badf", "EBADF")))
    else {
        panic!()
    };
    let shown = all.to_string();
    for part in [
        "listen.wat:6:61",
        ";;= EBADF",
        "the witx name may be `badf`",
    ] {
        assert!(shown.contains(part), "{shown}");
    }
}
