//! Snapshots: what stands in files and lists, and what accepting makes of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use wasock::snapshot::{Baseline, Comparison, Place, SnapshotError, Snapshots, place};

const BASELINE: &str = "L1 f() -> success\nL2 g() -> success\n=> completed\n";
const OTHER: &str = "L1 f() -> success\nL2 g() -> notsup\n=> completed\n";
const BLOCKED: &str = "L1 f() -> notsup\n=> blocked at L1\n";

/// An empty tree for the test of this name.
fn tree(test: &str) -> (PathBuf, Snapshots) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("snapshots")
        .join(test);
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("snapshots")).unwrap();
    let snapshots = open(&root);
    (root, snapshots)
}

/// The snapshots of a tree, as another process would find them.
fn open(root: &Path) -> Snapshots {
    Snapshots::new(
        root.join("snapshots"),
        root.join("runners"),
        root.join("staging"),
    )
}

/// All files of the tree but those that are staged.
fn files(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.join("snapshots"), root.join("runners")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(root).unwrap();
                found.push(below.display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_transcript_moves_to_its_place() {
    let (root, snapshots) = tree("moves");
    let accept = |column: &str, transcript: &str, baseline: Baseline| {
        let place = place(transcript, baseline);
        snapshots
            .accept("a/case", column, transcript, &place)
            .unwrap();
        // Each test of a trial is a process of its own to nextest.
        let seen = open(&root);
        let kept = seen.kept("a/case", column).unwrap();
        assert_eq!(
            kept.compare(transcript, baseline),
            (Comparison::Same, vec![])
        );
        assert_eq!(
            seen.recorded("a/case", column).unwrap().as_deref(),
            Some(transcript)
        );
        files(&root)
    };
    let baseline = Baseline::Other(BASELINE);
    assert_eq!(
        accept("reference", BASELINE, Baseline::This),
        ["snapshots/a/case.snap"]
    );
    assert_eq!(
        accept("wasmer", OTHER, baseline),
        ["snapshots/a/case.snap", "snapshots/a/case@wasmer.snap"]
    );
    assert_eq!(
        accept("wasmtime", BLOCKED, baseline),
        [
            "runners/wasmtime/not-asked.toml",
            "snapshots/a/case.snap",
            "snapshots/a/case@wasmer.snap"
        ]
    );
    assert_eq!(
        accept("wasmer", BASELINE, baseline),
        ["runners/wasmtime/not-asked.toml", "snapshots/a/case.snap"]
    );
}

#[test]
fn an_entry_goes_with_what_it_says() {
    let (root, snapshots) = tree("entries");
    let baseline = Baseline::Other(BASELINE);
    let accept = |snapshots: &Snapshots, transcript: &str| {
        let place = place(transcript, baseline);
        let accepted = snapshots.accept("a/case", "wasmer", transcript, &place);
        accepted.unwrap();
    };
    accept(&snapshots, BLOCKED);
    assert_eq!(files(&root), ["runners/wasmer/not-asked.toml"]);
    accept(&open(&root), OTHER);
    assert_eq!(files(&root), ["snapshots/a/case@wasmer.snap"]);
    accept(&open(&root), BLOCKED);
    assert_eq!(files(&root), ["runners/wasmer/not-asked.toml"]);
    accept(&open(&root), BASELINE);
    assert_eq!(files(&root), Vec::<String>::new());
}

#[test]
fn trials_that_are_accepted_at_the_same_time_lose_nothing() {
    let (root, snapshots) = tree("parallel");
    let cases: Vec<String> = (0..24).map(|number| format!("a/case-{number}")).collect();
    let entry = Place::List("L1 f() -> notsup".to_owned());
    // Half of them are threads of this process, and half as good as other processes.
    thread::scope(|scope| {
        for (number, case) in cases.iter().enumerate() {
            let (entry, shared, own) = (&entry, &snapshots, open(&root));
            scope.spawn(move || {
                let snapshots = if number % 2 == 0 { shared } else { &own };
                snapshots.accept(case, "wasmer", BLOCKED, entry).unwrap();
            });
        }
    });
    let seen = open(&root);
    for case in &cases {
        let kept = seen.kept(case, "wasmer").unwrap();
        assert_eq!(kept.entry.as_deref(), Some("L1 f() -> notsup"), "{case}");
    }
    assert_eq!(files(&root), ["runners/wasmer/not-asked.toml"]);
    let staged = fs::read_dir(root.join("staging")).unwrap().count();
    assert_eq!(staged, 0, "nothing is left where files are made");
}

#[test]
fn a_variant_has_a_file_of_its_own() {
    let (root, snapshots) = tree("variant");
    for case in ["a/case", "a/case:low"] {
        snapshots
            .accept(case, "reference", BASELINE, &Place::Baseline)
            .unwrap();
    }
    snapshots
        .accept("a/case:low", "wasmer", OTHER, &Place::Own)
        .unwrap();
    let found = ["a/case+low.snap", "a/case+low@wasmer.snap", "a/case.snap"];
    assert_eq!(files(&root), found.map(|file| format!("snapshots/{file}")));
    // insta finds it as well.
    snapshots.review("a/case:low", "wasmer", OTHER, &Place::Own);
}

#[test]
fn a_file_has_no_line_but_the_answers() {
    let (root, snapshots) = tree("head");
    snapshots
        .accept("case", "reference", BASELINE, &Place::Baseline)
        .unwrap();
    let text = fs::read_to_string(root.join("snapshots/case.snap")).unwrap();
    assert_eq!(text, format!("---\n{{}}\n---\n{BASELINE}"));
    // insta reads it.
    let read = insta::Snapshot::from_file(&root.join("snapshots/case.snap")).unwrap();
    assert_eq!(read.as_text().unwrap().to_string(), BASELINE.trim_end());
    assert_eq!(read.metadata().source(), None);
}

#[test]
fn what_cannot_be_read_is_an_error_and_never_absent() {
    let (root, snapshots) = tree("unreadable");
    let file = |name: &str| root.join("snapshots").join(name);
    fs::write(file("bare.snap"), BASELINE).unwrap();
    fs::write(file("bytes.snap"), b"---\n{}\n---\n\xff").unwrap();
    fs::create_dir(file("folder.snap")).unwrap();
    for case in ["bare", "bytes", "folder"] {
        let error = snapshots.kept(case, "wasmer").unwrap_err();
        let named = error.to_string().contains(&format!("{case}.snap"));
        assert!(named, "{error}");
    }
    let list = root.join("runners/wasmer/not-asked.toml");
    fs::create_dir_all(list.parent().unwrap()).unwrap();
    for text in ["\"a\" = 1\n", "\"a\" = \"b\"\n\"a\" = \"c\"\n", "a = "] {
        fs::write(&list, text).unwrap();
        let error = open(&root).kept("case", "wasmer").unwrap_err();
        assert!(matches!(error, SnapshotError::List(_)), "{error}");
        assert!(error.to_string().contains("not-asked.toml:"), "{error}");
    }
    assert_eq!(
        open(&root).kept("case", "reference").unwrap(),
        wasock::snapshot::Kept::default()
    );
}
