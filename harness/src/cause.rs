//! Causes: why a column differs, in `runners/<column>/differences.toml`, so that many differences with one cause are told as one.
//!
//! A cause explains; it excuses nothing. The verdict of a trial and its snapshot are the same with and without it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::document::{Document, DocumentError};
use crate::mistake::{Mistake, Mistakes};

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

/// The causes of the differences of one column.
#[derive(Debug, Default)]
pub struct Causes {
    own: Option<Document<File>>,
    like: Option<Document<File>>,
}

impl Cause {
    /// Whether it explains a difference in the case of this name.
    pub fn explains(&self, case: &str) -> bool {
        self.cases.iter().any(|pattern| fits(pattern, case))
    }
}

impl Causes {
    /// Reads the causes of `column` from the folder of all columns; a column without a file has none.
    ///
    /// # Errors
    /// [`DocumentError`] when the file, or that of the column which it is like, cannot be read or has mistakes.
    pub fn load(runners: &Path, column: &str) -> Result<Causes, DocumentError> {
        let Some(own) = read(runners, column)? else {
            return Ok(Causes::default());
        };
        let like = match &own.content.like {
            None => None,
            Some(other) => Some(read(runners, other.get_ref())?.ok_or_else(|| {
                let message = format!("there is no file of differences of `{}`", other.get_ref());
                let mend = "name a column that has one, or leave `like` out".to_owned();
                DocumentError::Wrong(Mistakes(vec![own.mistake(other.span(), message, mend)]))
            })?),
        };
        let own = Some(own);
        Ok(Causes { own, like })
    }

    /// The causes: first those of the column's own file. The first one that explains a case is its cause.
    pub fn all(&self) -> Vec<Cause> {
        let files = [&self.own, &self.like].into_iter().flatten();
        let differences = files.flat_map(|file| &file.content.difference);
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
        let Some(own) = &self.own else {
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
    if let Some(like) = &read.content.like
        && like.get_ref() == column
    {
        let message = format!("`{column}` is like itself");
        mistakes.push(read.mistake(like.span(), message, "leave `like` out".to_owned()));
    }
    match mistakes.is_empty() {
        true => Ok(Some(read)),
        false => Err(DocumentError::Wrong(Mistakes(mistakes))),
    }
}

/// Whether `name` is what `pattern` says, in which `*` stands for any characters of one folder or file name.
fn fits(pattern: &str, name: &str) -> bool {
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
