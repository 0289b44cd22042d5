//! What is known of lies: those that no case can notice and the cases that none turns red, in `cases/lies.toml`, each with its
//! reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::document::{Document, DocumentError};
use crate::mistake::{Mistake, Mistakes};

/// The file, in the folder of cases.
const FILE: &str = "lies.toml";

/// What is known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The lies that no case notices.
    #[serde(default)]
    pub unnoticed: Vec<Entry>,
    /// The cases at must or should that no lie turns red.
    #[serde(default)]
    pub believing: Vec<Entry>,
    /// The cases at must or should that conform where nothing is ever done, or nothing that they ask, and all succeeds.
    #[serde(default)]
    pub idle: Vec<Entry>,
}

/// Some of them that have one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Their names.
    pub names: Vec<String>,
    /// Why it is so.
    pub reason: String,
    /// Of lies, whether they are about what the documents leave open: none of them is to be noticed, and they count for nothing.
    #[serde(default)]
    pub open: bool,
}

impl Known {
    /// How many of these lies are listed as being about what the documents leave open.
    pub fn open<'a>(&self, lies: impl Iterator<Item = &'a str>) -> usize {
        let open = |name: &str| {
            let entries = self.unnoticed.iter().filter(|entry| entry.open);
            entries
                .flat_map(|entry| &entry.names)
                .any(|one| one == name)
        };
        lies.filter(|name| open(name)).count()
    }

    /// Reads what is known from the folder of cases; nothing where it has no such file.
    ///
    /// # Errors
    /// [`DocumentError`] when the file cannot be read or has mistakes.
    pub fn load(cases: &Path) -> Result<Known, DocumentError> {
        let mend = "write entries with `names`, a list, and a `reason`";
        let document: Option<Document<Known>> = Document::read(&cases.join(FILE), mend)?;
        let Some(document) = document else {
            return Ok(Known::default());
        };
        let places: BTreeMap<String, Vec<Place>> = document.again(mend)?;
        let mistakes = mistakes(&document, &places);
        match mistakes.is_empty() {
            true => Ok(document.content),
            false => Err(DocumentError::Wrong(Mistakes(mistakes))),
        }
    }
}

/// The parts of an entry whose places are shown.
#[derive(Deserialize)]
struct Place {
    names: Spanned<Vec<String>>,
    reason: Spanned<String>,
}

fn mistakes(document: &Document<Known>, places: &BTreeMap<String, Vec<Place>>) -> Vec<Mistake> {
    let mut found = Vec::new();
    for place in places.values().flatten() {
        if place.reason.get_ref().trim().is_empty() {
            let (message, mend) = ("an entry without a reason", "say why it is so");
            found.push(document.mistake(place.reason.span(), message.into(), mend.into()));
        }
        if place.names.get_ref().is_empty() {
            let (message, mend) = (
                "an entry that names nothing",
                "name what it is about, or delete it",
            );
            found.push(document.mistake(place.names.span(), message.into(), mend.into()));
        }
    }
    found.sort_by_key(|mistake| mistake.span.start);
    found
}

/// How what was found differs from what is known.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What was found and is not known.
    pub new: Vec<String>,
    /// What is known and was not found.
    pub stale: Vec<String>,
}

impl Difference {
    /// Compares what was found with what is known. `could_be` says whether a name could have been found, so that a part of
    /// the hunt does not make the rest stale.
    pub fn between(found: &[&str], known: &[Entry], could_be: impl Fn(&str) -> bool) -> Difference {
        let names = || known.iter().flat_map(|entry| &entry.names);
        let is_known = |name: &str| names().any(|known| known == name);
        let new = found.iter().filter(|name| !is_known(name));
        let stale = names().filter(|name| could_be(name) && !found.contains(&name.as_str()));
        Difference {
            new: new.map(|name| (*name).to_owned()).collect(),
            stale: stale.cloned().collect(),
        }
    }

    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.new.is_empty() && self.stale.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_and_what_is_stale_are_told_apart() {
        let known = [Entry {
            names: vec!["a".to_owned(), "b".to_owned(), "c/d".to_owned()],
            reason: "because".to_owned(),
            open: false,
        }];
        let difference = Difference::between(&["b", "e"], &known, |name| !name.contains('/'));
        assert_eq!(difference.new, ["e"]);
        assert_eq!(difference.stale, ["a"]);
        assert!(Difference::between(&["a", "b"], &known, |name| !name.contains('/')).is_none());
    }

    #[test]
    fn an_entry_that_says_nothing_is_refused_at_its_line() {
        let folder = std::env::temp_dir().join(format!("wasock-lies-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let load = |text: &str| {
            std::fs::write(folder.join(FILE), text).unwrap();
            Known::load(&folder)
        };
        let good = "[[idle]]\nnames = ['a']\nreason = 'So it is.'\n\n[[unnoticed]]\nnames = ['b']\nreason = 'It is open.'\nopen = true\n";
        assert_eq!(load(good).unwrap().idle[0].names, ["a"]);
        for (from, to, wrong) in [
            ("'So it is.'", "' '", (3, "an entry without a reason")),
            ("'It is open.'", "''", (7, "an entry without a reason")),
            ("['b']", "[]", (6, "an entry that names nothing")),
        ] {
            let Err(DocumentError::Wrong(Mistakes(mistakes))) = load(&good.replace(from, to))
            else {
                panic!("{to} is taken");
            };
            let told = mistakes
                .iter()
                .map(|one| (one.place().0, one.message.as_str()));
            assert_eq!(told.collect::<Vec<_>>(), [wrong]);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
