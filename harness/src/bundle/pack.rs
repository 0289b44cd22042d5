//! How the suite is packed, by the build script of what is released, and by any other program when it is asked for: of each file the
//! length of its path, the path, its own length and what it holds.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The folders of the tree that a program needs where there is no tree.
pub const FOLDERS: [&str; 3] = ["cases", "snapshots", "runners"];

/// What of them is no more than source code.
const SOURCES: [&str; 4] = [
    "runners/src",
    "runners/tests",
    "runners/example",
    "runners/wasmer/src",
];

/// Lists the files of the suite in the tree at `root` by their paths in there, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(root: &Path) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        list(root, Path::new(folder), &mut files)?;
    }
    files.sort();
    Ok(files)
}

/// Packs these files of the tree at `root`, as [`files`] lists them, into `packed`.
///
/// # Errors
/// When a file cannot be read, or `packed` takes no more.
pub fn pack(root: &Path, files: &[String], packed: &mut impl Write) -> io::Result<()> {
    for file in files {
        let bytes = fs::read(root.join(file))?;
        for part in [file.as_bytes(), &bytes] {
            let length = u32::try_from(part.len()).map_err(io::Error::other)?;
            packed.write_all(&length.to_le_bytes())?;
            packed.write_all(part)?;
        }
    }
    Ok(())
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    if SOURCES.iter().any(|source| folder == Path::new(source)) {
        return Ok(());
    }
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => list(root, &path, files)?,
            false => files.extend(path.to_str().map(str::to_owned)),
        }
    }
    Ok(())
}
