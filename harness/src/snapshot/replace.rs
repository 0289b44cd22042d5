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
    let written = fs::write(&staged, text).and_then(|()| fs::rename(&staged, path));
    let written = match written {
        // The folder of the build may be on another disk.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = path.with_file_name(format!(".{name}"));
            let copied = fs::copy(&staged, &beside).and_then(|_| fs::rename(&beside, path));
            without_litter(copied, &beside)
        }
        written => written,
    };
    without_litter(written, &staged)
}

/// Removes what is left of a file that was to be renamed: all of it where it was copied, a part of it where the disk is full.
fn without_litter(done: io::Result<()>, file: &Path) -> io::Result<()> {
    let _ = fs::remove_file(file);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_replaced_leaves_nothing_behind() {
        let root = std::env::temp_dir().join(format!("wasock-replace-{}", std::process::id()));
        let (kept, staging) = (root.join("kept"), root.join("staging"));
        // No file takes the place of a folder.
        fs::create_dir_all(kept.join("x.snap")).unwrap();
        let failed = whole(&kept.join("x.snap"), "text", &staging);
        let names = |folder: &Path| fs::read_dir(folder).unwrap().count();
        let left = (names(&staging), names(&kept));
        let written = whole(&kept.join("y.snap"), "text", &staging);
        let after = (names(&staging), names(&kept));
        fs::remove_dir_all(&root).unwrap();
        assert!(failed.is_err());
        assert_eq!(left, (0, 1));
        written.unwrap();
        assert_eq!(after, (0, 2));
    }
}
