//! What several runs do to one file of known differences, and when.

use std::fs::{self, File};
use std::process::{Child, Stdio};

use rustix::fs::{FlockOperation, flock};

use super::vendor::Folder;
use super::{Need, Test, text};

pub const TESTS: &[Test] = &[(
    "runs_that_update_one_file_at_once_keep_each_other_s_lines",
    &[
        Need::Runner("wasmer"),
        Need::Runner("reference"),
        Need::Network,
    ],
    keep_each_other_s_lines,
)];

/// What wasmer answers otherwise than it should, each with the case.
const LISTED: [(&str, &str); 2] = [
    (
        "wasix/stream/listening/listen",
        "\"wasix/stream/listening/listen::wasmer\" = \"should: L17 sock_listen(fd=$a, backlog=16) -> notsup\"",
    ),
    (
        "wasix/stream/listening/bind",
        "\"wasix/stream/listening/bind::wasmer\" = ",
    ),
];

fn update(folder: &Folder, case: &str) -> Child {
    let line = format!("wasock run {case} --runner wasmer --expect known.toml --update");
    let mut command = folder.command(&line);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// While this test changes files of the folder, both runs come to where they would write. One that did not wait would write before the
/// line of the test is there, which then took its place; and one that did not read once more would write without that line.
fn keep_each_other_s_lines() {
    let folder = Folder::new("meanwhile");
    let alone = File::open(folder.file(".")).unwrap();
    flock(&alone, FlockOperation::LockExclusive).unwrap();
    let runs = LISTED.map(|(case, _)| (case, update(&folder, case)));
    // They have had the time to get so far when others have come to their end, which do more.
    for (case, _) in LISTED {
        folder.told(
            &format!("wasock run {case} --runner wasmer,reference -q"),
            0,
        );
    }
    let own = "[[known]]\nreason = \"It was asked for.\"\n\n[known.trials]\n\"seed/open::mine\" = \"must: L1 f() -> no\"\n";
    fs::write(folder.file("known.toml"), own).unwrap();
    flock(&alone, FlockOperation::Unlock).unwrap();
    for (case, run) in runs {
        let output = run.wait_with_output().unwrap();
        let (told, error) = (text(&output.stdout), text(&output.stderr));
        let added = "known.toml: 1 trial was added, 0 changed and 0 removed\n";
        assert!(told.starts_with(added), "{case}: {told}{error}");
        assert_eq!(output.status.code(), Some(0), "{case}: {told}{error}");
    }
    let known = fs::read_to_string(folder.file("known.toml")).unwrap();
    assert!(known.starts_with(own), "{known}");
    for (_, line) in LISTED {
        let lines = known.lines().filter(|one| one.starts_with(line));
        assert_eq!(lines.count(), 1, "{known}");
    }
}
