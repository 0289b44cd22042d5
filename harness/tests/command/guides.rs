//! What the documents tell people to type, typed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::runtime::RUNTIME;
use super::vendor::Folder;
use super::{ALL, Need, Test, place, text};

pub const TESTS: &[Test] = &[
    (
        "the_commands_of_the_readme_work_as_they_stand_there",
        ALL,
        commands_of_the_readme_work,
    ),
    (
        "the_workflow_of_the_guide_is_green_until_a_runtime_crashes",
        &[Need::Runner("wasmtime"), Need::Network],
        workflow_is_green_until_a_runtime_crashes,
    ),
    (
        "a_package_of_ones_own_is_made_as_the_guide_says",
        &[Need::Runner("reference"), Need::Network],
        package_is_made_as_the_guide_says,
    ),
    (
        "what_a_red_cell_is_worth_can_be_asked",
        ALL,
        what_it_is_worth_can_be_asked,
    ),
];

fn document(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join(file)).unwrap()
}

/// What is typed at consoles in a document: each line of it with the lines that it is answered.
fn typed(document: &str) -> Vec<(&str, Vec<&str>)> {
    let mut typed: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut in_console = false;
    for line in document.lines() {
        match (
            line.trim().strip_prefix("```"),
            line.trim().strip_prefix("$ "),
        ) {
            (Some(kind), _) => in_console = kind == "console",
            (None, Some(command)) if in_console => typed.push((command, Vec::new())),
            (None, None) if in_console => typed.last_mut().unwrap().1.push(line),
            _ => {}
        }
    }
    typed
}

/// What is not typed here, and why: the beginnings of commands.
const UNTYPED: [(&str, &str); 18] = [
    (
        "cargo run",
        "it tries all cases, as the conformance tests do",
    ),
    ("cargo test", "it is what runs this"),
    ("cargo install", "it builds everything once more"),
    ("cd ", "it is of a vendor, whose path has a test of its own"),
    ("wasock run --runner my/runner.toml,reference", "the same"),
    ("wasmtime run", "it is a command that may not be here"),
    ("wasmer run", "the same"),
    ("find snapshots", "it is no command of the suite"),
    ("cat runners", "the same"),
    ("git status", "the same"),
    ("INSTA_UPDATE=", "it accepts what it sees"),
    (
        "cargo run -- run --runner wasmtime@",
        "it is a command that may not be here",
    ),
    ("cargo run -- run --recorded all", "it tries all cases"),
    ("cargo run -- coverage", "the same"),
    ("cargo run -- lies", "it takes minutes"),
    ("cargo run -- runners --install", "it needs the network"),
    (
        "cargo run -- run wasip1 --runner",
        "they are commands that may not be here",
    ),
    (
        "cargo run -- run wasip1 --command",
        "it is for a driver of one's own",
    ),
];

fn commands_of_the_readme_work() {
    let readme = document("README.md");
    let folder = place("readme");
    fs::create_dir_all(&folder).unwrap();
    let is = |command: &str, (begins, _): &(&str, &str)| match *begins {
        "cargo run" => command == "cargo run",
        begins => command.starts_with(begins),
    };
    let typed = typed(&readme);
    for untyped in &UNTYPED {
        assert!(
            typed.iter().any(|(command, _)| is(command, untyped)),
            "{untyped:?} is not in the README any more"
        );
    }
    let mut ran = 0;
    for (command, shown) in typed {
        if UNTYPED.iter().any(|untyped| is(command, untyped)) {
            continue;
        }
        let line = command.replace("cargo run --", env!("CARGO_BIN_EXE_wasock"));
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(&folder)
            .env_remove("GITHUB_ACTIONS")
            .output()
            .unwrap();
        let (told, error) = (text(&output.stdout), text(&output.stderr));
        // What changed between two versions is told by the code too.
        let code = i32::from(command.contains(" diff "));
        assert_eq!(output.status.code(), Some(code), "{command}: {told}{error}");
        ran += 1;
        // What a trace, or an explanation, shows is what it showed when the README was written.
        if [" trace ", " explain "]
            .iter()
            .any(|word| command.contains(word))
        {
            for line in shown.iter().filter(|line| !line.contains("...")) {
                let is_there = told.lines().any(|one| is_same(one, line));
                assert!(is_there, "{command}: no `{line}` in\n{told}");
            }
        }
    }
    assert!(ran >= 8, "{ran} commands were typed");
}

/// Whether a line is what the README shows. How many cases there are may have changed since.
fn is_same(told: &str, shown: &str) -> bool {
    let words = |line: &str| {
        let words = line.split_whitespace();
        let words = words.filter(|word| word.parse::<u32>().is_err());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    match shown.contains(" cases,") {
        true => words(told) == words(shown),
        false => told.trim_end() == shown.trim_end(),
    }
}

/// Makes the file of a runtime, which is this test, in the folder of a vendor; `first` is what its program does before it runs its guest.
fn write_runner(folder: &Folder, first: &str) {
    let runner = folder.file("my");
    fs::create_dir_all(&runner).unwrap();
    let runtime = runner.join("runtime");
    if !runtime.exists() {
        let this = std::env::current_exe().unwrap();
        let linked = fs::hard_link(&this, &runtime);
        linked
            .or_else(|_| fs::copy(&this, &runtime).map(drop))
            .unwrap();
    }
    let script =
        format!("#!/bin/sh\n{first}\nexec \"$(dirname \"$0\")/runtime\" {RUNTIME} \"$1\" wasip1\n");
    fs::write(runner.join("mine.sh"), script).unwrap();
    fs::set_permissions(runner.join("mine.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    let toml = "command = [\"{here}/mine.sh\", \"{guest}\"]\nversion = [\"echo\", \"1.2.3\"]\n\
                unsupported = [\"not offered: {}\"]\ntrapped = [\"wasm trap: {}\"]\n\n[interfaces]\nwasip1 = []\n";
    fs::write(runner.join("runner.toml"), toml).unwrap();
}

fn workflow_is_green_until_a_runtime_crashes() {
    let guide = document("runners/README.md");
    let (_, workflow) = guide
        .split_once("```yaml\nname: sockets\n")
        .expect("the guide has a workflow");
    let (workflow, _) = workflow.split_once("```").unwrap();
    let runs: Vec<&str> = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- run: wasock "))
        .collect();
    let [run] = runs[..] else {
        panic!("it runs wasock once: {workflow}");
    };
    let run = format!("wasock {run}");
    let update = "wasock run --runner my/runner.toml --expect known.toml --update";
    assert!(
        guide.contains(&format!("`{update}`")),
        "the guide says how the file is written"
    );

    let folder = Folder::new("ci");
    write_runner(&folder, "");
    folder.told(update, 0);
    folder.told(&run, 0);
    assert!(folder.file("sockets.xml").is_file());
    // A later build crashes wherever a guest shuts a socket down.
    write_runner(&folder, "grep -q sock_shutdown \"$1\" && kill -SEGV $$");
    let (code, told, _) = folder.types_in(&run, &[("GITHUB_ACTIONS", "true")]);
    assert_eq!(code, 3, "{told}");
    let annotation =
        "::error file=known.toml,title=wasip1/stream/none/shutdown%3A%3Amy-1.2.3::crashed: ";
    assert!(told.contains(annotation), "{told}");
    // The commands that lead to it name the runtime as it was named.
    let trace = told.lines().find(|line| line.contains(" trace cases/"));
    let trace = trace.unwrap_or_else(|| panic!("{told}")).trim();
    assert!(trace.ends_with(" --runner my/runner.toml"), "{trace}");
    assert!(folder.told(trace, 3).contains("=> crashed"));
    let junit = fs::read_to_string(folder.file("sockets.xml")).unwrap();
    assert!(junit.contains("<testcase name=\"wasip1/stream/none/shutdown\" classname=\"my-1.2.3\">\n      <failure message=\"crashed: "), "{junit}");
}

/// What the guide has typed makes a package whose dependencies are there. It is not built, which takes minutes: the commands that the
/// guide then has typed are those of this program, and of its reference.
fn package_is_made_as_the_guide_says() {
    let guide = document("runners/README.md");
    let (_, part) = guide
        .split_once("## In a package of your own, in fifteen minutes")
        .expect("the guide has it");
    let (part, _) = part.split_once("\n## ").unwrap();
    let folder = Folder::new("package");
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::os::unix::fs::symlink(tree, folder.file("wasock")).unwrap();
    // What leads to another folder leads there for all that is typed after it.
    let typed = typed(part).into_iter().map(|(command, _)| command);
    let (makes, runs): (Vec<&str>, Vec<&str>) =
        typed.partition(|command| !command.starts_with("cargo run --"));
    let script = format!("cd wasock\n{}", makes.join("\n"));
    let script = script.replace("../mine", "\"$HERE/mine\"");
    let sh = |script: &str| {
        let output = Command::new("sh")
            .args(["-ec", script])
            .current_dir(folder.file(""))
            .env("HERE", folder.file(""))
            .output()
            .unwrap();
        let told = text(&output.stdout) + &text(&output.stderr);
        assert!(output.status.success(), "{script}: {told}");
        told
    };
    sh(&script);
    let left = sh("grep -rn --exclude=Cargo.lock '\"tiny\"\\|tiny::' mine || true");
    assert_eq!(left, "", "the name of the example is left");
    let cargo = env!("CARGO");
    let known = sh(&format!(
        "cd mine && '{cargo}' metadata --offline --no-deps --format-version 1"
    ));
    for part in [
        "\"name\":\"mine\"",
        "/wasock/harness\"",
        "/wasock/runners\"",
    ] {
        assert!(known.contains(part), "no {part}: {known}");
    }
    let profile = fs::read_to_string(folder.file("mine/Cargo.toml")).unwrap();
    assert!(profile.contains("[profile.dev.package.\"*\"]"), "{profile}");
    assert_eq!(runs.len(), 4, "{runs:?}");
    // Results go to a folder of this name, which is not to be the tree.
    fs::remove_file(folder.file("wasock")).unwrap();
    for run in runs {
        let mut line = run.replace("cargo run --", "wasock");
        line = match line.contains("--runner mine") {
            true => line.replace("--runner mine", "--runner reference"),
            false => line + " --runner reference",
        };
        folder.told(&line, 0);
    }
    assert!(folder.file("known.toml").is_file());
}

fn what_it_is_worth_can_be_asked() {
    let guide = document("runners/README.md");
    let (_, part) = guide
        .split_once("## What is a red cell worth?")
        .expect("the guide has it");
    let folder = Folder::new("worth");
    let commands = typed(part);
    let commands: Vec<&str> = commands
        .iter()
        .map(|(command, _)| *command)
        .filter(|one| one.starts_with("wasock "))
        .collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    commands
        .iter()
        .for_each(|command| _ = folder.told(command, 0));
    let module: PathBuf = folder.file("case.wasm");
    assert!(fs::read(module).unwrap().starts_with(b"\0asm"));
}
