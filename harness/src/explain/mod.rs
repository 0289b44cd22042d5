//! What the words of sockets mean: a number, the name of an errno in any interface, a constant, or a cell of the matrix.
//!
//! ```text
//! known      names and numbers, what they mean, and what usually causes them: tables
//! asked      which cases ask for a failure, found by what they expect
//! number     a page: what a number is, and where
//! failure    a page: an errno by any of its names, or a code of wasi:sockets
//! constant   a page: families, types and directions
//! cell       a page: what is required of a cell, and what was answered last
//! ```
//!
//! The numbers of WASI are not POSIX's: 4 is addrnotavail there and EINTR in POSIX. Who reads one for the other looks for the
//! wrong fault, and a page shows both.

mod asked;
pub mod cell;
mod constant;
mod failure;
mod known;
mod number;
#[cfg(test)]
mod tests;

use crate::case::Case;

use known::{Code, Constant, Errno, Kind, Known};
pub(crate) use known::{KNOWN, System};

/// What is no word that can be explained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing is known of `{word}`; {}", told(.near))]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// The words that may have been meant, the nearest first.
    pub near: Vec<String>,
}

fn told(near: &[String]) -> String {
    match near {
        [] => "write a number (4), an errno (addrnotavail, EINTR), a code of wasi:sockets (address-not-bindable), a constant \
               (AF_INET), or a cell (stream/bound/listen)"
            .to_owned(),
        near => format!("near are {}", near.join(", ")),
    }
}

/// What a word means.
#[derive(Debug, Clone, Copy)]
enum Meaning<'k> {
    /// A number that is an errno somewhere.
    Number(u16),
    /// A failure: an errno, a code of wasi:sockets, or both where they say the same.
    Failure(Option<&'k Errno>, Option<&'k Code>),
    /// A constant that is given to a call.
    Constant(&'k Kind, &'k Constant),
}

/// The pages of `word`, one for each of its meanings; of `cases` those are named that expect it.
///
/// # Errors
/// [`UnknownWord`] for one that means nothing, with the words that are near.
pub fn explain(word: &str, cases: &[Case]) -> Result<String, UnknownWord> {
    let known = &KNOWN;
    let meanings = meanings(known, word);
    if meanings.is_empty() {
        return Err(UnknownWord {
            word: word.to_owned(),
            near: near(known, word),
        });
    }
    let pages = meanings.into_iter().map(|meaning| match meaning {
        Meaning::Number(number) => number::page(known, number, cases),
        Meaning::Failure(errno, code) => failure::page(known, errno, code, cases),
        Meaning::Constant(kind, constant) => constant::page(kind, constant, cases),
    });
    Ok(pages.collect::<Vec<_>>().join("\n"))
}

/// Everything that a word means.
fn meanings<'k>(known: &'k Known, word: &str) -> Vec<Meaning<'k>> {
    if let Ok(number) = word.trim_start_matches('-').parse() {
        let is_known = |system| known.numbered(system, number).is_some();
        let any = System::ALL.into_iter().any(is_known);
        return Vec::from_iter(any.then_some(Meaning::Number(number)));
    }
    let plain = plain(word);
    let is_it = |name: &str| name.eq_ignore_ascii_case(&plain);
    let mut found = Vec::new();
    // The two names that preview 1 spells in another way are those of POSIX without its E.
    let bare = format!("E{plain}");
    let mut errnos = known.errnos.iter();
    let errno = errnos.find(|errno| {
        let posix = errno.posix.as_deref();
        errno.names().any(is_it) || posix.is_some_and(|name| name.eq_ignore_ascii_case(&bare))
    });
    let code = known.codes.iter().find(|code| is_it(&code.name));
    match (errno, code) {
        (Some(errno), _) => found.push(Meaning::Failure(Some(errno), known.code_of(errno))),
        (None, Some(code)) => found.push(Meaning::Failure(known.errno_of(code), Some(code))),
        (None, None) => {}
    }
    for kind in &known.kinds {
        let mut constants = kind.constants.iter();
        let constant = constants.find(|constant| constant.names().any(is_it));
        found.extend(constant.map(|constant| Meaning::Constant(kind, constant)));
    }
    found
}

/// A word without what languages put around it: `__WASI_ERRNO_INTR`, `Errno::Intr`, `err(invalid-state)`.
fn plain(word: &str) -> String {
    let word = word.rsplit("::").next().unwrap_or(word);
    let word = word.strip_prefix("err(").unwrap_or(word);
    let word = word.trim_end_matches(')');
    let prefixes = [
        "__WASI_ERRNO_",
        "__WASI_ADDRESS_FAMILY_",
        "__WASI_SOCK_TYPE_",
    ];
    let bare = prefixes
        .into_iter()
        .find_map(|prefix| word.strip_prefix(prefix));
    bare.unwrap_or(word).to_owned()
}

/// The words that are written most like one that is unknown.
fn near(known: &Known, word: &str) -> Vec<String> {
    /// How many letters may be wrong.
    const WRONG: usize = 3;
    let word = plain(word).to_lowercase();
    let distance = |one: &&str| strsim::damerau_levenshtein(&word, &one.to_lowercase());
    // A number, or a word so short that everything is near, is like no other.
    let most = WRONG.min(word.chars().count() / 3);
    let mut near: Vec<&str> = known.words().filter(|one| distance(one) <= most).collect();
    near.sort_by_key(|one| (distance(one), *one));
    near.dedup();
    near.truncate(3);
    near.into_iter().map(str::to_owned).collect()
}
