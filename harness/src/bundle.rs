//! The suite that the program carries with it: cases, grids, claims, snapshots, and the files of runners, as they were when it was built.
//!
//! Where the program runs outside of the suite's tree they are unpacked, once for each build, to a folder of the user's cache.

use std::fs;
use std::hash::Hasher as _;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use flate2::read::ZlibDecoder;
use siphasher::sip128::{Hasher128 as _, SipHasher13 as Hasher};

/// What `build.rs` packed.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/suite"));

/// Gives the folder, below `cache`, that has the suite, which is unpacked to it where it is not there yet.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn unpacked(cache: &Path) -> io::Result<PathBuf> {
    let mut hasher = Hasher::new();
    hasher.write(PACKED);
    let name = format!("suite-{:032x}", hasher.finish128().as_u128());
    let folder = cache.join(&name);
    if folder.is_dir() {
        return Ok(folder);
    }
    // It comes to its place at once, so nobody finds a part of it.
    let staged = cache.join(format!(".{name}-{}", std::process::id()));
    unpack(PACKED, &staged)?;
    match fs::rename(&staged, &folder) {
        // Another process was faster.
        Err(_) if folder.is_dir() => fs::remove_dir_all(&staged)?,
        renamed => renamed?,
    }
    Ok(folder)
}

fn unpack(packed: &[u8], folder: &Path) -> io::Result<()> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut bytes)?;
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let (path, content) = (part(&mut rest)?, part(&mut rest)?);
        let path = Path::new(std::str::from_utf8(path).map_err(io::Error::other)?);
        let plain = |one: Component<'_>| matches!(one, Component::Normal(_));
        if !path.components().all(plain) {
            return Err(io::Error::other("a path leads out of the suite"));
        }
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(file, content)?;
    }
    Ok(())
}

/// Takes the next part: its length, and so many bytes.
fn part<'b>(rest: &mut &'b [u8]) -> io::Result<&'b [u8]> {
    let cut = || io::Error::other("the suite in the program is cut short");
    let (length, bytes) = rest.split_first_chunk().ok_or_else(cut)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(io::Error::other)?;
    let (part, after) = bytes.split_at_checked(length).ok_or_else(cut)?;
    *rest = after;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_along_is_a_suite_that_can_be_read() {
        let name = format!("wasock-bundle-{}", std::process::id());
        let cache = std::env::temp_dir().join(name);
        let first = unpacked(&cache).unwrap();
        let again = unpacked(&cache).unwrap();
        let suite = crate::suite::Suite::at(&first);
        let names = suite.as_ref().map(|suite| suite.names().unwrap().len());
        let readme = first.join("cases/README.md").is_file();
        let sources = first.join("runners/src").exists();
        let left: Vec<_> = fs::read_dir(&cache).unwrap().collect();
        fs::remove_dir_all(&cache).unwrap();
        assert_eq!((first, left.len()), (again, 1));
        assert!(names.is_ok_and(|names| names > 1000) && readme && !sources);
    }
}
