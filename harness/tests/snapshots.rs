//! Snapshots: what stands in files, and what of it is right.

use std::fs;
use std::path::Path;

use wasock::snapshot::{Baseline, Recorded, Snapshots};

/// A folder with a baseline and, if wanted, the recorded difference of one runner.
fn folder(test: &str, difference: Option<&str>) -> Snapshots {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("snapshots")
        .join(test);
    let _ = fs::remove_dir_all(&root);
    let snapshots = Snapshots::new(&root);
    let file = |body: &str| format!("---\nsource: x.rs\ndescription: What is asked.\n---\n{body}");
    fs::create_dir_all(root.join("a")).unwrap();
    fs::write(
        snapshots.baseline_file("a/case"),
        file("L1 f() -> success\n=> completed\n"),
    )
    .unwrap();
    if let Some(difference) = difference {
        fs::write(
            snapshots.difference_file("a/case", "wasmer"),
            file(difference),
        )
        .unwrap();
    }
    snapshots
}

const BASELINE: &str = "L1 f() -> success\n=> completed\n";
const OTHER: &str = "L1 f() -> notsup\n=> completed\n";

#[test]
fn a_runner_is_compared_with_its_own_file_before_the_baseline() {
    let (plain, differs) = (folder("plain", None), folder("differs", Some(OTHER)));
    assert_eq!(plain.compare("a/case", "wasmer", BASELINE), Recorded::Same);
    assert!(matches!(
        plain.compare("a/case", "wasmer", OTHER),
        Recorded::Different(_)
    ));
    assert_eq!(differs.compare("a/case", "wasmer", OTHER), Recorded::Same);
    assert!(matches!(
        differs.compare("a/case", "wasmer", BASELINE),
        Recorded::Different(_)
    ));
    assert_eq!(
        plain.compare("a/other", "wasmer", BASELINE),
        Recorded::Nothing
    );
}

#[test]
fn a_recorded_difference_is_checked() {
    let snapshots = folder("recorded", Some(OTHER));
    snapshots
        .check(
            "a/case",
            "wasmer",
            "What is asked.",
            OTHER,
            Baseline::Other(BASELINE),
        )
        .unwrap();
}

#[test]
fn a_difference_that_is_no_more_is_an_error() {
    if wasock::snapshot::accepting() {
        return;
    }
    let snapshots = folder("stale", Some(OTHER));
    let error = snapshots
        .check(
            "a/case",
            "wasmer",
            "What is asked.",
            BASELINE,
            Baseline::Other(BASELINE),
        )
        .unwrap_err();
    assert!(
        error.contains("case@wasmer.snap has outlived what it records"),
        "{error}"
    );
}

#[test]
fn a_baseline_that_no_runner_gives_is_an_error() {
    if wasock::snapshot::accepting() {
        return;
    }
    let snapshots = folder("orphan", None);
    let title = "What is asked.";
    let check = |baseline| snapshots.check("a/case", "wasmtime", title, BASELINE, baseline);
    check(Baseline::This).unwrap();
    let error = check(Baseline::None).unwrap_err();
    assert!(error.contains("case.snap has outlived"), "{error}");
}

#[test]
fn a_variant_has_a_file_of_its_own() {
    let snapshots = folder("variant", None);
    let file = snapshots.baseline_file("a/case:low");
    assert!(file.ends_with("a/case+low.snap"), "{}", file.display());
    let difference = snapshots.difference_file("a/case:low", "wasmer");
    assert!(difference.ends_with("a/case+low@wasmer.snap"));
    assert_eq!(
        snapshots.compare("a/case:low", "wasmer", BASELINE),
        Recorded::Nothing
    );
    fs::copy(snapshots.baseline_file("a/case"), file).unwrap();
    assert_eq!(
        snapshots.compare("a/case:low", "wasmer", BASELINE),
        Recorded::Same
    );
    let title = "What is asked.";
    snapshots
        .check("a/case:low", "reference", title, BASELINE, Baseline::This)
        .unwrap();
}
