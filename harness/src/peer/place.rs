//! Whether steps and what is around them fit each other.

use std::ops::Range;

use super::{Step, Wrong};
use crate::assemble::{CallSite, Callee};
use crate::header::{Header, Need};
use crate::mistake::line_spans;
use crate::record::Site;

/// Returns the line of the call that a step on `line` precedes: the next one in the text, of the same function.
pub(super) fn call_after(text: &str, line: u32, sites: &[CallSite]) -> Result<u32, Wrong> {
    let after = |site: &CallSite| match site.site {
        Site::Line(at) if at > line => Some(at),
        _ => None,
    };
    let next = sites
        .iter()
        .filter_map(|site| Some((after(site)?, site)))
        .min_by_key(|(at, _)| *at);
    let same_function = |at: u32| {
        let mut between = text.lines().take(at as usize).skip(line as usize);
        !between.any(|line| {
            line.split(";;")
                .next()
                .unwrap_or_default()
                .contains("(func")
        })
    };
    match next {
        Some((at, site)) if same_function(at) => match site.callee {
            Callee::Import { .. } => Ok(at),
            Callee::Indirect => Err((
                "a step before a call that is made through a table".to_owned(),
                "call the import itself".to_owned(),
            )),
        },
        _ => Err((
            "a step that no call follows".to_owned(),
            "put it before a call of a WASI import, in the same function".to_owned(),
        )),
    }
}

/// Returns what steps and header say against each other.
pub(super) fn contradictions(
    text: &str,
    header: &Header,
    steps: &[Step],
    spans: &[Range<usize>],
) -> Vec<(Range<usize>, Wrong)> {
    let mut wrong = Vec::new();
    let mut say = |span: Range<usize>, message: &str, mend: &str| {
        wrong.push((span, (message.to_owned(), mend.to_owned())));
    };
    let key = || {
        let mut lines = line_spans(text).into_iter();
        let found = lines.find(|span| {
            let key = text[span.clone()].strip_prefix(";;!").map(str::trim_start);
            key.is_some_and(|key| key.starts_with("peer"))
        });
        found.unwrap_or_default()
    };
    match (header.peer, spans.first()) {
        (None, Some(first)) => say(
            first.clone(),
            "a step of a peer that the header does not name",
            "say where it listens, or what it connects to: `;;! peer = \"127.0.0.1:7967\"`",
        ),
        (Some(_), None) if !super::is_scripted(text) => say(
            key(),
            "a peer that takes no step",
            "write its steps, lines such as `;;< listen`, or remove the key",
        ),
        (Some(_), _) if !header.needs.contains(&Need::Netns) => say(
            key(),
            "a peer on a network that others use too",
            "add `;;! needs = [\"netns\"]`",
        ),
        _ => {}
    }
    for (pair, span) in steps.windows(2).zip(spans.iter().skip(1)) {
        if pair[0].before == pair[1].before && pair[0].when > pair[1].when {
            say(
                span.clone(),
                "a step that is taken before the one above it",
                "write the steps in their order: those that the guest waits for, `meanwhile`, `once waiting`",
            );
        }
    }
    wrong
}
