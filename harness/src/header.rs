//! The header of a case: the lines that begin with `;;!`, read as TOML.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::mistake::{Mistake, line_spans};

/// The mark that a header line begins with.
const MARK: &str = ";;!";

/// What a case says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Header {
    /// How binding the expectation is.
    pub level: Level,
    /// The ids of the claims that the expectation rests on.
    #[serde(default)]
    pub refs: Vec<String>,
    /// What the trial cannot do without.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// The address that the scripted peer listens at or connects to, see [`peer`](crate::peer).
    pub peer: Option<SocketAddr>,
    /// Seconds until the trial is ended.
    #[serde(default = "default_limit")]
    pub limit: u32,
    /// Mebibytes of memory that the trial may take.
    #[serde(default = "default_memory")]
    pub memory: u32,
    /// For `cases/self/`: what the `scripted` runner answers, by import name.
    #[serde(default)]
    pub script: BTreeMap<String, String>,
    /// For `cases/self/`: the outcome that the trial must have.
    pub outcome: Option<String>,
    /// For `cases/self/`: the verdict that the trial must get.
    pub verdict: Option<String>,
}

fn default_limit() -> u32 {
    10
}

fn default_memory() -> u32 {
    1024
}

/// How binding an expectation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The interface's own documents, or the seed, require it.
    Must,
    /// POSIX or Linux, by analogy, where the interface calls itself similar.
    Should,
    /// The documents leave it open: the answer is recorded and never wrong.
    May,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Must => "must",
            Level::Should => "should",
            Level::May => "may",
        })
    }
}

/// Something that not every host can give a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// A network that belongs to the trial alone.
    Netns,
}

impl Header {
    /// Reads the header of `text`, the source of the case in `file`.
    ///
    /// # Errors
    /// A [`Mistake`] at the place in `file` where the TOML is malformed, a key is unknown or a value is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Header, Mistake> {
        let spans = line_spans(text);
        // Each header line keeps its place: the TOML that is read and the file it comes from are joined by `places`.
        let mut toml = String::new();
        let mut places = Vec::new();
        for span in spans {
            if let Some(content) = text[span.clone()].strip_prefix(MARK) {
                places.push((toml.len(), span.end - content.len()));
                toml.push_str(content);
                toml.push('\n');
            }
        }
        let in_file = |at: usize| {
            let (from, to) = places
                .iter()
                .rev()
                .find(|(from, _)| *from <= at)
                .copied()
                .unwrap_or_default();
            to + (at - from)
        };
        toml::from_str(&toml).map_err(|error| {
            let span = match error.span() {
                Some(span) if !places.is_empty() => in_file(span.start)..in_file(span.end),
                _ => first_line(text),
            };
            let message = error.message().to_owned();
            let mend = mend(&message);
            Mistake {
                file: file.to_owned(),
                text: text.to_owned(),
                span,
                message,
                mend,
            }
        })
    }
}

fn first_line(text: &str) -> Range<usize> {
    0..text.find('\n').unwrap_or(text.len())
}

fn mend(message: &str) -> String {
    if message.contains("missing field `level`") {
        "add a line such as `;;! level = \"must\"` below the prose".to_owned()
    } else if message.contains("unknown field") {
        "remove the key, or take one that is listed in cases/README.md".to_owned()
    } else {
        "write the value as cases/README.md has it".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_from_marked_lines() {
        let header = Header::parse(
            "x.wat",
            ";; Prose.\n;;! level = \"must\"\n;;! needs = [\"netns\"]\n(module)\n",
        )
        .unwrap();
        assert_eq!(
            (header.level, header.needs, header.limit),
            (Level::Must, vec![Need::Netns], 10)
        );
    }

    #[test]
    fn an_unknown_key_is_shown_at_its_place() {
        let mistake = Header::parse(
            "x.wat",
            ";; Prose.\n;;! level = \"must\"\n;;! colour = \"red\"\n(module)\n",
        )
        .unwrap_err();
        assert_eq!(mistake.place(), (3, 5));
        assert!(
            mistake.message.contains("unknown field `colour`"),
            "{}",
            mistake.message
        );
    }

    #[test]
    fn a_missing_level_is_said_at_the_first_line() {
        let mistake = Header::parse("x.wat", ";; Prose.\n(module)\n").unwrap_err();
        assert_eq!(mistake.place(), (1, 1));
        assert!(mistake.mend.contains("level"), "{}", mistake.mend);
    }
}
