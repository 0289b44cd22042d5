//! Packages are built: a line of versions with what its lock file says, and a checkout with what stands in it.
//!
//! The runtime is a crate of one line, so that cargo needs nothing but the compiler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use wasock::package::{Checkout, Line};

/// A folder for one test, which is gone with it.
struct Place(PathBuf);

impl Place {
    fn new() -> Place {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("wasock-packages-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Place(folder)
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Writes the crate of a runtime that knows its version.
    fn runtime(&self, folder: &str, version: &str) {
        let manifest =
            format!("[package]\nname = \"mine\"\nversion = \"{version}\"\nedition = \"2024\"\n");
        self.write(&format!("{folder}/Cargo.toml"), &manifest);
        self.write(
            &format!("{folder}/src/lib.rs"),
            "pub const VERSION: &str = env!(\"CARGO_PKG_VERSION\");",
        );
    }

    /// Writes the package of a line, and its lock file.
    fn line(&self, name: &str, version: &str) {
        let folder = format!("runners/mine/{name}");
        self.runtime(&format!("released/{version}"), version);
        let dependency =
            format!("{{ path = \"../../../released/{version}\", version = \"={version}\" }}");
        self.write(
            &format!("{folder}/Cargo.toml"),
            &format!(
                "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nmine = {dependency}\n"
            ),
        );
        let main = format!("fn main() {{ println!(\"{name}: {{}}\", mine::VERSION); }}");
        self.write(&format!("{folder}/src/main.rs"), &main);
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["generate-lockfile", "--offline", "--quiet"]);
        let made = cargo.current_dir(self.0.join(folder)).status().unwrap();
        assert!(made.success());
    }

    fn lines(&self) -> Vec<Line> {
        Line::all(&self.0.join("runners/mine"), "mine").unwrap()
    }

    fn checkout(&self) -> Checkout {
        Checkout::read(&self.0.join("checkout"), "mine").unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a program prints.
fn said(program: &Path) -> String {
    let output = Command::new(program).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn a_line_has_the_version_of_its_lock_file() {
    let place = Place::new();
    place.line("10", "10.1.0");
    place.line("9", "9.3.2");
    place.write("runners/mine/differences.toml", "");
    let lines = place.lines();
    let known: Vec<_> = lines
        .iter()
        .map(|line| (&*line.name, &*line.version))
        .collect();
    assert_eq!(known, [("9", "9.3.2"), ("10", "10.1.0")]);
    let program = lines[0].build(&place.0.join("target")).unwrap();
    assert_eq!(said(&program), "9: 9.3.2");
}

#[test]
fn a_lock_file_that_does_not_fit_is_not_mended() {
    let place = Place::new();
    place.line("9", "9.3.2");
    let lines = place.lines();
    place.runtime("released/9.3.2", "9.4.0");
    let error = lines[0].build(&place.0.join("target")).unwrap_err();
    assert!(
        error.to_string().starts_with("cargo has not built "),
        "{error}"
    );
}

#[test]
fn a_checkout_stands_in_the_place_of_a_release() {
    let place = Place::new();
    place.line("8", "8.0.0");
    place.line("9", "9.3.2");
    place.write(
        "checkout/Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"lib/api\"]\n",
    );
    let target = place.0.join("target");
    for (version, says) in [
        ("9.9.9-mine", "9: 9.9.9-mine"),
        ("8.7.0", "8: 8.7.0"),
        // No line is of these versions: the newest knows them best.
        ("11.0.0", "9: 11.0.0"),
    ] {
        place.runtime("checkout/lib/api", version);
        let checkout = place.checkout();
        let program = checkout.build("mine", &place.lines(), &target).unwrap();
        assert_eq!(said(&program), says);
    }
}

#[test]
fn a_checkout_may_have_built_its_own_program() {
    let place = Place::new();
    place.runtime("checkout", "9.9.9");
    let found = |target: &str| {
        let program = place.checkout().built("mine");
        assert_eq!(
            program.unwrap(),
            place.0.join("checkout/target").join(target)
        );
    };
    let error = place.checkout().built("mine");
    let error = error.unwrap_err().to_string();
    assert!(
        error.ends_with("no target/release/mine and no target/debug/mine: build it there"),
        "{error}"
    );
    place.write("checkout/target/release/mine", "");
    found("release/mine");
    place.write("checkout/target/debug/mine", "");
    let debug = fs::File::open(place.0.join("checkout/target/debug/mine")).unwrap();
    let release = fs::metadata(place.0.join("checkout/target/release/mine")).unwrap();
    debug
        .set_modified(release.modified().unwrap() + std::time::Duration::from_secs(1))
        .unwrap();
    found("debug/mine");
}

#[test]
fn what_is_no_checkout_is_refused() {
    let place = Place::new();
    place.line("9", "9.3.2");
    place.write("checkout/README.md", "");
    let read = || Checkout::read(&place.0.join("checkout"), "mine");
    let error = read().unwrap_err().to_string();
    assert!(
        error.ends_with("is no checkout of mine: it has no Cargo.toml"),
        "{error}"
    );
    place.write(
        "checkout/Cargo.toml",
        "[package]\nname = \"yours\"\nversion = \"1.0.0\"\nedition = \"2024\"\n",
    );
    place.write("checkout/src/lib.rs", "");
    let error = read().unwrap().build("mine", &place.lines(), &place.0);
    let error = error.unwrap_err().to_string();
    assert!(error.ends_with("none of its packages is `mine`"), "{error}");
}

#[test]
fn a_checkout_is_called_by_its_commit() {
    let place = Place::new();
    place.runtime("checkout", "9.9.9");
    assert_eq!(place.checkout().commit(), "checkout");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args([
            "-c",
            "user.name=nobody",
            "-c",
            "user.email=nobody@example.com",
        ]);
        let done = git
            .args(arguments)
            .current_dir(place.0.join("checkout"))
            .output();
        done.is_ok_and(|done| done.status.success())
    };
    // Without git, there are no commits.
    if git(&["init", "--quiet"]) {
        assert!(git(&["add", "."]) && git(&["commit", "--quiet", "--message=all"]));
        let commit = place.checkout().commit();
        assert!(commit.starts_with('g') && !commit.contains('-'), "{commit}");
        place.runtime("checkout", "9.9.10");
        assert_eq!(place.checkout().commit(), format!("{commit}-dirty"));
    }
}

#[test]
fn a_folder_that_a_runner_is_to_be_built_from_is_looked_at() {
    let place = Place::new();
    let run = |name: &str| {
        let mut wasock = Command::new(env!("CARGO_BIN_EXE_wasock"));
        wasock.args(["run", "wasip1/stream/none", "--runner"]);
        wasock.arg(format!("{name}={}", place.0.display()));
        let output = wasock.output().unwrap();
        let printed = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), printed.trim().to_owned())
    };
    let folder = fs::canonicalize(&place.0).unwrap();
    let no_manifest = format!(
        "error: {} is no checkout of wasmer: it has no Cargo.toml",
        folder.display()
    );
    assert_eq!(run("wasmer"), (Some(2), no_manifest));
    place.runtime(".", "9.9.9");
    let no_wasmer = format!(
        "error: {} is no checkout of wasmer: none of its packages is `wasmer`",
        folder.display()
    );
    assert_eq!(run("wasmer"), (Some(2), no_wasmer));
    let (code, printed) = run("wasmtime");
    assert_eq!(code, Some(2));
    assert!(
        printed.ends_with("no target/debug/wasmtime: build it there"),
        "{printed}"
    );
}

/// The script is that of the package which depends on the runtimes.
#[test]
fn a_patch_that_is_dropped_ends_the_build() {
    let place = Place::new();
    place.runtime("checkout", "9.9.9");
    place.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"runners\"]\n[patch.crates-io]\nmine = { path = \"checkout\" }\n",
    );
    let manifest = "[package]\nname = \"runners\"\nversion = \"1.0.0\"\nedition = \"2024\"\n";
    place.write("runners/Cargo.toml", manifest);
    place.write("runners/src/lib.rs", "");
    place.write("runners/build.rs", include_str!("../../runners/build.rs"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--offline"]).current_dir(&place.0);
    let said = cargo.output().unwrap();
    let printed = String::from_utf8(said.stderr).unwrap();
    let wanted = "the patch of \"mine\" at version \"9.9.9\" was dropped";
    assert!(
        !said.status.success() && printed.contains(wanted),
        "{printed}"
    );
}

/// Each package in this tree is of the line that its folder is called by.
#[test]
fn the_lines_of_wasmer_are_of_its_versions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runners/wasmer");
    let lines = Line::all(&folder, "wasmer").unwrap();
    assert!(lines.len() > 1);
    for line in lines {
        assert!(
            line.version.starts_with(&format!("{}.", line.name)),
            "{line:?}"
        );
    }
}
