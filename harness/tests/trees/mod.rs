//! Trees of the suite that tests make.

use std::fs;
use std::path::{Path, PathBuf};

/// The tree of the suite.
pub fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Makes at `root` a tree with the claims, grids and skeletons of this one, and no case.
pub fn without_cases(root: &Path) {
    let mut folders = vec![PathBuf::from("cases")];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(root.join(&folder)).unwrap();
        for entry in fs::read_dir(here().join(&folder)).unwrap() {
            let below = folder.join(entry.unwrap().file_name());
            if here().join(&below).is_dir() {
                folders.push(below);
            } else if below.extension().is_some_and(|kind| kind == "toml") {
                fs::copy(here().join(&below), root.join(&below)).unwrap();
            }
        }
    }
}
