//! The suite that the program carries with it: cases, grids, claims, snapshots, and the files of runners, as they were when it was built.
//!
//! Where the program runs outside of the suite's tree they are unpacked, once for each build, to a folder of the user's cache. Only a
//! program that is released has them inside. Any other, which is built anew at each change, packs them from the tree that it was built
//! in when it is asked for them, so what is unpacked is the same.

#[cfg(not(packed))]
mod pack;

use std::borrow::Cow;
use std::fs;
use std::hash::Hasher as _;
use std::io;
use std::path::{Component, Path, PathBuf};

use siphasher::sip128::{Hasher128 as _, SipHasher13 as Hasher};

/// Gives the folder, below `cache`, that has the suite, which is unpacked to it where it is not there yet.
///
/// # Errors
/// When it cannot be written, and when a program that is not released was built in a tree that is not there any more.
pub(crate) fn unpacked(cache: &Path) -> io::Result<PathBuf> {
    let mut hasher = Hasher::new();
    hasher.write(&stamp()?);
    let name = format!("suite-{:032x}", hasher.finish128().as_u128());
    let folder = cache.join(&name);
    if folder.is_dir() {
        return Ok(folder);
    }
    // It comes to its place at once, so nobody finds a part of it.
    let staged = cache.join(format!(".{name}-{}", std::process::id()));
    unpack(&suite()?, &staged)?;
    match fs::rename(&staged, &folder) {
        // Another process was faster.
        Err(_) if folder.is_dir() => fs::remove_dir_all(&staged)?,
        renamed => renamed?,
    }
    Ok(folder)
}

/// What `build.rs` packed.
#[cfg(packed)]
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/suite"));

/// What tells this suite from any other.
#[cfg(packed)]
fn stamp() -> io::Result<Cow<'static, [u8]>> {
    Ok(Cow::Borrowed(PACKED))
}

/// The suite, packed.
#[cfg(packed)]
fn suite() -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    flate2::read::ZlibDecoder::new(PACKED).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The tree that the program was built in, and the files of its suite.
#[cfg(not(packed))]
fn built_in() -> io::Result<(&'static Path, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let root = root.unwrap_or(Path::new(""));
    let files = pack::files(root).map_err(|error| {
        let why = "a program that is not built with --release reads the suite where it was built";
        io::Error::other(format!("{why}, in {}: {error}", root.display()))
    })?;
    Ok((root, files))
}

/// What tells this suite from any other: each file with its length and its time, which takes less than to read them all.
#[cfg(not(packed))]
fn stamp() -> io::Result<Cow<'static, [u8]>> {
    let (root, files) = built_in()?;
    let mut stamp = Vec::new();
    for file in files {
        let about = fs::metadata(root.join(&file))?;
        let line = format!("{file} {} {:?}\n", about.len(), about.modified()?);
        stamp.extend_from_slice(line.as_bytes());
    }
    Ok(Cow::Owned(stamp))
}

/// The suite, packed.
#[cfg(not(packed))]
fn suite() -> io::Result<Vec<u8>> {
    let (root, files) = built_in()?;
    let mut packed = Vec::new();
    pack::pack(root, &files, &mut packed)?;
    Ok(packed)
}

fn unpack(packed: &[u8], folder: &Path) -> io::Result<()> {
    let mut rest = packed;
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
