//! Tells the linker how to make the programs that run trials, and packs the suite that a released program carries with it.

#[path = "src/bundle/pack.rs"]
mod pack;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/bundle/pack.rs");
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
    println!("cargo::rustc-check-cfg=cfg(packed)");
    // Whoever builds without optimisation is at work in the tree, where the tree is read, and waits for each build.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rustc-cfg=packed");
        let root = Path::new("..");
        carry(root).unwrap_or_else(|error| panic!("the suite cannot be packed: {error}"));
    }
}

/// Packs and compresses the suite of the tree at `root`, anew whenever something of it has changed.
fn carry(root: &Path) -> io::Result<()> {
    for folder in pack::FOLDERS {
        println!("cargo::rerun-if-changed=../{folder}");
    }
    let folder = std::env::var_os("OUT_DIR").expect("cargo names it");
    let packed = fs::File::create(PathBuf::from(folder).join("suite"))?;
    let mut packed = ZlibEncoder::new(io::BufWriter::new(packed), Compression::best());
    pack::pack(root, &pack::files(root)?, &mut packed)?;
    packed.finish()?.flush()
}
