//! One difference: the call, what was required, what the oracle answers, and the clause.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use similar::{ChangeTag, TextDiff};

use crate::claims::Claim;
use crate::escape::{escape, escape_lines};
use crate::event::{
    Began, CallSeen, CaseSeen, ColumnSeen, ExpectationSeen, MeasuredSeen, TrialSeen, file,
};
use crate::expect;
use crate::mistake::line_spans;
use crate::recording::Recording;
use crate::snapshot::ORACLE;
use crate::started;
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

impl<'a> Difference<'a> {
    /// That of a trial of a recording, if it was tried.
    pub(super) fn of(recording: &'a Recording, trial: &'a TrialSeen) -> Option<Difference<'a>> {
        let (began, trials) = (&recording.began, &recording.trials);
        let first = trials.partition_point(|one| one.case < trial.case);
        let of_case = trials[first..]
            .iter()
            .take_while(|one| one.case == trial.case);
        let mut others = of_case.filter(|one| one.column != trial.column);
        let oracle = others.find(|one| one.column == ORACLE);
        Some(Difference {
            began,
            case: began.case(&trial.case)?,
            trial,
            measured: trial.measured()?,
            oracle: oracle.and_then(TrialSeen::measured),
        })
    }

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
            let required = self.required(expectation);
            let _ = writeln!(text, "      required   {required}");
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
        let earlier = self.earlier().map(|(line, _)| line);
        let earlier = earlier.map(|line| (line, self.answered(line)));
        if let Some((line, label)) = &label {
            let annotation = |kind: AnnotationKind, line: u32, label| {
                kind.span(code(&case.text, line)).label(label)
            };
            let context = earlier
                .iter()
                .map(|(line, label)| annotation(AnnotationKind::Context, *line, label.as_str()));
            let snippet = Snippet::source(&case.text)
                .path(&file)
                .annotation(annotation(AnnotationKind::Primary, *line, label))
                .annotations(context);
            elements.push(snippet.into());
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
        match (before, &self.began.against) {
            (Some(before), None) => text.push_str(&changes(before, &measured.transcript())),
            (Some(before), Some(_)) => {
                let _ = writeln!(text, "  listed:  {}", escape(before));
            }
            (None, _) => {}
        }
        let said = escape_lines(measured.said.trim_end());
        for (place, line) in said.lines().enumerate() {
            let head = if place == 0 { "it said:" } else { "" };
            let _ = writeln!(text, "  {head:8} {line}");
        }
        let (wasock, column) = (started::words(), self.began.column(&self.trial.column));
        let chosen = match column {
            Some(column) => column.arguments(),
            None => format!("--runner {}", self.trial.column),
        };
        let _ = write!(
            text,
            "  again:   {wasock} run {case} {chosen}{held}\n  \
             by hand: {wasock} trace {file} {chosen}\n",
            case = case.name,
            held = match &self.began.against {
                Some(file) => format!(" --expect {}", started::quoted(file)),
                None => String::new(),
            },
        );
        if self.began.against.is_none() {
            let accept = match column.is_some_and(ColumnSeen::is_recorded_in_one_file) {
                true => format!("{wasock} run {chosen} --record"),
                false => format!("INSTA_UPDATE=always cargo test -- --exact {trial}"),
            };
            let _ = writeln!(text, "  accept:  {accept}");
        }
        text.push('\n');
        text
    }

    /// The line of the earlier call on whose answer it depended what is right, and the label of that answer.
    fn earlier(&self) -> Option<(u32, &str)> {
        let finding = self.measured.finding.as_ref()?;
        let expectation = self.case.expectation(finding.line)?;
        Some((expectation.after?, finding.after.as_deref()?))
    }

    /// What `expectation` holds to be right, where it depends on an earlier answer after that one alone.
    fn required(&self, expectation: &ExpectationSeen) -> String {
        match self.earlier() {
            Some((line, label)) => {
                let right = expect::right_after(&expectation.text, label);
                format!("{right}, since L{line} answered {}", self.answered(line))
            }
            None => expectation.text.clone(),
        }
    }

    /// What the last call on a line answered.
    fn answered(&self, line: u32) -> String {
        let last = self.measured.calls_on(line).next_back();
        last.map_or_else(|| self.measured.outcome.to_string(), CallSeen::result)
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

/// Where the code of a line stands in the text of a case, without its indentation.
fn code(text: &str, line: u32) -> Range<usize> {
    let span = line_spans(text).get(line as usize - 1).cloned();
    let span = span.unwrap_or_default();
    let indent = text[span.clone()].len() - text[span.clone()].trim_start().len();
    span.start + indent..span.end
}

/// What a trial answered on a line, with the numbers of errnos. What a loop is answered again and again is said once.
fn answer_at(measured: &MeasuredSeen, line: u32) -> String {
    let mut answers: Vec<String> = measured
        .calls_on(line)
        .filter(|call| call.answered())
        .map(CallSeen::result)
        .collect();
    answers.dedup();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expect::Purpose;
    use crate::outcome::Outcome;
    use crate::record::Site;
    use crate::verdict::Finding;

    #[test]
    fn what_is_required_is_what_is_right_after_the_answer_that_was_given() {
        let line = |line, after, text: &str| ExpectationSeen {
            line,
            purpose: Purpose::Question,
            text: text.to_owned(),
            after,
            sides: Vec::new(),
        };
        let case = CaseSeen {
            text: "\n  start\n  finish\n".to_owned(),
            expectations: vec![
                line(2, None, "inval @refused | success @started"),
                line(3, Some(2), "badf after @refused | inval after @started"),
            ],
            ..CaseSeen::bare("s/a/start")
        };
        let call = |line, call: &str, answer: &str| CallSeen {
            site: Site::Line(line),
            call: call.to_owned(),
            answer: answer.to_owned(),
            errno: None,
            waited: false,
            outs: Vec::new(),
            host: Vec::new(),
        };
        let verdict = Verdict::Deviates(crate::header::Level::Must);
        let measured = MeasuredSeen {
            finding: Some(Finding {
                line: 3,
                call: Some(1),
                after: Some("refused".to_owned()),
            }),
            calls: vec![call(2, "start()", "inval"), call(3, "finish()", "inval")],
            ..MeasuredSeen::bare(verdict, Outcome::Completed)
        };
        let trial = TrialSeen {
            case: case.name.clone(),
            column: "mine".to_owned(),
            result: crate::event::ResultSeen::Measured(Box::new(measured.clone())),
        };
        let difference = Difference {
            began: &Began::default(),
            case: &case,
            trial: &trial,
            measured: &measured,
            oracle: None,
        };
        let brief = difference.brief();
        assert!(
            brief.contains("required   badf, since L2 answered inval\n"),
            "{brief}"
        );
        let full = difference.full("not recorded yet", None, false);
        let shown = [
            "start\n  |   ----- inval\n",
            "finish\n  |   ^^^^^^ finish() -> inval\n",
        ];
        assert!(shown.iter().all(|shown| full.contains(shown)), "{full}");
    }
}
