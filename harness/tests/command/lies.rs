//! Lies: what is told of them, and how the command ends.

use super::{REFERENCE, Test, refusal, told};

pub const TESTS: &[Test] = &[
    (
        "what_a_case_notices_is_told",
        REFERENCE,
        tells_what_a_case_notices,
    ),
    ("lies_to_no_case_are_refused", REFERENCE, || {
        let why = refusal(&["lies", "--case", "no/such/case"]);
        assert!(
            why.contains("has a name that contains no/such/case"),
            "{why}"
        );
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
        all.contains("1 of 1 cases at must or should were turned red by one.\n"),
        "{all}"
    );
    let some = told(&["lies", "shutdown/swallowed", "--case", case]);
    assert!(
        some.contains("\n1 of 1 lies were noticed, 100.0 %, in 2 trials.\n"),
        "{some}"
    );
}
