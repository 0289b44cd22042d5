//! `wasock claims`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use crate::case::{CaseError, cited};
use crate::claims::Claim;
use crate::near;
use crate::suite::Suite;

use super::say::say;

/// What `wasock claims` takes.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Words, all of which stand in the id, the document, the place or the sentence of a claim: `listen backlog`, `posix.listen`.
    #[arg(required = true)]
    words: Vec<String>,
}

const EXAMPLES: &str = "\
Each claim is shown with its level, its document, the place there, and the cases that rest on it.

Examples:
  wasock claims listen backlog      the sentences that have both words
  wasock claims posix.listen        those of one page of a document, by the beginning of their ids
  wasock claims posix.listen.again  one of them, with the first case that rests on it";

/// Shows the claims that have all of these words, each with the cases that rest on it.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let words = arguments
        .words
        .iter()
        .flat_map(|words| words.split_whitespace());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let has_all = |claim: &&Claim| {
        let parts = [&claim.id, &claim.document, &claim.place, &claim.promise];
        let text = parts.map(|part| part.to_lowercase()).join("\n");
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let found: Vec<&Claim> = suite.claims.iter().filter(has_all).collect();
    if found.is_empty() {
        let near = near_words(&suite, &words);
        anyhow::bail!(
            "no claim has {}; they stand in cases/claims{near}",
            words.join(" and ")
        );
    }
    let cases = cited::all(&suite.cases).map_err(|error| match error {
        CaseError::Wrong(mistakes) => {
            super::show(&mistakes);
            anyhow::anyhow!("a case cannot be read, so nothing is known of what it cites")
        }
        other => other.into(),
    })?;
    let mut citing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // The harness's own tests are no cases to those who ask.
    for (name, cited) in cases.iter().filter(|(name, _)| !name.starts_with("self/")) {
        for id in cited {
            citing.entry(id).or_default().push(name);
        }
    }
    let mut text = String::new();
    for claim in found {
        let Claim {
            id,
            document,
            place,
            promise,
            level,
        } = claim;
        let _ = writeln!(
            text,
            "{id}  [{level}]\n    {promise}\n    {document}, {place}"
        );
        let _ = match citing.get(id.as_str()).map(Vec::as_slice) {
            None | Some([]) => writeln!(text, "    no case rests on it"),
            Some([only]) => writeln!(text, "    {only} rests on it"),
            Some([first, rest @ ..]) => {
                writeln!(text, "    {first} rests on it, and {} more", rest.len())
            }
        };
    }
    say(text)?;
    Ok(ExitCode::SUCCESS)
}

/// What may have been meant by the first of these words that no claim has.
fn near_words(suite: &Suite, words: &[String]) -> String {
    let texts = suite
        .claims
        .iter()
        .map(|claim| format!("{} {}", claim.id, claim.promise));
    let texts: Vec<String> = texts.map(|text| text.to_lowercase()).collect();
    let unknown = words
        .iter()
        .find(|word| !texts.iter().any(|text| text.contains(word.as_str())));
    let parts = texts
        .iter()
        .flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric() && letter != '_'));
    unknown.map_or(String::new(), |word| near::told(word, parts))
}
