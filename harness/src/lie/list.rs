//! What is known of lies: those that no case can notice and the cases that none turns red, in `cases/lies.toml`, each with its
//! reason.

use std::path::Path;

use serde::Deserialize;

use crate::document::{Document, DocumentError};

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
        let document = Document::read(&cases.join(FILE), mend)?;
        Ok(document.map_or_else(Known::default, |document| document.content))
    }
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
}
