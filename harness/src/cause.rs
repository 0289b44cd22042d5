//! Causes: why a runner differs, in `runners/<runner>.toml`, so that many differences with one cause are told as one.
//!
//! A cause explains; it excuses nothing. The verdict of a trial and its snapshot are the same with and without it.

use std::path::Path;

use serde::{Deserialize, Serialize};

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Another runner of which the causes hold as well, after those of this file.
    like: Option<String>,
    difference: Vec<Cause>,
}

/// A file of causes that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct CauseError {
    file: String,
    source: Box<toml::de::Error>,
}

impl Cause {
    /// Whether it explains a difference in the case of this name.
    pub fn explains(&self, case: &str) -> bool {
        self.cases.iter().any(|pattern| fits(pattern, case))
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

/// The causes of the differences of `runner`, from its file in `folder`; a runner without a file has none. The first one
/// that explains a case is its cause.
///
/// # Errors
/// [`CauseError`] with the place in the file when it is malformed.
pub fn load(folder: &Path, runner: &str) -> Result<Vec<Cause>, CauseError> {
    let (mut causes, like) = read(folder, runner)?;
    if let Some(like) = like {
        causes.extend(read(folder, &like)?.0);
    }
    Ok(causes)
}

/// The causes in the runner's own file, and the runner that it is like.
///
/// # Errors
/// [`CauseError`] with the place in the file when it is malformed.
pub fn read(folder: &Path, runner: &str) -> Result<(Vec<Cause>, Option<String>), CauseError> {
    let file = folder.join(format!("{runner}.toml"));
    let Ok(text) = std::fs::read_to_string(&file) else {
        return Ok((Vec::new(), None));
    };
    let parsed: File = toml::from_str(&text).map_err(|source| CauseError {
        file: file.display().to_string(),
        source: Box::new(source),
    })?;
    Ok((parsed.difference, parsed.like))
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
