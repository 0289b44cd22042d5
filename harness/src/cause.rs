//! Causes: why a column differs, in `runners/<column>/differences.toml`, so that many differences with one cause are told as one.
//!
//! A cause explains; it excuses nothing. The verdict of a trial and its snapshot are the same with and without it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::document::{Document, DocumentError};
use crate::mistake::{Mistake, Mistakes};
use crate::verdict::Gravity;

/// The file of the causes, in the folder of a column.
pub(crate) const FILE: &str = "differences.toml";

/// One cause of differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cases that differ because of it: names, in which `*` stands for any characters but `/`.
    pub cases: Vec<String>,
    /// What the runtime does, in one or two sentences.
    pub reason: String,
    /// Where it is discussed upstream.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upstream: Option<String>,
}

/// What a file of causes holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Another column of which the causes hold as well, after those of this file.
    like: Option<Spanned<String>>,
    #[serde(default)]
    difference: Vec<Difference>,
}

/// A cause, with the places of its patterns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    cases: Spanned<Vec<Spanned<String>>>,
    reason: String,
    upstream: Option<String>,
}

/// The causes of the differences of one column: those of its own file, then those of the column that it is like, and so on.
#[derive(Debug, Default)]
pub struct Causes {
    files: Vec<Document<File>>,
}

impl Cause {
    /// Gives which of these causes explains what a trial of the case of this name came to, by its index; `None` where there is
    /// nothing to explain, or none does.
    pub(crate) fn of(causes: &[Cause], case: &str, gravity: Gravity) -> Option<usize> {
        match gravity {
            Gravity::Nothing => None,
            _ => causes.iter().position(|cause| cause.explains(case)),
        }
    }

    /// Whether it explains a difference in the case of this name.
    pub fn explains(&self, case: &str) -> bool {
        self.cases.iter().any(|pattern| fits(pattern, case))
    }
}

impl Causes {
    /// Reads the causes of `column`, which is of the runtime of this name, from the folder of all columns. A column without a
    /// file is told the causes of its runtime, which is what most versions of a command are.
    ///
    /// # Errors
    /// [`DocumentError`] when a file, its own or that of a column which it is like, cannot be read or has mistakes.
    pub fn load(runners: &Path, column: &str, runtime: &str) -> Result<Causes, DocumentError> {
        match Causes::of(runners, column)? {
            causes if causes.files.is_empty() => Causes::of(runners, runtime),
            causes => Ok(causes),
        }
    }

    /// Reads the causes in the file of this column; none where there is no such file.
    ///
    /// # Errors
    /// As [`load`](Causes::load).
    pub(crate) fn of(runners: &Path, column: &str) -> Result<Causes, DocumentError> {
        let mut files: Vec<Document<File>> = Vec::new();
        let mut names = vec![column.to_owned()];
        let mut next = read(runners, column)?;
        while let Some(file) = next {
            next = match &file.content.like {
                None => None,
                Some(like) => {
                    let wrong = |message: String, mend: &str| {
                        let mistake = file.mistake(like.span(), message, mend.to_owned());
                        DocumentError::Wrong(Mistakes(vec![mistake]))
                    };
                    let name = like.get_ref();
                    if names.contains(name) {
                        let message = format!("`{name}` is like itself");
                        return Err(wrong(message, "leave one `like` out"));
                    }
                    names.push(name.clone());
                    let missing = format!("there is no file of differences of `{name}`");
                    let mend = "name a column that has one, or leave `like` out";
                    Some(read(runners, name)?.ok_or_else(|| wrong(missing, mend))?)
                }
            };
            files.push(file);
        }
        Ok(Causes { files })
    }

    /// The causes: first those of the column's own file. The first one that explains a case is its cause.
    pub fn all(&self) -> Vec<Cause> {
        let differences = self.files.iter().flat_map(|file| &file.content.difference);
        let cause = |one: &Difference| Cause {
            cases: one
                .cases
                .get_ref()
                .iter()
                .map(|name| name.get_ref().clone())
                .collect(),
            reason: one.reason.clone(),
            upstream: one.upstream.clone(),
        };
        differences.map(cause).collect()
    }

    /// The patterns of the column's own file that fit none of the cases in which it `differs`.
    pub(crate) fn unexplaining(&self, differs: &[String]) -> Vec<Mistake> {
        let Some(own) = self.files.first() else {
            return Vec::new();
        };
        let patterns = own
            .content
            .difference
            .iter()
            .flat_map(|one| one.cases.get_ref());
        let stale =
            patterns.filter(|pattern| !differs.iter().any(|case| fits(pattern.get_ref(), case)));
        let mistake = |pattern: &Spanned<String>| {
            let message = format!("{} explains no difference any more", pattern.get_ref());
            own.mistake(pattern.span(), message, "remove it".to_owned())
        };
        stale.map(mistake).collect()
    }
}

fn read(runners: &Path, column: &str) -> Result<Option<Document<File>>, DocumentError> {
    let file = runners.join(column).join(FILE);
    let Some(read) = Document::<File>::read(&file, "write it as runners/README.md has it")? else {
        return Ok(None);
    };
    let mut mistakes = Vec::new();
    for difference in &read.content.difference {
        if difference.cases.get_ref().is_empty() {
            let message = "a cause of no difference".to_owned();
            let mend = "name the cases that differ because of it, or remove it".to_owned();
            mistakes.push(read.mistake(difference.cases.span(), message, mend));
        }
    }
    match mistakes.is_empty() {
        true => Ok(Some(read)),
        false => Err(DocumentError::Wrong(Mistakes(mistakes))),
    }
}

/// Whether `name` is what `pattern` says, in which `*` stands for any characters of one folder or file name.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(rest) = name.strip_prefix(before) else {
        return false;
    };
    let end = rest.find('/').unwrap_or(rest.len());
    let mut lengths = (0..=end).filter(|length| rest.is_char_boundary(*length));
    lengths.any(|length| fits(after, &rest[length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the causes of the column `mine-1` of the runtime `mine`, where these are the files, and gives their reasons.
    fn reasons(files: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let thread = std::thread::current().id();
        let name = format!("wasock-causes-{}-{thread:?}", std::process::id());
        let runners = std::env::temp_dir().join(name);
        for (column, text) in files {
            std::fs::create_dir_all(runners.join(column)).unwrap();
            std::fs::write(runners.join(column).join(FILE), text).unwrap();
        }
        let causes = Causes::load(&runners, "mine-1", "mine");
        std::fs::remove_dir_all(&runners).unwrap();
        match causes {
            Ok(causes) => Ok(causes.all().into_iter().map(|one| one.reason).collect()),
            Err(DocumentError::Wrong(mistakes)) => Err(mistakes.0[0].message.clone()),
            Err(other) => Err(other.to_string()),
        }
    }

    const ONE: &str = "[[difference]]\ncases = ['a']\nreason = 'one'\n";
    const TWO: &str = "like = 'mine'\n[[difference]]\ncases = ['a']\nreason = 'two'\n";

    #[test]
    fn a_version_without_a_file_is_told_the_causes_of_its_runtime() {
        assert_eq!(reasons(&[("mine", ONE)]).unwrap(), ["one"]);
        let own = reasons(&[("mine", ONE), ("mine-1", "")]);
        assert_eq!(own, Ok(Vec::new()));
        assert_eq!(reasons(&[("other", ONE)]), Ok(Vec::new()));
    }

    #[test]
    fn a_column_is_like_another_and_that_like_a_third() {
        let older = "like = 'mine-2'";
        let files = [("mine", ONE), ("mine-2", TWO), ("mine-1", older)];
        assert_eq!(reasons(&files).unwrap(), ["two", "one"]);
        let missing = reasons(&files[1..]).unwrap_err();
        assert_eq!(missing, "there is no file of differences of `mine`");
        let circle = [("mine", older), ("mine-2", TWO), ("mine-1", older)];
        assert_eq!(reasons(&circle).unwrap_err(), "`mine-2` is like itself");
    }

    #[test]
    fn a_star_stays_in_its_folder() {
        let rows = [
            ("wasix/stream/open/bind", "wasix/stream/open/bind", true),
            (
                "wasix/stream/open/bind",
                "wasix/stream/open/bind-any",
                false,
            ),
            ("wasix/stream/*/bind*", "wasix/stream/open/bind-any", true),
            ("wasix/stream/*/bind", "wasix/stream/open/bind-any", false),
            ("wasix/*/bind", "wasix/stream/open/bind", false),
            ("wasix/stream/shut-*", "wasix/stream/shut-read/bind", false),
        ];
        for (pattern, name, expected) in rows {
            assert_eq!(fits(pattern, name), expected, "{pattern} {name}");
        }
    }
}
