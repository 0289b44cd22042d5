//! Names of cases: the path below the folder of cases without `.wat`, and for a case with variants a colon and the variant:
//! `wasix/stream/listening/listen`, `wasix/stream/open/get-option:no-delay`.

use std::path::{Path, PathBuf};

/// Splits a case's name into its path and its variant.
pub fn parts(name: &str) -> (&str, Option<&str>) {
    match name.split_once(':') {
        Some((path, variant)) => (path, Some(variant)),
        None => (name, None),
    }
}

/// Gives the file of the case `name` below the folder of cases, `root`.
pub fn file(root: &Path, name: &str) -> PathBuf {
    let (path, _) = parts(name);
    root.join(format!("{path}.wat"))
}

/// Gives the name as a path for files about the case, since not every file system allows a colon:
/// `wasix/stream/open/get-option+no-delay`.
pub fn path(name: &str) -> String {
    name.replace(':', "+")
}
