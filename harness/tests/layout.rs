//! The tree as a whole: every file has its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wasock::column::{self, Columns};
use wasock::suite::{self, Suite, Trial};
use wasock::world::World;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All files below a folder of the tree.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn every_snapshot_belongs_to_a_trial() {
    let suite = Suite::here().unwrap();
    let names = suite.names().unwrap();
    let columns = Columns::new(column::embedded()).unwrap();
    for file in files("snapshots") {
        let below = file
            .strip_prefix(root().join("snapshots"))
            .unwrap()
            .display()
            .to_string();
        // What insta holds out for review is not a snapshot yet, and the README's picture is none.
        if below.ends_with(".snap.new") || below == "matrix.svg" {
            continue;
        }
        let stem = below
            .strip_suffix(".snap")
            .unwrap_or_else(|| panic!("{below} is no snapshot"));
        let baseline = suite::baseline(stem.split('/').next().unwrap_or_default());
        let (path, runner) = stem.split_once('@').unwrap_or((stem, baseline));
        let case = path.replace('+', ":");
        let case = case.as_str();
        assert!(
            names.iter().any(|name| name == case),
            "the case of {below} is gone: remove the file"
        );
        // What this build does not contain is not known to be gone.
        let Some(column) = columns.find(runner) else {
            let complete = columns.len() == 4;
            assert!(!complete, "the runner of {below} is gone: remove the file");
            continue;
        };
        let trial = Trial {
            case: Arc::new(suite.load(case).unwrap()),
            column: column.clone(),
        };
        let never = trial.ignored(&World::Private);
        assert_eq!(never, None, "{below} is never compared: remove the file");
    }
}

#[test]
fn every_cause_explains_a_difference() {
    let suite = Suite::here().unwrap();
    for file in files("runners")
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "toml"))
    {
        let runner = file.file_stem().unwrap().to_string_lossy().into_owned();
        if runner == "Cargo" {
            continue;
        }
        let (causes, _) =
            wasock::cause::read(&suite.runners, &runner).unwrap_or_else(|error| panic!("{error}"));
        let differs = |case: &String| suite.snapshots.difference_file(case, &runner).exists();
        let different: Vec<String> = suite.names().unwrap().into_iter().filter(differs).collect();
        for pattern in causes.iter().flat_map(|cause| &cause.cases) {
            let alone = wasock::cause::Cause {
                cases: vec![pattern.clone()],
                reason: String::new(),
                upstream: None,
            };
            assert!(
                different.iter().any(|case| alone.explains(case)),
                "{runner}: {pattern} differs no more"
            );
        }
    }
}

#[test]
fn every_claim_that_is_cited_permits_the_level() {
    // A `must` rests on the interface's own documents or the seed; POSIX and Linux alone never make one.
    let suite = Suite::here().unwrap();
    for name in suite.names().unwrap() {
        let case = suite.load(&name).unwrap_or_else(|error| panic!("{error}"));
        let strongest = case
            .header
            .refs
            .iter()
            .filter_map(|id| suite.claims.get(id))
            .map(|claim| claim.level)
            .min();
        if let Some(strongest) = strongest {
            assert!(
                strongest <= case.header.level,
                "{name} is a {}, and what it cites a {strongest}",
                case.header.level
            );
        }
    }
}

#[test]
fn a_case_with_a_fixed_port_needs_its_own_network() {
    let suite = Suite::here().unwrap();
    for name in suite.names().unwrap() {
        let text = fs::read_to_string(wasock::name::file(&suite.cases, &name)).unwrap();
        if text.contains(", port 7967,") {
            assert!(
                text.contains("\"netns\""),
                "{name} uses the fixed port: say `needs = [\"netns\"]`"
            );
        }
    }
}
