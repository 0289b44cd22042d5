//! What the page costs when the suite is as large as it is to become: 10,000 cases in 10 columns.
//!
//! It takes a real recording, target/wasock/run.json or the one that is named, and multiplies it: each case is there again
//! and again, with every fifth line another one, and each trial in more columns, where every third one answers otherwise.
//! It writes the page, fails if that is larger than it may be, and says how large it is and how long a browser takes to
//! open it.

#[path = "../tests/page/browser.rs"]
#[allow(dead_code)]
mod browser;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wasock::event::{Began, CaseSeen, ColumnSeen, ResultSeen, TrialSeen};
use wasock::header::Level;
use wasock::record::Site;
use wasock::recording::Recording;
use wasock::report::page;
use wasock::verdict::{Finding, Verdict};

use browser::Browser;

const CASES: usize = 10_000;
const COLUMNS: usize = 10;

/// What the page is to stay below, in bytes, so that it can be sent around.
const SIZE: usize = 3_000_000;

/// How often it is opened.
const ROUNDS: usize = 5;

/// What runtimes answer that answer otherwise.
const ANSWERS: [(&str, u16); 8] = [
    ("inval", 28),
    ("notsup", 58),
    ("badf", 8),
    ("notconn", 53),
    ("io", 29),
    ("again", 6),
    ("isconn", 30),
    ("access", 2),
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let root = root.expect("the harness is a folder of the workspace");
    let named = std::env::args().nth(1).map(PathBuf::from);
    let file = named.unwrap_or_else(|| root.join("target/wasock/run.json"));
    let recording = Recording::read(&file).expect("a recording: `cargo run` makes one");
    let large = multiplied(&recording);

    let began = Instant::now();
    let html = page::render(&large);
    let made = began.elapsed();
    let folder = root.join("target/wasock");
    let file = folder.join("large.html");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(&file, &html).expect("the page can be written");
    println!(
        "{}: {CASES} cases in {COLUMNS} columns, {} trials, {:.2} MB, made in {:.1} s",
        file.display(),
        large.trials.len(),
        html.len() as f64 / 1e6,
        made.as_secs_f64(),
    );
    assert!(html.len() < SIZE, "{} bytes", html.len());
    match browser::find() {
        Some(program) => opened(&program, &file),
        None => println!("There is no browser to open it with."),
    }
}

/// The recording with each of its cases so often that there are [`CASES`], and [`COLUMNS`] columns.
fn multiplied(recording: &Recording) -> Recording {
    let began = &recording.began;
    let columns: Vec<ColumnSeen> = (0..COLUMNS)
        .map(|number| {
            let column = &began.columns[number % began.columns.len()];
            ColumnSeen {
                label: format!("{}-{number}", column.label),
                ..column.clone()
            }
        })
        .collect();
    let originals = began.cases.iter().cycle().take(CASES).enumerate();
    let mut cases = Vec::new();
    let mut trials = Vec::new();
    for (number, original) in originals {
        let case = again(original, number / began.cases.len());
        let of_case = |trial: &&TrialSeen| trial.case == original.name;
        let known: Vec<&TrialSeen> = recording.trials.iter().filter(of_case).collect();
        for (place, column) in columns.iter().enumerate() {
            let mut trial = known[place % known.len()].clone();
            trial.case.clone_from(&case.name);
            trial.column.clone_from(&column.label);
            vary(&mut trial, &case, number * COLUMNS + place);
            trials.push(trial);
        }
        cases.push(case);
    }
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    let interfaces: Vec<String> = began
        .grids
        .iter()
        .map(|one| one.interface.clone())
        .collect();
    let speaks = |column: ColumnSeen| ColumnSeen {
        speaks: interfaces.clone(),
        ..column
    };
    Recording {
        began: Began {
            columns: columns.into_iter().map(speaks).collect(),
            planned: trials.len(),
            cases,
            ..began.clone()
        },
        trials,
        ..Recording::default()
    }
}

/// A case once more, as another one of its kind would be: with another suffix, other words, and every fifth line another
/// one. Of the real cases, four lines in five stand in many files.
fn again(case: &CaseSeen, time: usize) -> CaseSeen {
    if time == 0 {
        return case.clone();
    }
    let lines = case.text.lines().enumerate().map(|(at, line)| {
        let number = chance(case.name.len() * 1_000 + at * 10 + time);
        match number % 5 {
            0 if line.starts_with(";;") => format!("{line} This is asked of {number} too."),
            0 => line.replacen("(i32.const ", &format!("(i32.const {number}"), 1),
            _ => line.to_owned(),
        }
    });
    let text: Vec<String> = lines.collect();
    CaseSeen {
        name: format!("{}-number-{time}", case.name),
        text: text.join("\n") + "\n",
        ..case.clone()
    }
}

/// A number that looks like chance and is the same each time.
fn chance(number: usize) -> usize {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40
}

/// Lets every third trial answer its question otherwise, and write what no other trial writes.
fn vary(trial: &mut TrialSeen, case: &CaseSeen, number: usize) {
    let chance = chance(number);
    let ResultSeen::Measured(measured) = &mut trial.result else {
        return;
    };
    let asks = |call: &wasock::event::CallSeen| call.site == Site::Line(case.asks);
    let place = measured.calls.iter().rposition(asks);
    let (0, Some(place)) = (chance % 3, place) else {
        return;
    };
    let (answer, errno) = ANSWERS[chance / 3 % ANSWERS.len()];
    let call = &mut measured.calls[place];
    answer.clone_into(&mut call.answer);
    call.errno = Some(errno);
    call.outs = vec![format!("datalen={chance}")];
    measured.verdict = match case.level {
        Level::May => Verdict::Records,
        level => Verdict::Deviates(level),
    };
    measured.finding = (case.level != Level::May).then_some(Finding {
        line: case.asks,
        call: Some(place),
        after: None,
    });
}

/// Opens a page anew and anew, and says how long that took: until a reader can read and click, and until every row of the
/// matrix is drawn.
fn opened(program: &Path, file: &Path) {
    let folder = std::env::temp_dir().join(format!("wasock-page-{}", std::process::id()));
    let mut browser = Browser::start(program, &folder);
    browser.look(1400, "light");
    let mut times: Vec<[Duration; 2]> = (0..ROUNDS)
        .map(|_| {
            browser.open(&format!("file://{}", file.display()));
            browser.wait_for("#count:not(:empty)");
            let mut since = || {
                let now = browser.evaluate("performance.now()");
                Duration::from_secs_f64(now.as_f64().expect("a number") / 1e3)
            };
            let open = since();
            browser.wait_for("#matrix[aria-busy=false]");
            let now = browser.evaluate("performance.now()");
            let drawn = Duration::from_secs_f64(now.as_f64().expect("a number") / 1e3);
            [open, drawn]
        })
        .collect();
    times.sort();
    let [open, drawn] = times[ROUNDS / 2];
    let [open, drawn] = [open, drawn].map(|time| time.as_millis());
    println!(
        "Opened {ROUNDS} times, median: {open} ms until it can be read, {drawn} ms until all is drawn."
    );
    let faults = browser.faults();
    assert!(faults.is_empty(), "{faults:?}");
    drop(browser);
    let _ = std::fs::remove_dir_all(folder);
}
