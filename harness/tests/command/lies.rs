//! Lies: what is told of them, and how the command ends.

use super::{ALL, REFERENCE, Test, refusal, told};

pub const TESTS: &[Test] = &[
    (
        "what_a_case_notices_is_told",
        REFERENCE,
        tells_what_a_case_notices,
    ),
    (
        "lies_are_told_about_a_runner_that_is_named",
        ALL,
        are_told_about_a_runner,
    ),
    ("lies_to_no_case_are_refused", REFERENCE, || {
        let why = refusal(&["lies", "--case", "no/such/case"]);
        assert!(why.contains("`no/such/case` selects nothing"), "{why}");
    }),
];

fn tells_what_a_case_notices() {
    let case = "wasix/stream/closed/shutdown";
    let all = told(&["lies", "--case", case, "--verbose"]);
    for kind in ["swallowed:badf", "neighbour:badf", "idle", "hangs"] {
        let line = format!("\nwasix/sock_shutdown/{kind}  noticed by {case}, of 1\n");
        assert!(all.contains(&line), "{line}{all}");
    }
    assert!(
        all.contains("1 of 1 case at must or should was turned red by one.\n"),
        "{all}"
    );
    let some = told(&["lies", "shutdown/swallowed", "--case", case]);
    assert!(
        some.contains("\n1 of 1 lie was noticed, 100.0 %, in 2 trials.\n"),
        "{some}"
    );
}

fn are_told_about_a_runner() {
    let case = "wasix/stream/closed/shutdown";
    let of = |runner| {
        told(&[
            "lies",
            "shutdown",
            "--case",
            case,
            "--verbose",
            "--runner",
            runner,
        ])
    };
    let [reference, wasmer] = ["reference", "wasmer"].map(of);
    assert!(wasmer.contains(" lies were noticed, 100.0 %"), "{wasmer}");
    assert_eq!(wasmer, reference);
    // Where the runner is wrong by itself, there is nothing to lie about.
    let case = "wasix/stream/listening/listen";
    let wrong = told(&["lies", "sock_listen", "--case", case, "--runner", "wasmer"]);
    let strange = format!("Does not conform even without a lie:\n  {case}::wasmer\n");
    assert!(wrong.contains(&strange), "{wrong}");
    let why = refusal(&["lies", "--case", case, "--runner", "wasmer,reference"]);
    assert!(why.contains("about one runner at a time"), "{why}");
}
