//! A finding as a report for those who mend the runtime, in Markdown: what was answered, what is required and by which clause, what Linux
//! answers, and how to see it without the suite.

use std::fmt::Write as _;

use crate::event::{CallSeen, CaseSeen, ColumnSeen, MeasuredSeen, TrialSeen};
use crate::known::comes_to;
use crate::recording::Recording;
use crate::snapshot::ORACLE;
use crate::started;

/// The report of a trial.
///
/// # Errors
/// Why there is nothing to report.
pub fn render(recording: &Recording, trial: &TrialSeen) -> Result<String, String> {
    let began = &recording.began;
    let (case, column) = (began.case(&trial.case), began.column(&trial.column));
    let (Some(case), Some(column)) = (case, column) else {
        return Err(format!("{} is no trial of this run", trial.name()));
    };
    if let Some(reason) = trial.ignored() {
        return Err(format!("{} was not tried: it {reason}", trial.name()));
    }
    let title = column.title();
    let found = trial
        .measured()
        .and_then(|measured| Some((measured, comes_to(measured)?)));
    let Some((measured, _)) = found else {
        return Err(format!(
            "{} is as required on {title}, so there is nothing to report",
            case.name
        ));
    };
    let mut text = format!("# {}\n\n", heading(case, measured));
    let host = &began.host;
    let _ = writeln!(
        text,
        "{title} on {}, {}. {}\n",
        host.kernel,
        host.architecture,
        case.prose.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let _ = writeln!(text, "```wat\n{}```\n", excerpt(case, measured));
    answers(&mut text, recording, trial, measured, case);
    for claim in case.refs.iter().filter_map(|id| began.claim(id)) {
        let _ = writeln!(
            text,
            "> {}\n>\n> {}, {}\n",
            claim.promise, claim.document, claim.place
        );
    }
    by_hand(&mut text, case, column);
    Ok(text)
}

/// What is wrong, in a line: the call, and what came of it.
fn heading(case: &CaseSeen, measured: &MeasuredSeen) -> String {
    let finding = measured.finding.as_ref();
    let call = finding.and_then(|finding| measured.calls.get(finding.call?));
    match call.filter(|call| call.answered()) {
        Some(call) => {
            let name = call.call.split('(').next().unwrap_or_default();
            format!("{name} answers {}: {}", call.word(), case.name)
        }
        None => format!("{}: {}", measured.outcome, case.name),
    }
}

/// The lines of the module from its first call to the one that is wrong, each call with what it answered in place of what is expected.
fn excerpt(case: &CaseSeen, measured: &MeasuredSeen) -> String {
    let calls = case.expectations.iter().map(|one| one.line as usize);
    let first = calls.clone().min().unwrap_or(1);
    let last = measured
        .finding
        .as_ref()
        .map(|finding| finding.line as usize);
    let last = last.or(calls.max()).unwrap_or(first);
    let mut text = String::new();
    for (number, line) in (1..).zip(case.text.lines()).skip(first - 1) {
        if number > last {
            break;
        }
        let code = line.split(";;").next().unwrap_or_default().trim_end();
        let answered = u32::try_from(number)
            .ok()
            .and_then(|number| measured.calls_on(number).next_back());
        let _ = match answered {
            Some(call) => writeln!(text, "{code}  ;; {}", call.result()),
            None => writeln!(text, "{code}"),
        };
    }
    text
}

/// What was answered, what is required, and what Linux answers to the same.
fn answers(
    text: &mut String,
    recording: &Recording,
    trial: &TrialSeen,
    measured: &MeasuredSeen,
    case: &CaseSeen,
) {
    let Some(line) = measured.finding.as_ref().map(|finding| finding.line) else {
        let _ = writeln!(text, "It {}.\n", measured.outcome);
        return;
    };
    let told = |measured: &MeasuredSeen| {
        let answer = measured
            .calls_on(line)
            .next_back()
            .filter(|call| call.answered());
        cell(&answer.map_or_else(|| measured.outcome.to_string(), CallSeen::result))
    };
    let _ = writeln!(
        text,
        "| | line {line} |\n|---|---|\n| answered | {} |",
        told(measured)
    );
    if let Some(expectation) = case.expectation(line) {
        let _ = writeln!(text, "| required | {} |", cell(&expectation.text));
    }
    let mut others = recording.trials.iter().filter(|one| one.case == trial.case);
    let oracle = others.find(|one| one.column == ORACLE && one.column != trial.column);
    if let Some(oracle) = oracle.and_then(TrialSeen::measured) {
        let _ = writeln!(text, "| Linux | {} |", told(oracle));
    }
    text.push('\n');
}

/// A text as code in a cell of a table. There, even inside of code, a bar ends the cell; and code ends at as many backticks as it begins
/// with.
fn cell(text: &str) -> String {
    let longest = text.split(|one| one != '`').map(str::len).max();
    let ticks = "`".repeat(longest.unwrap_or(0) + 1);
    let space = if ticks.len() > 1 { " " } else { "" };
    format!("{ticks}{space}{}{space}{ticks}", text.replace('|', "\\|"))
}

/// How to see it: the module, which needs nothing of the suite, and the commands.
fn by_hand(text: &mut String, case: &CaseSeen, column: &ColumnSeen) {
    let (wasock, name, chosen) = (started::words(), &case.name, column.arguments());
    let _ = writeln!(
        text,
        "To see it: `{wasock} trace {name} {chosen}`, or by hand with what `{wasock} emit {name} -o case.wasm` writes. \
         The whole module, which any tool reads:\n\n<details>\n\n```wat\n{}```\n\n</details>",
        case.text
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Began;
    use crate::header::Level;
    use crate::outcome::Outcome;
    use crate::verdict::Verdict;

    /// The rows of the table of a trial of this case, in which `mine` and the reference answer so.
    fn rows(case: &str, required: &str, answer: &str, reference: &str) -> Vec<String> {
        let trial = |column: &str, verdict, answer: &str| {
            let measured = MeasuredSeen::bare(verdict, Outcome::Completed);
            let wrong = matches!(verdict, Verdict::Deviates(_));
            TrialSeen::answering((case, column), ("f()", answer), wrong, measured)
        };
        let recording = Recording {
            began: Began {
                columns: ["mine", ORACLE]
                    .map(|one| ColumnSeen::bare(one, "1"))
                    .into(),
                cases: vec![CaseSeen::asking(case, required)],
                ..Began::default()
            },
            trials: vec![
                trial("mine", Verdict::Deviates(Level::Must), answer),
                trial(ORACLE, Verdict::Conforms, reference),
            ],
            ..Recording::default()
        };
        let text = render(&recording, &recording.trials[0]).unwrap();
        let rows = text.lines().filter(|line| line.starts_with('|'));
        rows.map(str::to_owned).collect()
    }

    #[test]
    fn no_answer_and_no_name_of_a_file_breaks_the_table() {
        let rows = rows(
            "s/a|b/c",
            "success flags=in|out",
            "success path=/a|b flags=in",
            "success path=`||``",
        );
        assert_eq!(
            rows,
            [
                "| | line 1 |",
                "|---|---|",
                r"| answered | `success path=/a\|b flags=in` |",
                r"| required | `success flags=in\|out` |",
                r"| Linux | ``` success path=`\|\|`` ``` |",
            ]
        );
    }
}
