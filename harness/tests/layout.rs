//! The tree as a whole: every file has its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use wasock::header::Level;
use wasock::suite::Suite;

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
fn a_snapshot_has_no_line_but_the_answers() {
    // That each belongs to a trial is a test of the conformance tests.
    for file in files("snapshots") {
        if file.extension().is_some_and(|end| end == "snap") {
            let text = fs::read_to_string(&file).unwrap();
            let head = text.starts_with("---\n{}\n---\nL") || text.starts_with("---\n{}\n---\n=>");
            assert!(
                head,
                "{} has a head: INSTA_UPDATE=always cargo test writes it without",
                file.display()
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
fn what_only_a_page_that_hedges_says_is_no_must() {
    // The pages of these functions let behaviour vary with the runtime: `wasix.pages.vary`.
    let suite = Suite::here().unwrap();
    for claim in suite.claims.iter() {
        let page = claim.document.starts_with("WASIX API reference");
        if page && claim.place.starts_with("sock_") {
            assert!(
                claim.level > Level::Must,
                "{} rests on a page that hedges",
                claim.id
            );
        }
    }
}

#[test]
fn a_document_is_cited_in_one_edition() {
    // Two commits of a document may say two things, and a reader of a claim looks at one.
    let suite = Suite::here().unwrap();
    let mut editions = BTreeMap::new();
    for claim in suite.claims.iter() {
        let (document, edition) = claim
            .document
            .split_once(" (")
            .unwrap_or((&claim.document, ""));
        let known = *editions.entry(document).or_insert(edition);
        assert_eq!(
            known, edition,
            "{} and another claim cite {document} in two editions",
            claim.id
        );
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

#[test]
fn a_claim_that_no_case_cites_says_why() {
    // In a comment above it; the text is read again, since a comment is nothing to the reader of the claims.
    let suite = Suite::here().unwrap();
    let mut cited = BTreeSet::new();
    for name in suite.names().unwrap() {
        let case = suite.load(&name).unwrap_or_else(|error| panic!("{error}"));
        cited.extend(case.header.refs);
    }
    for file in files("cases/claims") {
        let text = fs::read_to_string(&file).unwrap();
        let mut explained = false;
        for line in text.lines() {
            let id = line
                .strip_prefix("id = \"")
                .and_then(|rest| rest.strip_suffix('"'));
            if let Some(id) = id.filter(|id| !cited.contains(*id)) {
                assert!(
                    explained,
                    "no case cites {id}: say why in a comment above it, or write one"
                );
            }
            match line {
                "[[claim]]" => {}
                line => explained = line.starts_with('#'),
            }
        }
    }
}
