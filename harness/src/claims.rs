//! The claims: sentences of named documents that promise something about sockets, in `cases/claims/*.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::header::Level;

/// One promise of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The id that cases cite, for example `posix.listen.unbound`.
    pub id: String,
    /// The document, with its version or date.
    pub document: String,
    /// The place in the document.
    pub place: String,
    /// The promise, in our own words.
    pub promise: String,
    /// The highest level that an expectation may have which rests on this claim alone.
    pub level: Level,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    claim: Vec<Claim>,
}

/// All claims, by id.
#[derive(Debug, Default)]
pub struct Claims {
    by_id: BTreeMap<String, Claim>,
}

/// A claims file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ClaimsError {
    /// The file could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what a claims file is.
    #[error("{file}: {source}")]
    Malformed {
        /// The file.
        file: String,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// An id stands twice.
    #[error("{file}: the claim `{id}` stands in the claims already")]
    Twice {
        /// The file of the second one.
        file: String,
        /// The id.
        id: String,
    },
}

impl Claims {
    /// Reads every `*.toml` in `folder`; a folder that does not exist has no claims.
    ///
    /// # Errors
    /// [`ClaimsError`] for the first file that cannot be read or parsed, and for an id that stands twice.
    pub fn load(folder: &Path) -> Result<Claims, ClaimsError> {
        let mut claims = Claims::default();
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Ok(claims);
        };
        let mut paths: Vec<_> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        });
        paths.sort();
        for path in paths {
            let file = path.display().to_string();
            let text = std::fs::read_to_string(&path).map_err(|source| ClaimsError::Read {
                file: file.clone(),
                source,
            })?;
            let parsed: File = toml::from_str(&text).map_err(|source| ClaimsError::Malformed {
                file: file.clone(),
                source: Box::new(source),
            })?;
            for claim in parsed.claim {
                let id = claim.id.clone();
                if claims.by_id.insert(id.clone(), claim).is_some() {
                    return Err(ClaimsError::Twice { file, id });
                }
            }
        }
        Ok(claims)
    }

    /// The claim with this id.
    pub fn get(&self, id: &str) -> Option<&Claim> {
        self.by_id.get(id)
    }

    /// All claims in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.by_id.values()
    }
}
