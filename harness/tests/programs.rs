//! Programs around a runner: each of the harness's own cases comes to the same in a program as where the runner is embedded.
//!
//! The program is this very test, around the runner of the case's script, or around the reference where it has none.

use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Failed, Trial as Test};
use wasock::case::Case;
use wasock::column::{self, Column, Columns};
use wasock::measure::measure;
use wasock::suite::{Suite, Trial};
use wasock::world::{World, probe};
use wasock_runners::{Capabilities, Command, Grant, Reference, Scripted};

/// The variable by which this program is one around a runner, of the script that it holds.
const SCRIPT: &str = "WASOCK_TEST_SCRIPT";

fn main() -> ExitCode {
    wasock::process::enter_if_child(&Columns::new(column::embedded()).unwrap());
    if let Ok(script) = env::var(SCRIPT) {
        let script: BTreeMap<String, String> =
            serde_json::from_str(&script).expect("the test has written it");
        return match script.is_empty() {
            true => wasock_runners::program(&Reference::new()),
            false => wasock_runners::program(&Scripted::new(script)),
        };
    }
    let suite = Suite::here().expect("the suite can be read");
    let names = suite.names().expect("the cases can be listed");
    let own = names.into_iter().filter(|name| name.starts_with("self/"));
    let tests = own.map(|name| {
        let case = suite.load(&name).expect("the case can be read");
        Test::ignorable_test(name, move || agrees(case))
    });
    libtest_mimic::run(&Arguments::from_args(), tests.collect()).exit_code()
}

/// Compares what comes of the case in a program with what it says itself.
fn agrees(case: Case) -> Result<Completion, Failed> {
    let world = probe();
    if let World::Shared { reason } = &world {
        return Ok(Completion::ignored_with(reason.clone()));
    }
    let case = Arc::new(case);
    let trial = Trial {
        column: Arc::new(around(&case.header.script)),
        case: Arc::clone(&case),
    };
    let measured = measure(&trial, &world);
    let judgement = measured.judgement;
    let came = (judgement.outcome.to_string(), judgement.verdict.to_string());
    let header = &case.header;
    let wanted = [&header.outcome, &header.verdict].map(|word| word.clone().unwrap_or_default());
    assert_eq!(came, wanted.into(), "{}", measured.said);
    Ok(Completion::Completed)
}

/// This test as a program.
fn around(script: &BTreeMap<String, String>) -> Column {
    let this = env::current_exe().expect("this program knows where it is");
    let words = [&this.to_string_lossy(), "{policy}", "{guest}"];
    let script = serde_json::to_string(script).expect("it is text");
    let words = words.map(str::to_owned).into();
    Column::command(Command {
        environment: BTreeMap::from([(SCRIPT.to_owned(), script)]),
        policies: BTreeMap::from([(
            Grant::All,
            vec!["--policy".to_owned(), "granted".to_owned()],
        )]),
        tells: true,
        folders: this.parent().map(ToOwned::to_owned).into_iter().collect(),
        ..Command::new("program", "1.0", words, Capabilities::of(&["wasix"]))
    })
}
