//! Which trials a command line selects, and what becomes of a run in parts.

use std::fs;

use serde_json::Value;

use super::{ALL, REFERENCE, Test, argument, place, refusal, told, wasock};

pub const TESTS: &[Test] = &[
    ("filters_select_what_they_say", ALL, select_what_they_say),
    ("what_is_misspelt_is_refused", ALL, misspelt_is_refused),
    (
        "every_command_takes_the_same_words",
        REFERENCE,
        every_command_takes_the_same_words,
    ),
    ("claims_are_searched", &[], claims_are_searched),
    (
        "a_world_that_there_is_not_is_refused",
        &[],
        unknown_world_is_refused,
    ),
    (
        "parts_are_merged_to_the_whole",
        REFERENCE,
        are_merged_to_the_whole,
    ),
    (
        "a_part_without_a_trial_is_green_and_one_of_the_whole",
        REFERENCE,
        is_green_and_one_of_the_whole,
    ),
    (
        "a_document_on_standard_output_stands_there_alone",
        REFERENCE,
        stands_there_alone,
    ),
    (
        "run_shows_a_mistake_of_a_runner_at_its_line",
        &[],
        shows_a_mistake_of_a_runner_at_its_line,
    ),
];

fn shows_a_mistake_of_a_runner_at_its_line() {
    let runner = place("mistaken");
    fs::create_dir_all(&runner).unwrap();
    let toml = "command = [\"mine\", \"{guest}\", \"{gest}\"]\nversion = [\"mine\"]\n\n[interfaces]\nwasip1 = []\n";
    fs::write(runner.join("runner.toml"), toml).unwrap();
    let file = argument("mistaken/runner.toml");
    let error = refusal(&["run", "wasip1", "--runner", &file]);
    // The word `error` stands there once.
    let first = "error: nothing stands for `{gest}` here; near are guest\n";
    assert!(error.starts_with(first), "{error}");
    assert!(error.contains("runner.toml:1:31\n"), "{error}");
}

fn listed(arguments: &[&str]) -> Vec<String> {
    let list = [&["run", "--list"], arguments].concat();
    told(&list).lines().map(str::to_owned).collect()
}

fn select_what_they_say() {
    let case = "wasix/stream/listening/listen";
    let of_wasmer = [format!("{case}::wasmer")];
    assert_eq!(listed(&["listening/listen::wasmer"]), of_wasmer);
    assert_eq!(listed(&[&of_wasmer[0], "--exact"]), of_wasmer);
    let two = [
        "stream/listening/listen::wasmer",
        "wasix/stream/*/bind::wasmer",
    ];
    let skipped = [&two[..], &["--skip", "wasix/stream/*/bind*"]].concat();
    assert_eq!(listed(&skipped), of_wasmer);
    let variant = "wasix/stream/open/get-option:no-delay::reference".to_owned();
    for word in [
        "wasix/stream/open/get-option:no-delay",
        "cases/wasix/stream/open/get-option.wat:no-delay",
    ] {
        for exact in [&[][..], &["--exact"]] {
            let words = [&[word, "--runner", "reference"], exact].concat();
            assert_eq!(listed(&words), [variant.as_str()], "{words:?}");
        }
    }
    let file = format!("cases/{case}.wat");
    let on_two = ["wasmer", "reference"].map(|runner| format!("{case}::{runner}"));
    assert_eq!(listed(&[&file, "--runner", "wasmer,reference"]), on_two);
    let here = format!("./{file}");
    assert_eq!(listed(&[&here, "--runner", "wasmer,reference"]), on_two);
    let all = listed(&["wasix/stream/listening/"]);
    assert!(all.len() > on_two.len() && all.iter().any(|one| one.ends_with("::wasmer-loopback")));
}

fn misspelt_is_refused() {
    for (arguments, why) in [
        (
            &["stream/lisening"][..],
            "`stream/lisening` selects nothing; near are stream/listening;",
        ),
        (
            &["stream/bound/", "acept"],
            "`acept` selects nothing; near are accept;",
        ),
        (
            &["stream/bound/", "--skip", "nonesuch"],
            "`nonesuch` selects nothing; `cargo run",
        ),
        (
            &["listening/listen::wasmr"],
            "such cases are tried on reference, wasmer, wasmer-loopback, wasmtime; near are wasmer;",
        ),
        (
            &["wasix/strem/*"],
            "`wasix/strem/*` selects nothing; near are wasix/stream",
        ),
        (
            &["--runner", "wasmr"],
            "there is no runner `wasmr`; there are jco, jco-deno, node, ",
        ),
        (&["--runner", "wasmr"], "Was `wasmer` meant?"),
        (
            &["--runner", "nowhere/runner.toml"],
            "there is no file nowhere/runner.toml, which is to describe a runner",
        ),
        (&["--recorded", "wasmtime-47"], "near are wasmtime-47.0.3"),
        (
            &["cases/wasix/stream/open/bnd.wat"],
            "selects nothing; near are wasix/stream/open/bind, ",
        ),
        (&["open/bind", "--exact"], "`open/bind` selects nothing"),
        (
            &["open/bind", "--skip", "open/bind"],
            "nothing is selected, so nothing was run",
        ),
        (
            &["open/bind", "--jobs", "0"],
            "'--jobs <N>': write how many are to be under way at once, from 1",
        ),
        (
            &["--shard", "6/5"],
            "write which part, from 1, and of how many: 2/5",
        ),
    ] {
        let error = refusal(&[&["run"], arguments].concat());
        assert!(error.contains(why), "{arguments:?}: {error}");
    }
    let case = "near are wasix/stream/listening/listen, ";
    for (arguments, why) in [
        (&["trace", "wasix/stream/listening/lisen"][..], case),
        (&["judge", "wasix/stream/listening/lisen"], case),
        (
            &["emit", "wasix/stream/listening/lisen", "-o", "x.wasm"],
            case,
        ),
        (
            &["bug", "wasix/stream/listening/lisen", "--runner", "wasmer"],
            case,
        ),
        (&["claims", "lisssten"], "near are listen"),
        (
            &["diff", "wasmtime-47.0.3", "wasmtime-49"],
            "near are wasmtime-49",
        ),
        (
            &["lies", "sock_bnd"],
            "no lie is called `sock_bnd`; near are sock_bind, ",
        ),
    ] {
        let error = refusal(arguments);
        assert!(error.contains(why), "{arguments:?}: {error}");
    }
}

fn every_command_takes_the_same_words() {
    let file = "cases/wasix/stream/listening/listen.wat";
    let listed = told(&["list", file]);
    assert!(
        listed.starts_with("wasix/stream/listening/listen  [should]\n"),
        "{listed}"
    );
    assert!(listed.contains("\n1 case, on these runners:"), "{listed}");
    assert_eq!(told(&["tidy", file, "--check"]), "");
    for command in [
        &["list"][..],
        &["tidy", "--check"],
        &["lies", "--idle", "--case"],
    ] {
        let empty = refusal(&[command, &[""]].concat());
        assert!(empty.contains("an empty word says nothing"), "{empty}");
        let column = refusal(&[command, &["listening/listen::refrence"]].concat());
        assert!(column.contains("near are reference"), "{column}");
        let error = refusal(&[command, &["stream/lisening"]].concat());
        assert!(
            error.contains("`stream/lisening` selects nothing; near are stream/listening"),
            "{error}"
        );
    }
}

fn claims_are_searched() {
    let found = told(&["claims", "posix.listen", "Again"]);
    assert!(
        found.starts_with("posix.listen.again  [should]\n    Listen marks a socket"),
        "{found}"
    );
    assert!(found.contains(" rests on it"), "{found}");
    let none = refusal(&["claims", "nonesuch"]);
    assert!(none.contains("no claim has nonesuch"), "{none}");
}

fn unknown_world_is_refused() {
    let run = super::command(&["run", "seed/open"])
        .env("WASOCK_WORLD", "shard")
        .output()
        .unwrap();
    let error = super::text(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{error}");
    assert!(
        error.contains("WASOCK_WORLD=shard asks for no world that there is: `shared`"),
        "{error}"
    );
}

fn are_merged_to_the_whole() {
    let run = |shard: &[&str], folder: &str| {
        let folder = argument(folder);
        let run = [
            "run",
            "stream/bound/",
            "--runner",
            "reference",
            "--report",
            &folder,
        ];
        told(&[&run, shard].concat());
        format!("{folder}/run.json")
    };
    let whole = run(&[], "whole");
    let [first, second] =
        [1, 2].map(|part| run(&["--shard", &format!("{part}/2")], &format!("part-{part}")));
    let merged = argument("merged");
    let shown = told(&["merge", &second, &first, "--report", &merged]);
    assert!(
        shown.contains("Every trial did what the snapshots hold."),
        "{shown}"
    );
    let [whole, merged] =
        [whole, format!("{merged}/run.json")].map(|file| std::fs::read_to_string(file).unwrap());
    assert_eq!(merged, whole);
    let twice = refusal(&["merge", &first, &first]);
    assert!(
        twice.contains("does not belong to the others") && twice.contains("is in two of them"),
        "{twice}"
    );
}

fn is_green_and_one_of_the_whole() {
    let folder = argument("empty");
    let run = |words: &[&'static str]| {
        let run = [
            "run",
            "wasix/stream/bound/listen",
            "--exact",
            "--report",
            &folder,
        ];
        [&run[..], &["--runner", "reference"], words]
            .concat()
            .join(" ")
    };
    let typed = |line: &str| wasock(&line.split(' ').collect::<Vec<_>>());
    let recording = || std::fs::read_to_string(format!("{folder}/run.json")).unwrap();
    assert!(typed(&run(&[])).status.success());
    let whole = recording();
    let mut parts = Vec::new();
    for (shard, said) in [
        ("1/2", "This is not the whole run: part 2 of 2"),
        (
            "2/2",
            "Part 2 of 2 has no trial: there are fewer cases than parts.",
        ),
    ] {
        let output = typed(&run(&["--shard", shard]));
        let told = super::text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(
            told.contains(said)
                && told.matches("has no trial").count() == usize::from(shard == "2/2"),
            "{told}"
        );
        let file = argument(&format!("empty-{}.json", parts.len()));
        std::fs::write(&file, recording()).unwrap();
        parts.push(file);
    }
    assert_eq!(told(&["run", "--list", "seed/open", "--shard", "2/2"]), "");
    let merged = told(&["merge", &parts[1], &parts[0], "--report", &folder]);
    assert!(
        merged.contains("Every trial did what the snapshots hold."),
        "{merged}"
    );
    assert_eq!(recording(), whole);
    for words in [&["nonesuch"][..], &["seed/open", "--skip", "seed/open"]] {
        let error = refusal(&[&["run", "--shard", "2/2"], words].concat());
        assert!(
            error.contains("selects nothing") || error.contains("nothing is selected"),
            "{error}"
        );
    }
}

fn stands_there_alone() {
    let folder = argument("alone");
    let run = [
        "run",
        "seed/open",
        "--runner",
        "reference",
        "--report",
        &folder,
    ];
    let output = wasock(&[&run[..], &["--json", "-"]].concat());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["trials"][0]["case"], "seed/open");
    let said = super::text(&output.stderr);
    assert!(
        said.contains("Every trial did what the snapshots hold."),
        "{said}"
    );
    let junit = told(&[&run[..], &["--junit", "-"]].concat());
    assert!(
        junit.starts_with("<?xml ") && junit.ends_with("</testsuites>\n"),
        "{junit}"
    );
}
