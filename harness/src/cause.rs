//! Causes: why a runner differs, in `runners/<runner>.toml`, so that many differences with one cause are told as one.
//!
//! A cause explains; it excuses nothing. The verdict of a trial and its snapshot are the same with and without it.

use std::path::Path;

use serde::Deserialize;

/// One cause of differences.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cases that differ because of it: names, or beginnings of names that end in `*`.
    pub cases: Vec<String>,
    /// What the runtime does, in one or two sentences.
    pub reason: String,
    /// Where it is discussed upstream.
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
        self.cases
            .iter()
            .any(|pattern| match pattern.strip_suffix('*') {
                Some(beginning) => case.starts_with(beginning),
                None => case == pattern,
            })
    }
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
