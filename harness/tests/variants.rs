//! Variants: one file, several trials, through the commands and through a run.

mod trees;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Output};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use libtest_mimic::{Arguments, Completion, Failed, Trial as Test};
use wasock::column::{self, Columns};
use wasock::event::Began;
use wasock::header::Level;
use wasock::recording::Recording;
use wasock::run;
use wasock::suite::{self, Suite};
use wasock::verdict::Verdict;
use wasock::{name, process, world};

fn main() -> ExitCode {
    process::enter_if_child(&columns());
    let arguments = Arguments::from_args();
    let tests = vec![
        Test::ignorable_test("each_variant_is_a_trial_of_its_own", trials),
        Test::ignorable_test("a_command_takes_the_variant_that_it_is_given", commands),
    ];
    libtest_mimic::run(&arguments, tests).exit_code()
}

fn columns() -> Columns {
    Columns::new(column::embedded()).unwrap()
}

/// One case of three variants: two questions that are answered as required, and one that is not.
const CASE: &str = r#";; Descriptor {fd} is none, so the call must be refused.
;;! level = "should"
;;! refs = ["wasix.errno.badf"]
;;! [variants]
;;! high = { fd = "99", answer = "badf" }
;;! low  = { fd = "77", answer = "badf" }
;;! odd  = { fd = "55", answer = "notsock" }
(module
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_listen (i32.const 99 (;fd;)) (i32.const 8)))  ;;= {answer}
  ))
"#;

const NAME: &str = "wasix/stream/none/listen";

/// A tree of its own that holds this case, and the claims and grids of this one.
fn tree() -> Suite {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("variants");
    let _ = fs::remove_dir_all(&root);
    trees::without_cases(&root);
    fs::write(name::file(&root.join("cases"), NAME), CASE).unwrap();
    Suite::at(&root).unwrap()
}

fn trials() -> Result<Completion, Failed> {
    let columns = columns();
    let Some(first) = columns.first() else {
        return Ok(Completion::ignored_with("this build has no runner"));
    };
    let columns = columns.choose(std::slice::from_ref(&first.label))?;
    let (suite, world) = (tree(), world::probe());
    let names = suite.names()?;
    assert_eq!(
        names,
        ["high", "low", "odd"].map(|one| format!("{NAME}:{one}"))
    );
    let mut trials = Vec::new();
    for name in &names {
        trials.extend(suite::trials(&Arc::new(suite.load(name)?), &columns));
    }
    let first = trials[0].name();
    assert_eq!(first, format!("{NAME}:high::{}", columns[0].label));
    assert!(suite::selected(&first, &["listen:high".to_owned()]));

    let began = Began::before_trials(&suite, &columns, &trials, &world)?;
    let (mut recording, never) = (Recording::default(), AtomicBool::new(false));
    run::run(&suite, began, &trials, &world, 2, &never, |event| {
        recording.hear(event);
    });
    let seen = recording.trials.iter().map(|one| {
        let measured = one.measured().ok_or("it was not tried")?;
        Ok((one.verdict(), measured.transcript()))
    });
    let seen: Vec<_> = seen.collect::<Result<_, &str>>()?;
    let badf = |fd: u32| format!("L13 sock_listen(fd={fd}, backlog=8) -> badf\n=> completed\n");
    assert_eq!(
        seen,
        [
            (Some(Verdict::Conforms), badf(99)),
            (Some(Verdict::Conforms), badf(77)),
            (Some(Verdict::Deviates(Level::Should)), badf(55)),
        ]
    );

    // The recording tells the variants apart, by their names and by their texts.
    let tried: Vec<&str> = recording
        .trials
        .iter()
        .map(|one| one.case.as_str())
        .collect();
    assert_eq!(tried.len(), 3);
    assert!(
        names.iter().all(|name| tried.contains(&name.as_str())),
        "{tried:?}"
    );
    let texts: Vec<_> = recording
        .began
        .cases
        .iter()
        .map(|case| &case.text)
        .collect();
    assert!(texts[1].contains("i32.const 77 (;fd;)") && texts[1].starts_with(";; Descriptor 77"));
    Ok(Completion::Completed)
}

fn wasock(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasock"));
    command.args(arguments).current_dir(root).output().unwrap()
}

fn commands() -> Result<Completion, Failed> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("variant.wasm");
    let emit = |case: &str| {
        let output = wasock(&["emit", case, "-o", file.to_str().unwrap()]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        fs::read(&file).unwrap()
    };
    let (plain, ipv4, ipv6) = (
        emit("self/varies"),
        emit("self/varies:ipv4"),
        emit("self/varies:ipv6"),
    );
    assert_eq!(plain, ipv4);
    assert_eq!(plain.len(), ipv6.len());
    let differ = plain.iter().zip(&ipv6).filter(|(one, other)| one != other);
    assert_eq!(differ.collect::<Vec<_>>(), [(&1, &2)]);
    assert_eq!(emit("cases/self/varies.wat:ipv6"), ipv6);

    let wrong = wasock(&["emit", "self/varies:ipv5", "-o", "x.wasm"]);
    assert_eq!(wrong.status.code(), Some(2));
    let told = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(
        told.contains("varies.wat has no variant `ipv5`; it has ipv4, ipv6"),
        "{told}"
    );

    if columns().is_empty() {
        return Ok(Completion::ignored_with("this build has no runner"));
    }
    for (given, family) in [("self/varies", "inet4"), ("self/varies:ipv6", "inet6")] {
        let traced = wasock(&["trace", given]);
        let shown = String::from_utf8_lossy(&traced.stdout).into_owned();
        assert!(
            shown.starts_with(&format!("L13 sock_open(af={family}, ")),
            "{shown}"
        );
    }
    Ok(Completion::Completed)
}
