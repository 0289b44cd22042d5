//! What guests were compiled to, kept between runs.
//!
//! To compile the guest is the most of what a trial costs, and the guest of a case is the same in every run but for its [seal](Seal).
//! So what a trial says that it has compiled, before its guest begins, is kept with the seal [`NOBODYS`] in the place of this run's,
//! and a later trial is given it with the seal of its own run. No file has a key that a report is ever sealed with, and a guest
//! whose seal was not put to its place seals lines that nobody believes.
//!
//! ```text
//! a file    its head as JSON, a newline, the guest that it is of, what that was compiled to
//! ```
//!
//! What is read is run without a check. The harness alone writes the files, in a folder that no private world can write to, and a
//! file is believed for the very guest and compiler that it was written for.

mod places;

use std::fs;
use std::hash::Hasher as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Once};

use serde::{Deserialize, Serialize};
use siphasher::sip128::{Hasher128 as _, SipHasher13 as Hasher};
use wasock_runners::Runner;

use crate::record::Seal;
use crate::suite;
use places::{Form, Place};

/// The seal of what is kept, which everybody knows.
const NOBODYS: Seal = Seal::new(*b"KEPTHERE", [0x3a4f_91c7_5be2_0d68, 0x2b97_e450_c81d_6fa3]);

/// Where it is kept.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| suite::kept().join("compiled"));

/// How many bytes are kept, about. Where there are more when one more file is to be written, all that is there is given up: most of
/// it is of guests that have changed since.
const MOST: u64 = 1 << 30;

/// The place where it is kept what one guest is compiled to by one compiler.
#[derive(Debug)]
pub struct Kept<'a> {
    file: PathBuf,
    /// The guest with the seal of nobody.
    guest: Vec<u8>,
    seal: &'a Seal,
}

/// The head of a file.
#[derive(Serialize, Deserialize)]
struct Head {
    /// How many bytes the guest has.
    guest: usize,
    /// Where its seal stands in what it was compiled to.
    places: Vec<Place>,
    /// A sum over all that follows, since a file may be cut short with the machine.
    sum: u32,
}

impl<'a> Kept<'a> {
    /// Gives the place of this guest, whose report `seal` seals; `None` where the runner keeps nothing, or the seal is not found in
    /// the guest.
    pub fn of(guest: &[u8], runner: &dyn Runner, seal: &'a Seal) -> Option<Kept<'a>> {
        let compiler = runner.compiler()?;
        let mut guest = guest.to_vec();
        let places = places::find(&guest, seal, &[Form::Signed])?;
        places::exchange(&mut guest, &places, seal, &NOBODYS)?;
        let mut hasher = Hasher::new();
        hasher.write(compiler.as_bytes());
        hasher.write(&[0]);
        hasher.write(&guest);
        let name = hasher.finish128().as_u128();
        Some(Kept {
            file: FOLDER.join(format!("{compiler}-{name:032x}")),
            guest,
            seal,
        })
    }

    /// Reads what the guest was compiled to, with its own seal, where that is kept.
    pub fn read(&self) -> Option<Vec<u8>> {
        let bytes = fs::read(&self.file).ok()?;
        let end = memchr::memchr(b'\n', &bytes)?;
        let (head, rest) = (bytes.get(..end)?, bytes.get(end + 1..)?);
        let head: Head = serde_json::from_slice(head).ok()?;
        let (guest, compiled) = rest.split_at_checked(head.guest)?;
        if guest != self.guest || sum(rest) != head.sum {
            return None;
        }
        let mut compiled = compiled.to_vec();
        places::exchange(&mut compiled, &head.places, &NOBODYS, self.seal)?;
        Some(compiled)
    }

    /// Keeps what the guest was compiled to, with its own seal. Where the seal is not found in it, or the system refuses a file,
    /// nothing is kept.
    pub fn write(&self, compiled: &[u8]) {
        let mut compiled = compiled.to_vec();
        let Some(places) = places::find(&compiled, self.seal, &Form::ALL) else {
            return;
        };
        if places::exchange(&mut compiled, &places, self.seal, &NOBODYS).is_none() {
            return;
        }
        let rest = [&self.guest[..], &compiled].concat();
        let head = Head {
            guest: self.guest.len(),
            places,
            sum: sum(&rest),
        };
        if let Ok(mut file) = serde_json::to_vec(&head) {
            file.push(b'\n');
            file.extend(rest);
            // What cannot be kept is compiled again.
            let _ = self.put(&file);
        }
    }

    /// Puts a file to its place at once, so that no other process sees a part of it.
    fn put(&self, bytes: &[u8]) -> std::io::Result<()> {
        static ROOM: Once = Once::new();
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        ROOM.call_once(make_room);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let new = FOLDER.join(format!("new-{}-{number}", std::process::id()));
        let put = fs::write(&new, bytes).and_then(|()| fs::rename(&new, &self.file));
        if put.is_err() {
            let _ = fs::remove_file(&new);
        }
        put
    }
}

/// Makes the folder, and gives up what is in it where that is too much.
fn make_room() {
    let _ = fs::create_dir_all(&*FOLDER);
    let entries = fs::read_dir(&*FOLDER).into_iter().flatten().flatten();
    let files: Vec<fs::DirEntry> = entries.collect();
    let sizes = files
        .iter()
        .filter_map(|file| Some(file.metadata().ok()?.len()));
    if sizes.sum::<u64>() > MOST {
        for file in files {
            let _ = fs::remove_file(file.path());
        }
    }
}

fn sum(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasock_runners::{Capabilities, Ending, Guest, RunnerError};

    /// A runner whose compiler is known, and is no other's.
    struct Compiles(Capabilities);

    impl Runner for Compiles {
        fn name(&self) -> &str {
            "compiles"
        }

        fn version(&self) -> &str {
            "1"
        }

        fn capabilities(&self) -> &Capabilities {
            &self.0
        }

        fn compiler(&self) -> Option<String> {
            Some(format!("test-{}", std::process::id()))
        }

        fn run(&self, _: &Guest<'_>) -> Result<Ending, RunnerError> {
            Ok(Ending::Returned)
        }
    }

    #[test]
    fn what_is_kept_comes_back_with_the_seal_of_another_run() {
        let runner = Compiles(Capabilities::of(&[]));
        let (one, other) = (Seal::random(), Seal::random());
        let guest = |seal| places::written(b"guest", seal, Form::Signed);
        let compiled = |seal| places::written(b"compiled", seal, Form::Zigzag);
        let kept = Kept::of(&guest(&one), &runner, &one).unwrap();
        assert_eq!(kept.read(), None);
        // One without the seal in it is of no use to others.
        kept.write(b"compiled");
        assert_eq!(kept.read(), None);
        kept.write(&compiled(&one));
        let again = Kept::of(&guest(&other), &runner, &other).unwrap();
        assert_eq!(again.file, kept.file);
        assert_eq!(again.read(), Some(compiled(&other)));
        let bytes = fs::read(&kept.file).unwrap();
        assert_eq!(places::find(&bytes, &one, &Form::ALL), None);

        // A file that was changed is not believed, and one of another guest is not found.
        let changed = [&bytes[..bytes.len() - 1], b"!"].concat();
        fs::write(&kept.file, changed).unwrap();
        assert_eq!(again.read(), None);
        fs::remove_file(&kept.file).unwrap();
        let another = places::written(b"another", &other, Form::Signed);
        let another = Kept::of(&another, &runner, &other).unwrap();
        assert_ne!(another.file, kept.file);
    }
}
