//! The header of a case: the lines that begin with `;;!`, read as TOML.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use wasock_runners::{Policy, Preopen};

use crate::host::Injection;
use crate::mistake::{Mistake, line_spans};
use crate::world::Conditions;

/// The mark that a header line begins with.
const MARK: &str = ";;!";

/// The values of each variant, by its name and their keys; in the order of the names, not of the lines.
pub(crate) type Variants = BTreeMap<Word, BTreeMap<Word, Word>>;

/// A word of the header, with its place.
pub(crate) type Word = Spanned<String>;

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
    /// The sockets that the guest is handed at its beginning.
    #[serde(default)]
    pub preopens: Vec<Preopen>,
    /// Seconds until the trial is ended.
    #[serde(default = "default_limit")]
    pub limit: u32,
    /// Mebibytes of memory that the trial may take.
    #[serde(default = "default_memory")]
    pub memory: u32,
    /// Why some runtime does what nobody has defined where it does not answer as required, and what was seen where.
    pub undefined: Option<String>,
    /// What a call of the host is answered in the place of the kernel, from the question on.
    pub inject: Option<Injection>,
    /// Whether snapshots hold the calls that the runtime makes of the host for its sockets.
    #[serde(default)]
    pub host_calls: bool,
    /// What of the network the guest is granted, where that is not what its column grants.
    pub policy: Option<Policy>,
    /// What the network and the process of the trial are like besides.
    #[serde(default)]
    pub world: Conditions,
    /// Whether nothing may be sent on the network of the trial, and no connection begun, whatever the guest is answered.
    #[serde(default)]
    pub silent: bool,
    /// Whether it is a matter of time which of the right answers is given. A trial that conforms is as recorded then, whichever it gives.
    #[serde(default)]
    pub race: bool,
    /// What differs in each of its variants, see [`variants`](crate::case::variants).
    #[serde(default)]
    pub(crate) variants: Variants,
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
    /// A runner whose guests can start threads.
    Threads,
}

impl Header {
    /// Reads the header of `text`, the source of the case in `file`.
    ///
    /// # Errors
    /// A [`Mistake`] at the place in `file` where the TOML is malformed, a key is unknown or a value is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Header, Mistake> {
        Source::new(file, text).read()
    }
}

/// The TOML of a header, and where in the file each of its lines stands.
pub(crate) struct Source<'a> {
    file: &'a str,
    text: &'a str,
    toml: String,
    /// For each line its offset in `toml`, and that of the same character in `text`.
    places: Vec<(usize, usize)>,
}

impl<'a> Source<'a> {
    /// Takes the header of `text`, the source of the case in `file`.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Source<'a> {
        let (mut toml, mut places) = (String::new(), Vec::new());
        for span in lines(text) {
            places.push((toml.len(), span.start));
            toml.push_str(&text[span]);
            toml.push('\n');
        }
        Source {
            file,
            text,
            toml,
            places,
        }
    }

    /// Reads the keys that `T` has.
    ///
    /// # Errors
    /// A [`Mistake`] at the place in the file, which names the key.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Mistake> {
        toml::from_str(&self.toml).map_err(|error| {
            let span = error.span().filter(|_| !self.places.is_empty());
            let mut message = error.message().to_owned();
            let mend = mend(&message);
            if let Some(key) = span.as_ref().and_then(|span| self.key(span.start))
                && !message.contains(&format!("`{key}`"))
            {
                message = format!("`{key}`: {message}");
            }
            let span = match span {
                Some(span) => self.in_file(&span),
                None => 0..self.text.find('\n').unwrap_or(self.text.len()),
            };
            self.mistake(span, message, mend)
        })
    }

    /// Makes a mistake at bytes of the file.
    pub(crate) fn mistake(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Mistake {
        Mistake::new(self.file, self.text, span, message, mend)
    }

    /// Says where bytes of the TOML stand in the file.
    pub(crate) fn in_file(&self, span: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let mut lines = self.places.iter().rev();
            let line = lines.find(|(from, _)| *from <= at);
            line.map_or(0, |(from, to)| to + (at - from))
        };
        place(span.start)..place(span.end)
    }

    /// Finds the key whose value begins at a byte of the TOML.
    fn key(&self, at: usize) -> Option<&str> {
        let before = self.toml[..at].rsplit('\n').next()?;
        let (before, _) = before.rsplit_once('=')?;
        before.split_whitespace().next_back()
    }
}

/// Finds where `word` stands in the header of `text`, or the first line where it does not.
pub(crate) fn find(text: &str, word: &str) -> Range<usize> {
    let found = lines(text).find_map(|span| {
        let at = span.start + text[span].find(word)?;
        Some(at..at + word.len())
    });
    found.unwrap_or(0..text.find('\n').unwrap_or(text.len()))
}

/// Whether `text` has a header, sound or not.
pub(crate) fn is_there(text: &str) -> bool {
    lines(text).next().is_some()
}

/// Says whether the header of `text` has this key.
pub(crate) fn has(text: &str, key: &str) -> bool {
    lines(text).any(|span| {
        let name = text[span].split_once('=').map(|(name, _)| name.trim());
        name == Some(key)
    })
}

/// Gives the lines of the header, without their marks.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let marked = |span: &Range<usize>| text[span.clone()].starts_with(MARK);
    let lines = line_spans(text).into_iter().filter(marked);
    lines.map(|span| span.start + MARK.len()..span.end)
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
    #[test]
    fn a_wrong_value_is_told_with_its_key() {
        let text = ";; Prose.\n;;! level = \"perhaps\"\n(module)\n";
        let mistake = Header::parse("x.wat", text).unwrap_err();
        assert_eq!(mistake.place(), (2, 13));
        let message = mistake.message;
        assert!(message.starts_with("`level`: unknown variant"), "{message}");
    }

    #[test]
    fn a_socket_that_no_guest_can_be_handed_is_told_at_its_place() {
        let text =
            ";; Prose.\n;;! level = \"must\"\n;;! preopens = [\"udp 127.0.0.1:7967\"]\n(module)\n";
        let mistake = Header::parse("x.wat", text).unwrap_err();
        assert_eq!(mistake.place(), (3, 16));
        let message = mistake.message;
        assert!(
            message.contains("`udp 127.0.0.1:7967` is no socket"),
            "{message}"
        );
    }

    #[test]
    fn a_policy_is_a_word_or_an_address_with_its_port() {
        let text = |policy: &str| {
            format!(";; Prose.\n;;! level = \"must\"\n;;! policy = \"{policy}\"\n(module)\n")
        };
        let header = Header::parse("x.wat", &text("127.0.0.1:8080")).unwrap();
        assert_eq!(
            header.policy,
            Some(Policy::Only("127.0.0.1:8080".parse().unwrap()))
        );
        let mistake = Header::parse("x.wat", &text("127.0.0.1")).unwrap_err();
        assert_eq!(mistake.place(), (3, 14));
        let message = mistake.message;
        assert!(
            message.starts_with("`policy`: there is no policy `127.0.0.1`"),
            "{message}"
        );
    }

    #[test]
    fn a_world_is_told_where_it_cannot_be_made() {
        let rows = [
            (
                "{ routes = [\"via 198.51.100.1\"] }",
                "`via 198.51.100.1` is no route",
            ),
            ("{ ports = 0 }", "between 1 and 191 ports"),
            ("{ timeouts = \"long\" }", "unknown variant `long`"),
            ("{ drop = [\"net-raw\"] }", "unknown variant `net-raw`"),
            ("{ descriptors = -1 }", "expected u32"),
            ("{ weather = \"bad\" }", "unknown field `weather`"),
        ];
        for (world, told) in rows {
            let text = format!(";; Prose.\n;;! level = \"must\"\n;;! world = {world}\n(module)\n");
            let mistake = Header::parse("x.wat", &text).unwrap_err();
            let ((line, _), message) = (mistake.place(), mistake.message);
            assert_eq!(line, 3, "{message}");
            assert!(message.contains(told), "{message}");
        }
    }

    #[test]
    fn a_word_is_found_in_the_header_only() {
        let text = ";; level\n;;! limit = 2\n;;! level = \"must\"\n(module)\n";
        assert_eq!(find(text, "level"), 27..32);
        assert_eq!(find(text, "module"), 0..8);
    }
}
