//! Mistakes in cases: each is told with file, line, column and mend.

mod labels;
mod peer;
mod places;
mod variants;

use std::fs;
use std::path::{Path, PathBuf};

use wasock::case::{Case, CaseError};
use wasock::claims::Claims;
use wasock::grid::Grids;
use wasock::name;
use wasock::suite::Suite;

const IMPORT: &str =
    r#"(import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))"#;

/// A folder of cases that holds this one case and one claim.
fn folder(test: &str, name: &str, text: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("mistakes")
        .join(test);
    // What an earlier build has left there is no part of the test.
    let _ = fs::remove_dir_all(&root);
    let file = name::file(&root, name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::create_dir_all(root.join("claims/a")).unwrap();
    fs::write(file, text).unwrap();
    let claim = "document = \"A\"\nlevel = \"must\"\n[[claim]]\nid = \"a.claim\"\nplace = \"1\"\npromise = \"It holds.\"\n";
    fs::write(root.join("claims/a/claim.toml"), claim).unwrap();
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
        (cell.interface, cell.socket, cell.state, cell.operation),
        ("wasix", "stream", "none", "listen")
    );
    assert_eq!(
        case.questions()
            .map(|question| question.line)
            .collect::<Vec<_>>(),
        [6]
    );
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

#[test]
fn a_file_that_is_no_text_is_one_case_that_cannot_be_read() {
    let mut suite = Suite::here().unwrap();
    suite.cases = folder("no-text", "seed/x", "");
    fs::write(suite.cases.join("seed/x.wat"), b";; \xff\n").unwrap();
    assert_eq!(suite.names().unwrap(), ["seed/x"]);
    let error = suite.load("seed/x").unwrap_err().to_string();
    assert!(
        error.contains("x.wat: stream did not contain valid UTF-8"),
        "{error}"
    );
}
