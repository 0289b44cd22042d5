//! Trying what the system grants, before there is a trial.

use std::io::{self, Read as _};
use std::os::unix::net::UnixStream;
use std::sync::OnceLock;

use super::fork::{Kind, Server};
use super::wire::{self, Word};
use crate::host;
use crate::world::{self, World};

/// Tries whether the system grants a private world. Gives why not, where it does not.
///
/// # Errors
/// It could not be tried, which may pass. Nothing is known then.
pub fn try_world() -> io::Result<Option<String>> {
    let said = match tried(Kind::Private) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Ok(Some(error.to_string()));
        }
        other => other?,
    };
    match said
        .into_iter()
        .find(|word| matches!(word, Word::Ready(_) | Word::Fault(_)))
    {
        Some(Word::Ready(_)) => Ok(None),
        Some(Word::Fault(refusal)) => Ok(Some(refusal)),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Tries whether the system asks the harness about the calls that processes make in such a world. Gives why not, where it does
/// not.
///
/// # Errors
/// It could not be tried, which may pass. Nothing is known then.
pub fn try_watching(world: &World) -> io::Result<Option<String>> {
    let kind = Kind::of(world);
    let server = Server::of(kind, &[])?;
    if let Err(error) = host::try_looking(server.number()) {
        let errno = world::errno(&error);
        return Ok(Some(world::refused(
            "to look at the descriptors of a trial (pidfd_getfd)",
            errno,
        )));
    }
    refusal(kind, |word| match word {
        Word::Unwatched(refusal) => Some(refusal),
        _ => None,
    })
}

/// Tries whether the parameters of a private world's network can be set. Gives why not, where they cannot.
///
/// # Errors
/// It could not be tried, which may pass. Nothing is known then.
pub fn try_parameters() -> io::Result<Option<String>> {
    refusal(Kind::Private, |word| match word {
        Word::Fixed(refusal) => Some(refusal),
        _ => None,
    })
}

/// Tries whether a private world can have a wire, two interfaces besides loopback. Gives why not, where it cannot.
///
/// # Errors
/// It could not be tried, which may pass. Nothing is known then.
pub fn try_wire() -> io::Result<Option<String>> {
    refusal(Kind::Private, |word| match word {
        Word::Wireless(refusal) => Some(refusal),
        _ => None,
    })
}

/// Gives the first refusal in what is said of such a world: of the whole world, or what `of` takes for one.
fn refusal(kind: Kind, of: fn(Word) -> Option<String>) -> io::Result<Option<String>> {
    let mut said = tried(kind)?.into_iter();
    Ok(said.find_map(|word| match word {
        Word::Fault(refusal) => Some(refusal),
        word => of(word),
    }))
}

/// Gives what is said of a world that was made and given up. A world that can be had is tried once for each process of the harness.
fn tried(kind: Kind) -> io::Result<Vec<Word>> {
    static SAID: [OnceLock<Vec<Word>>; 2] = [const { OnceLock::new() }; 2];
    let said = match kind {
        Kind::Private => &SAID[0],
        Kind::Shared => &SAID[1],
    };
    if let Some(said) = said.get() {
        return Ok(said.clone());
    }
    let words = try_once(kind)?;
    if words.iter().any(|word| matches!(word, Word::Ready(_))) {
        let _ = said.set(words.clone());
    }
    Ok(words)
}

/// Has a world made and given up. Gives what was said of it.
fn try_once(kind: Kind) -> io::Result<Vec<Word>> {
    let (control, theirs) = UnixStream::pair()?;
    let mut process = Server::of(kind, &[])?.try_world(theirs)?;
    process.report();
    let mut said = Vec::new();
    { &control }.read_to_end(&mut said)?;
    let words = wire::hear(&said).collect::<serde_json::Result<_>>();
    Ok(words?)
}
