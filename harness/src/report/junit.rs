//! A run as JUnit XML, which most CI shows: a test suite for each column, a test case for each trial.
//!
//! A trial that does not pass is a failure, with the call, what is required and why; what could not be asked, or is not offered, was
//! skipped for that reason. What is broken is an error. Lines that are not true any more are the cases of a suite of their own.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::cell;
use super::finding;
use super::text;
use crate::escape::{escape, escape_lines};
use crate::event::{MeasuredSeen, ResultSeen, TrialSeen};
use crate::known::comes_to;
use crate::recording::Recording;
use crate::standing::Stray;
use crate::verdict::Gravity;

/// A test suite: its name, and its cases.
type Suite<'a> = (String, Vec<Case<'a>>);

/// A test case.
struct Case<'a> {
    name: String,
    column: Option<&'a str>,
    end: End,
    /// What was printed on standard error.
    said: &'a str,
}

/// How a test case ended.
enum End {
    Passed,
    /// For this reason.
    Skipped(String),
    Failed {
        /// In which way, of a trial.
        kind: Option<String>,
        message: String,
        told: String,
    },
    /// By this fault of the harness or the case.
    Error(String),
}

/// The document; `fails` says of which trials the run fails, and these are the `strays` that it fails of.
pub fn render(
    recording: &Recording,
    fails: impl Fn(&TrialSeen) -> bool,
    strays: &[Stray],
) -> String {
    let mut suites: Vec<Suite> = Vec::new();
    for column in &recording.began.columns {
        let of_this = |trial: &&TrialSeen| trial.column == column.label;
        let trials = recording.trials.iter().filter(of_this);
        let cases = trials.map(|trial| case(recording, trial, fails(trial)));
        suites.push((column.title(), cases.collect()));
    }
    let strays = strays.iter().map(|stray| Case {
        name: stray.place(),
        column: None,
        end: End::Failed {
            kind: None,
            message: stray.to_string(),
            told: String::new(),
        },
        said: "",
    });
    suites.push(("not as it is to be".to_owned(), strays.collect()));
    suites.retain(|(_, cases)| !cases.is_empty());
    let mut bytes = Vec::new();
    write(&mut bytes, &suites).expect("memory can be written to");
    String::from_utf8(bytes).expect("all of it was text") + "\n"
}

/// The test case of a trial.
fn case<'a>(recording: &Recording, trial: &'a TrialSeen, fails: bool) -> Case<'a> {
    let (end, said) = match &trial.result {
        ResultSeen::Ignored(reason) => (End::Skipped(reason.clone()), ""),
        ResultSeen::Measured(measured) => (
            end(recording, trial, measured, fails),
            measured.said.as_str(),
        ),
    };
    Case {
        name: trial.case.clone(),
        column: Some(&trial.column),
        end,
        said,
    }
}

fn end(recording: &Recording, trial: &TrialSeen, measured: &MeasuredSeen, fails: bool) -> End {
    let came = || comes_to(measured).unwrap_or_else(|| cell::letter(trial).told());
    match measured.gravity() {
        Gravity::Broken => End::Error(measured.outcome.to_string()),
        _ if fails => End::Failed {
            kind: Some(finding::kind(measured)),
            message: finding::told(recording, trial, measured),
            told: text::brief(recording, trial).unwrap_or_default(),
        },
        Gravity::NotAsked | Gravity::Unsupported => End::Skipped(came()),
        _ => End::Passed,
    }
}

/// How many of the cases ended so.
fn count<'a>(cases: impl Iterator<Item = &'a Case<'a>>, ended: fn(&End) -> bool) -> String {
    cases.filter(|case| ended(&case.end)).count().to_string()
}

/// The attributes that a suite, or all of them, has besides its name.
fn counts<'a>(cases: impl Iterator<Item = &'a Case<'a>> + Clone) -> [(&'static str, String); 4] {
    [
        ("tests", count(cases.clone(), |_| true)),
        (
            "skipped",
            count(cases.clone(), |end| matches!(end, End::Skipped(_))),
        ),
        (
            "failures",
            count(cases.clone(), |end| matches!(end, End::Failed { .. })),
        ),
        ("errors", count(cases, |end| matches!(end, End::Error(_)))),
    ]
}

fn write(to: &mut Vec<u8>, suites: &[Suite]) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(to, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = suites.iter().flat_map(|(_, cases)| cases);
    let mut root = writer
        .create_element("testsuites")
        .with_attribute(("name", "wasock"));
    for (key, count) in counts(all) {
        root = root.with_attribute((key, count.as_str()));
    }
    root.write_inner_content(|writer| {
        for (name, cases) in suites {
            let mut suite = writer
                .create_element("testsuite")
                .with_attribute(("name", &*escape(name)));
            for (key, count) in counts(cases.iter()) {
                suite = suite.with_attribute((key, count.as_str()));
            }
            suite.write_inner_content(|writer| {
                cases.iter().try_for_each(|case| case.write(writer))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

impl Case<'_> {
    fn write(&self, writer: &mut Writer<&mut Vec<u8>>) -> io::Result<()> {
        let mut element = writer
            .create_element("testcase")
            .with_attribute(("name", &*escape(&self.name)));
        if let Some(column) = self.column {
            element = element.with_attribute(("classname", column));
        }
        if matches!(self.end, End::Passed) && self.said.is_empty() {
            element.write_empty()?;
            return Ok(());
        }
        element.write_inner_content(|writer| {
            self.end.write(writer)?;
            if !self.said.is_empty() {
                let said = escape_lines(self.said);
                let element = writer.create_element("system-err");
                element.write_text_content(BytesText::new(&said))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

impl End {
    fn write(&self, writer: &mut Writer<&mut Vec<u8>>) -> io::Result<()> {
        let (name, message) = match self {
            End::Passed => return Ok(()),
            End::Skipped(reason) => ("skipped", reason),
            End::Failed { message, .. } => ("failure", message),
            End::Error(why) => ("error", why),
        };
        let element = writer
            .create_element(name)
            .with_attribute(("message", &*escape(message)));
        match self {
            End::Failed {
                kind: Some(kind),
                told,
                ..
            } => {
                let told = escape_lines(told);
                let element = element.with_attribute(("type", kind.as_str()));
                element.write_text_content(BytesText::new(&told))?;
            }
            _ => {
                element.write_empty()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Began, CaseSeen, ColumnSeen};
    use crate::header::Level;
    use crate::outcome::Outcome;
    use crate::verdict::Verdict;

    #[test]
    fn what_fails_is_a_failure_and_what_was_not_asked_was_skipped() {
        let seen = |verdict| MeasuredSeen::bare(verdict, Outcome::Completed);
        let trial = |case, answer, verdict: Verdict| {
            let wrong = !verdict.is_right();
            TrialSeen::answering((case, "mine"), ("f()", answer), wrong, seen(verdict))
        };
        let ignored = TrialSeen {
            case: "a/4".to_owned(),
            column: "mine".to_owned(),
            result: ResultSeen::Ignored("it has no peer".to_owned()),
        };
        let recording = Recording {
            began: Began {
                columns: vec![
                    ColumnSeen::bare("mine", "1.2"),
                    ColumnSeen::bare("idle", "1"),
                ],
                cases: ["a/1", "a/2", "a/3", "a/4"].map(CaseSeen::bare).into(),
                ..Began::default()
            },
            trials: vec![
                trial("a/1", "ok", Verdict::Conforms),
                trial("a/2", "<no> & \u{1b}", Verdict::Deviates(Level::Must)),
                trial("a/3", "no", Verdict::NotAsked),
                ignored,
            ],
            strays: vec![Stray {
                file: "known.toml".to_owned(),
                line: Some(3),
                why: "it is as required".to_owned(),
                mend: "delete the line".to_owned(),
            }],
            ..Recording::default()
        };
        let fails = |trial: &TrialSeen| trial.case == "a/2";
        let text = render(&recording, fails, &recording.strays);
        assert_eq!(
            text,
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wasock" tests="5" skipped="2" failures="2" errors="0">
  <testsuite name="mine 1.2" tests="4" skipped="2" failures="1" errors="0">
    <testcase name="a/1" classname="mine"/>
    <testcase name="a/2" classname="mine">
      <failure message="must: L1 f() -&gt; &lt;no&gt; &amp; \u{1b}" type="must">  a/2: deviates (must)
    L1 f() -&gt; &lt;no&gt; &amp; \u{1b}
</failure>
    </testcase>
    <testcase name="a/3" classname="mine">
      <skipped message="not asked: L1 f() -&gt; no"/>
    </testcase>
    <testcase name="a/4" classname="mine">
      <skipped message="it has no peer"/>
    </testcase>
  </testsuite>
  <testsuite name="not as it is to be" tests="1" skipped="0" failures="1" errors="0">
    <testcase name="known.toml:3">
      <failure message="known.toml:3: it is as required: delete the line"/>
    </testcase>
  </testsuite>
</testsuites>
"#
        );
        let text = render(&recording, fails, &[]);
        assert!(text.contains("failures=\"1\"") && !text.contains("known.toml"));
    }
}
