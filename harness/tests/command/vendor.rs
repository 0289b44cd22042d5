//! The path of a vendor: the program alone, in an empty folder of its own, from nothing to a run that is held to what is known.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use super::{Need, Test, text};

pub const TESTS: &[Test] = &[
    (
        "a_program_alone_has_the_suite_and_leaves_results_where_it_is",
        WASMER,
        has_the_suite_and_leaves_results_where_it_is,
    ),
    (
        "a_vendor_comes_from_nothing_to_green_and_a_new_deviation_is_red",
        WASMER,
        comes_from_nothing_to_green,
    ),
    (
        "the_parts_of_a_run_that_is_held_to_a_file_are_merged_if_none_is_missing",
        WASMER,
        are_merged_if_none_is_missing,
    ),
    (
        "what_is_mended_fails_nothing_where_a_run_does_not_fail_on_that",
        WASMER,
        is_no_failure,
    ),
    (
        "nothing_that_hung_passes_where_a_run_fails_on_that",
        WASMER,
        nothing_that_hung_passes,
    ),
];

const WASMER: &[Need] = &[
    Need::Runner("wasmer"),
    Need::Runner("reference"),
    Need::Network,
];

/// The cache of the user for all of these tests, which has the suite: to unpack its many files takes longer than a test.
static CACHE: LazyLock<PathBuf> = LazyLock::new(|| {
    let name = format!("wasock-cache-{}", std::process::id());
    let cache = std::env::temp_dir().join(name);
    fs::create_dir_all(&cache).unwrap();
    // What begins at once would unpack it at once.
    let first = in_folder(&cache, &cache)
        .args(["list", "seed/open"])
        .output();
    assert!(first.unwrap().status.success());
    cache
});

/// Removes what the tests have left in the cache.
pub fn clean() {
    if let Some(cache) = LazyLock::get(&CACHE) {
        // It is in the system's folder for what is of no use later.
        let _ = fs::remove_dir_all(cache);
    }
}

/// The program in a folder outside of the tree, where it is called `wasock`.
fn in_folder(folder: &Path, cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasock"));
    command
        .arg0("wasock")
        .current_dir(folder)
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("GITHUB_ACTIONS")
        .env("XDG_CACHE_HOME", cache);
    command
}

/// An empty folder outside of the tree, in which the program is called `wasock`.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let name = format!("wasock-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A line of words that is yet to be typed.
    pub fn command(&self, line: &str) -> Command {
        let mut command = in_folder(&self.0, &CACHE);
        command.args(line.split(' ').skip(1));
        command
    }

    /// Types a line of words, and answers with the exit code, and what is on standard output and standard error.
    fn types(&self, line: &str) -> (i32, String, String) {
        self.types_in(line, &[])
    }

    pub fn types_in(&self, line: &str, environment: &[(&str, &str)]) -> (i32, String, String) {
        let mut command = self.command(line);
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let code = output.status.code().unwrap();
        (code, text(&output.stdout), text(&output.stderr))
    }

    /// Types a line that is to end with this code, and answers with what is on standard output.
    pub fn told(&self, line: &str, code: i32) -> String {
        let (ended, told, error) = self.types(line);
        assert_eq!(ended, code, "{line}: {told}{error}");
        told
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is the system's folder for what is of no use later.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn has_the_suite_and_leaves_results_where_it_is() {
    let folder = Folder::new("alone");
    let case = "wasix/stream/listening/listen";
    let told = folder.told(&format!("wasock run {case} --runner reference"), 0);
    assert!(
        told.contains("Every trial did what the snapshots hold."),
        "{told}"
    );
    assert!(
        told.contains("The matrix of this run is wasock/part/index.html"),
        "{told}"
    );
    assert!(folder.file("wasock/part/run.json").is_file());
    assert!(!folder.file("wasock/run.json").exists());
    // The commands that it prints are in the words with which it was started, and work.
    let told = folder.told(&format!("wasock run {case} --runner wasmer"), 0);
    let trace = format!("wasock trace cases/{case}.wat --runner wasmer");
    assert!(told.contains(&format!("\n  {trace}\n")), "{told}");
    assert!(folder.told(&trace, 0).contains("sock_listen(fd="));
    // Another tree is taken where it is named.
    let (code, _, error) = folder.types("wasock list --suite cache");
    let why = "cache is no tree of the suite";
    assert!(code == 2 && error.contains(why), "{error}");
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let line = format!("wasock list seed/open --suite {}", tree.display());
    assert!(folder.told(&line, 0).contains("seed/open"));
}

/// A case that wasmer answers otherwise than it should, and the line by which that is known.
const CASE: &str = "wasix/stream/listening/listen";
const LINE: &str = "\"wasix/stream/listening/listen::wasmer\" = \"should: \
                    L17 sock_listen(fd=$a, backlog=16) -> notsup\"\n";

fn comes_from_nothing_to_green() {
    let folder = Folder::new("vendor");
    let run = format!("wasock run {CASE} --runner wasmer,reference --expect known.toml");
    let (code, _, error) = folder.types(&run);
    let why = "there is no file known.toml; with --update it is written";
    assert!(code == 2 && error.contains(why), "{error}");
    let told = folder.told(&format!("{run} --update"), 0);
    let added = "known.toml: 1 trial was added, 0 changed and 0 removed\n";
    assert!(told.starts_with(added), "{told}");
    let known = fs::read_to_string(folder.file("known.toml")).unwrap();
    assert!(known.ends_with(LINE), "{known}");
    let told = folder.told(&run, 0);
    let green = "Every trial did what is required, or what known.toml lists.";
    assert!(told.contains(green), "{told}");
    assert_eq!(folder.told(&format!("{run} -q"), 0), "");

    // What the vendor has written is told as the cause.
    let mended = known.replace("reason = ", "reason = \"It was asked for.\" # ");
    fs::write(folder.file("known.toml"), mended).unwrap();
    let told = folder.told(&run, 0);
    assert!(told.contains("* It was asked for.\n"), "{told}");

    // A deviation that is not listed is new.
    fs::write(folder.file("known.toml"), "").unwrap();
    let told = folder.told(&format!("{run} --junit junit.xml"), 1);
    let new = format!("{CASE}::wasmer: deviates (should), not listed");
    assert!(told.contains(&new), "{told}");
    let junit = fs::read_to_string(folder.file("junit.xml")).unwrap();
    let failure = "<failure message=\"should: L17 sock_listen(fd=$a, backlog=16) -&gt; notsup\" type=\"should\">";
    assert!(junit.contains(failure), "{junit}");
    assert!(
        junit.contains("tests=\"2\" skipped=\"0\" failures=\"1\" errors=\"0\""),
        "{junit}"
    );
    let quiet = format!("{run} -q");
    let (code, told, _) = folder.types_in(&quiet, &[("GITHUB_ACTIONS", "true")]);
    let shown = "should: L17 sock_listen(fd=$a, backlog=16) -> notsup";
    let title = format!("{CASE}::wasmer").replace(':', "%3A");
    assert_eq!(code, 1);
    assert_eq!(
        told,
        format!("{CASE}::wasmer: {shown}\n::error file=known.toml,title={title}::{shown}\n")
    );

    // So is one that comes to something else than is listed.
    fs::write(
        folder.file("known.toml"),
        known.replace("-> notsup", "-> inval"),
    )
    .unwrap();
    let told = folder.told(&run, 1);
    assert!(told.contains("not as listed"), "{told}");
    assert!(
        told.contains(" --runner wasmer --expect known.toml\n"),
        "{told}"
    );
    assert!(
        told.contains("  listed:  should: L17 sock_listen(fd=$a, backlog=16) -> inval\n"),
        "{told}"
    );

    // What is mended is a line to delete, and what was to be mended by now is red.
    let mended = LINE.replace("::wasmer", "::reference");
    fs::write(folder.file("known.toml"), known.clone() + &mended).unwrap();
    let told = folder.told(&quiet, 1);
    let line = known.lines().count() + 1;
    assert!(
        told.starts_with(&format!(
            "known.toml:{line}: {CASE}::reference is as required on reference "
        )),
        "{told}"
    );
    assert!(told.ends_with(": delete the line\n"), "{told}");
    fs::write(
        folder.file("known.toml"),
        known.replace("[known.trials]", "versions = '<1'\n[known.trials]"),
    )
    .unwrap();
    let told = folder.told(&quiet, 1);
    assert!(
        told.contains("was to be mended after <1, and is not in "),
        "{told}"
    );

    // A mistake in the file is shown at its place, and nothing is run.
    fs::write(folder.file("known.toml"), "[[known]]\nreson = 'x'\n").unwrap();
    let (code, told, error) = folder.types(&run);
    assert!(code == 2 && told.is_empty(), "{told}{error}");
    assert!(
        error.contains("unknown field `reson`") && error.contains("nothing was run"),
        "{error}"
    );
}

fn are_merged_if_none_is_missing() {
    let folder = Folder::new("parts");
    let run = "wasock run wasix/stream/listening/listen --runner wasmer --expect known.toml";
    folder.told(&format!("{run} --update"), 0);
    let known = fs::read_to_string(folder.file("known.toml")).unwrap();
    let own = known.replace("reason = ", "reason = \"It was asked for.\" # ");
    fs::write(folder.file("known.toml"), own).unwrap();
    let run = "wasock run wasix/stream/listening/listen wasix/stream/listening/shutdown --runner wasmer \
               --expect known.toml --fail-on crashed";
    for part in 1..=3 {
        let (_, told, error) = folder.types(&format!("{run} --shard {part}/3 --report {part}"));
        assert!(
            told.contains("of the run on wasmer is missing"),
            "{told}{error}"
        );
    }
    let (code, _, error) = folder.types("wasock merge 1/run.json 3/run.json");
    let why = "these recordings are not the whole run: part 2 of 3 of the run on wasmer is missing";
    assert!(code == 2 && error.contains(why), "{error}");
    let merge = "wasock merge 1/run.json 2/run.json 3/run.json --fail-on crashed";
    let (code, told, error) = folder.types(merge);
    assert!(
        code == 0 && told.contains("It was asked for."),
        "{told}{error}"
    );
}

fn is_no_failure() {
    let folder = Folder::new("mended");
    let listed = "[[known]]\nreason = \"So it was.\"\n[known.trials]\n\"wasix/stream/open/bind::wasmer\" = \"must: L1 f() -> no\"\n";
    fs::write(folder.file("known.toml"), listed).unwrap();
    let run = "wasock run wasix/stream/open/bind::wasmer --runner wasmer --expect known.toml --junit junit.xml";
    let here = [("GITHUB_ACTIONS", "true")];
    for (fail_on, ends, failures) in [
        ("must", 0, "failures=\"0\""),
        ("must,new", 1, "failures=\"1\""),
    ] {
        let (code, told, _) = folder.types_in(&format!("{run} --fail-on {fail_on}"), &here);
        assert_eq!(
            (code, told.contains("::error")),
            (ends, ends == 1),
            "{told}"
        );
        let junit = fs::read_to_string(folder.file("junit.xml")).unwrap();
        assert!(junit.contains(failures), "{junit}");
    }
    // Two documents do not go to one place, and what lists trials writes none.
    for line in [
        "wasock run seed/open --json - --junit -",
        "wasock run seed/open --json a --junit a",
        "wasock run seed/open --list --json a",
    ] {
        let (code, told, error) = folder.types(line);
        assert!(code == 2 && told.is_empty(), "{line}: {told}{error}");
    }
    assert!(!folder.file("a").exists());
}

fn nothing_that_hung_passes() {
    let folder = Folder::new("hung");
    let run = "wasock run listening/poll-read-clock-zero --runner wasmer --expect known.toml";
    folder.told(&format!("{run} --update"), 0);
    folder.told(run, 0);
    folder.told(&format!("{run} --fail-on new"), 0);
    for gravity in ["crashed", "must,new"] {
        let told = folder.told(&format!("{run} -q --fail-on {gravity}"), 3);
        assert!(
            told.contains("poll-read-clock-zero::wasmer: hung: L"),
            "{told}"
        );
    }
    // It is told what does not pass though it is listed.
    let told = folder.told(&format!("{run} --strict"), 3);
    assert!(
        told.contains("\nKnown, and not let pass by --strict: 1\n  wasix/stream/listening/poll-read-clock-zero::wasmer: hung\n"),
        "{told}"
    );
    let (code, _, error) = folder.types(&format!("{run} --fail-on musts"));
    assert!(
        code == 2 && error.contains("a similar value exists: 'must'"),
        "{error}"
    );
    // What is listed and only wrong passes, whatever it fails on.
    let run = format!("wasock run {CASE} --runner wasmer --expect known.toml");
    folder.told(&format!("{run} --update"), 0);
    folder.told(&format!("{run} --fail-on should,new"), 0);
}
