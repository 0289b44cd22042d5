//! Programs: where they are found, and which folders they need to be seen in.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::world::HIDDEN;

/// Has programs found that the program itself starts, as a script does with its interpreter.
pub(super) fn add_path(environment: &mut BTreeMap<String, String>) {
    if let Ok(path) = env::var("PATH") {
        environment.entry("PATH".to_owned()).or_insert(path);
    }
}

/// The folders that a file is in, by its path and where links lead to, with what else is there; the file alone where that is a
/// folder of everybody's.
pub(super) fn folders_of(file: &Path) -> Vec<PathBuf> {
    let whole = fs::canonicalize(file).unwrap_or_default();
    let paths = [file.to_owned(), whole].into_iter();
    let shown = paths.filter_map(|path| match path.parent()? {
        folder if folder == env::temp_dir() || folder == Path::new(HIDDEN) => Some(path),
        folder => Some(folder.to_owned()),
    });
    shown.collect()
}

/// Finds a program: by its path, or by its name where `PATH` says.
///
/// # Errors
/// Why there is none, as a sentence without its full stop.
pub(super) fn on_path(program: &str) -> Result<PathBuf, String> {
    if program.contains('/') {
        let path = Path::new(program);
        return executable(path).ok_or_else(|| not_executable(path));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places = env::split_paths(&path).map(|folder| folder.join(program));
    let found = places.find_map(|place| executable(&place));
    found.ok_or_else(|| format!("no program `{program}` is where PATH leads"))
}

/// The whole path of a file that may be executed, if it is one.
pub(super) fn executable(path: &Path) -> Option<PathBuf> {
    let known = fs::metadata(path).ok()?;
    let may = known.is_file() && known.permissions().mode() & 0o111 != 0;
    // A link stays one: a program may be several, by the name that it is called with.
    may.then(|| std::path::absolute(path).ok()).flatten()
}

pub(super) fn not_executable(path: &Path) -> String {
    let shown = path.display();
    match fs::metadata(path) {
        Err(error) => format!("{shown} cannot be run: {error}"),
        Ok(known) if known.is_dir() => format!("{shown} is a folder, and no program"),
        Ok(_) => format!("{shown} may not be executed"),
    }
}
