//! One difference: the call, what was required, what the oracle answers, and the clause.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use similar::{ChangeTag, TextDiff};

use crate::claims::Claim;
use crate::escape::{escape, escape_lines};
use crate::event::{Began, CallSeen, CaseSeen, MeasuredSeen, TrialSeen, file};
use crate::mistake::line_spans;
use crate::verdict::Verdict;

/// A trial that is worth a word, and what it is compared with.
pub(super) struct Difference<'a> {
    pub(super) began: &'a Began,
    pub(super) case: &'a CaseSeen,
    pub(super) trial: &'a TrialSeen,
    pub(super) measured: &'a MeasuredSeen,
    /// What the oracle did, where it was asked and is not the one that differs.
    pub(super) oracle: Option<&'a MeasuredSeen>,
}

impl Difference<'_> {
    /// A few lines, for what is known.
    pub(super) fn brief(&self) -> String {
        let (case, measured) = (self.case, self.measured);
        let mut text = format!("  {}: {}\n", case.name, measured.verdict);
        let Some(finding) = &measured.finding else {
            let _ = writeln!(text, "    {}", measured.outcome);
            return text;
        };
        let call = finding.call.and_then(|index| measured.calls.get(index));
        let _ = match call {
            Some(call) => writeln!(text, "    {}", self.line(call)),
            None => writeln!(
                text,
                "    L{} was not reached: {}",
                finding.line, measured.outcome
            ),
        };
        // A set-up that failed has no requirement of its own to speak of.
        if measured.verdict == Verdict::NotAsked {
            return text;
        }
        if let Some(expectation) = case.expectation(finding.line) {
            let _ = writeln!(text, "      required   {}", expectation.text);
        }
        if let Some(oracle) = self.oracle {
            let _ = writeln!(text, "      reference  {}", answer_at(oracle, finding.line));
        }
        for claim in self.cited() {
            let _ = writeln!(
                text,
                "      because    {}, {}: {}",
                claim.document, claim.place, claim.promise
            );
        }
        text
    }

    /// The source with the answer at its line, for what is new. `before` is the text that was recorded.
    pub(super) fn full(&self, news: &str, before: Option<&str>, color: bool) -> String {
        let (case, measured) = (self.case, self.measured);
        let (trial, file) = (self.trial.name(), file(&case.name));
        let title = format!("{trial}: {}, {news}", measured.verdict);
        let level = match measured.verdict.is_right() {
            true => Level::NOTE,
            false => Level::ERROR,
        };
        let label = self.label();
        let mut elements: Vec<Element> = Vec::new();
        if let Some((line, label)) = &label {
            let span = line_spans(&case.text)
                .get(*line as usize - 1)
                .cloned()
                .unwrap_or_default();
            let indent = case.text[span.clone()].len() - case.text[span.clone()].trim_start().len();
            let annotation = AnnotationKind::Primary
                .span(span.start + indent..span.end)
                .label(label);
            elements.push(
                Snippet::source(&case.text)
                    .path(&file)
                    .annotation(annotation)
                    .into(),
            );
        }
        if let (Some(oracle), Some((line, _))) = (self.oracle, &label) {
            elements.push(
                Level::NOTE
                    .message(format!(
                        "the reference answers {}",
                        answer_at(oracle, *line)
                    ))
                    .into(),
            );
        }
        for claim in self.cited() {
            let note = format!("{}, {}: {}", claim.document, claim.place, claim.promise);
            elements.push(Level::NOTE.message(note).into());
        }
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut text = renderer.render(&[level.primary_title(&title).elements(elements)]) + "\n";
        if let Some(before) = before {
            text.push_str(&changes(before, &measured.transcript()));
        }
        let said = escape_lines(measured.said.trim_end());
        for (place, line) in said.lines().enumerate() {
            let head = if place == 0 { "it said:" } else { "" };
            let _ = writeln!(text, "  {head:8} {line}");
        }
        let _ = write!(
            text,
            "  again:   cargo run -- run {case} --runner {runner}\n  \
             by hand: cargo run -- trace {file} --runner {runner}\n  \
             accept:  INSTA_UPDATE=always cargo test -- --exact {trial}\n\n",
            case = case.name,
            runner = self.trial.column,
        );
        text
    }

    /// The line that is to be shown, and what happened there.
    fn label(&self) -> Option<(u32, String)> {
        let finding = self.measured.finding.as_ref()?;
        let call = finding
            .call
            .and_then(|index| self.measured.calls.get(index));
        let happened = match call.filter(|call| call.answered()) {
            Some(call) => format!("{call:#}"),
            None => self.measured.outcome.to_string(),
        };
        Some((finding.line, happened))
    }

    fn line(&self, call: &CallSeen) -> String {
        let outcome = if call.answered() {
            String::new()
        } else {
            format!(", {}", self.measured.outcome)
        };
        format!("{} {call:#}{outcome}", call.site)
    }

    fn cited(&self) -> impl Iterator<Item = &Claim> {
        let refs = self.case.refs.iter();
        refs.filter_map(|id| self.began.claim(id))
    }
}

/// What a trial answered on a line, with the numbers of errnos.
fn answer_at(measured: &MeasuredSeen, line: u32) -> String {
    let answers: Vec<String> = measured
        .calls_on(line)
        .filter(|call| call.answered())
        .map(CallSeen::result)
        .collect();
    if answers.is_empty() {
        measured.outcome.to_string()
    } else {
        answers.join(", then ")
    }
}

/// The lines that changed.
fn changes(before: &str, now: &str) -> String {
    let diff = TextDiff::from_lines(before.trim_end(), now.trim_end());
    let lines = diff.iter_all_changes().map(|change| {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        format!("    {sign} {}\n", escape(change.value().trim_end()))
    });
    lines.collect()
}
