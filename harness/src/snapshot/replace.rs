//! Files that are replaced in one step: whoever reads one meanwhile, or ends this program half-way, finds the old one.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Replaces the file at `path`. The new one is written in the folder `staging`, where nobody minds what is left.
///
/// # Errors
/// When it cannot be written.
pub(super) fn whole(path: &Path, text: &str, staging: &Path) -> io::Result<()> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("accepted-{}-{next}", std::process::id());
    let staged = staging.join(&name);
    fs::create_dir_all(staging)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&staged, text)?;
    match fs::rename(&staged, path) {
        // The folder of the build may be on another disk.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = path.with_file_name(format!(".{name}"));
            fs::copy(&staged, &beside)?;
            fs::rename(&beside, path)?;
            fs::remove_file(&staged)
        }
        done => done,
    }
}
