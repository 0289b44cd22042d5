//! Tells the linker how to make the programs that run trials, and packs the suite that they carry with them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The folders of the tree that a program needs where there is no tree.
const FOLDERS: [&str; 3] = ["cases", "snapshots", "runners"];

/// What of them is no more than source code.
const SOURCES: [&str; 4] = [
    "runners/src",
    "runners/tests",
    "runners/example",
    "runners/wasmer/src",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A trial is a new process of this program. At a fixed address it starts without the quarter of a million
    // relocations that the runtimes inside it would need otherwise.
    let linux = std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    if linux {
        for kind in ["bins", "tests", "examples"] {
            println!("cargo::rustc-link-arg-{kind}=-no-pie");
        }
    }
    // A test asks cargo where a dependency lies, which without a target would be asked for all systems.
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=WASOCK_TARGET={target}");
    pack();
}

/// Packs the suite: of each file the length of its path, the path, its own length and what it holds, all of it compressed.
///
/// Inside the tree the tree is read, so there nothing is built again where only a case has changed. What is released is packed
/// anew whenever something has.
fn pack() {
    let root = Path::new("..");
    let released = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::rerun-if-changed=src");
    let mut files = Vec::new();
    for folder in FOLDERS {
        if released {
            println!("cargo::rerun-if-changed=../{folder}");
        }
        list(root, Path::new(folder), &mut files);
    }
    files.sort();
    let packed = std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .expect("cargo names it");
    let packed = fs::File::create(packed.join("suite")).expect("it can be written");
    let level = if released {
        Compression::best()
    } else {
        Compression::fast()
    };
    let mut packed = ZlibEncoder::new(packed, level);
    for file in files {
        let bytes = fs::read(root.join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for part in [file.as_bytes(), &bytes] {
            let length = u32::try_from(part.len()).expect("no file is that long");
            packed
                .write_all(&length.to_le_bytes())
                .expect("it can be written");
            packed.write_all(part).expect("it can be written");
        }
    }
    packed.finish().expect("it can be written");
}

/// Lists the files below a folder of the tree.
fn list(root: &Path, folder: &Path, files: &mut Vec<String>) {
    if SOURCES.iter().any(|source| folder == Path::new(source)) {
        return;
    }
    let entries = fs::read_dir(root.join(folder))
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("the folder can be read");
        let path = folder.join(entry.file_name());
        match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => list(root, &path, files),
            false => files.extend(path.to_str().map(str::to_owned)),
        }
    }
}
