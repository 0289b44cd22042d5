//! What a run leaves: its recording, the matrix, JUnit XML, annotations, and what it tells people.

use std::path::{Path, PathBuf};

use crate::escape::escape;
use crate::recording::Recording;
use crate::report::finding;
use crate::report::text::Look;
use crate::{mistake, report, started};

use super::fail_on::Failing;
use super::say::{say, warn};
use super::{exit, github};

/// What says where it goes.
#[derive(clap::Args, Default)]
pub(super) struct Outputs {
    /// Tell each difference in full, with the call, what is required and why. A run of few trials does so anyway.
    #[arg(long)]
    verbose: bool,
    /// Tell only what does not pass, and nothing where all does.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// Write the recording of the run to this file as well; `-` is standard output, and what is for people goes to standard error.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write what passes and what does not to this file, as JUnit XML; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// The folder for the matrix, index.html, and the recording, run.json. If absent, it is target/wasock in the tree of the suite and
    /// wasock elsewhere, and `part` in there of a run that is not of everything.
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
}

impl Outputs {
    /// Refuses two documents in one place, of which the second would take the place of the first, or stand behind it.
    ///
    /// # Errors
    /// Where both are to go.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let both = self.json.as_ref().filter(|_| self.json == self.junit);
        both.map_or(Ok(()), |file| match is_output(file) {
            true => anyhow::bail!("--json and --junit cannot both go to standard output"),
            false => anyhow::bail!("--json and --junit cannot both go to {}", file.display()),
        })
    }

    /// How a report looks.
    pub(super) fn look(&self) -> Look {
        super::look(self.verbose)
    }

    /// Whether only what does not pass is told.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes all that was asked for: the recording and the page to `folder`, unless another one is named, and `text` for people.
    ///
    /// # Errors
    /// When something cannot be written. As much as can be is written before.
    pub(super) fn write(
        &self,
        recording: &Recording,
        folder: &Path,
        failing: Failing,
        text: &str,
    ) -> anyhow::Result<()> {
        let folder = self.report.as_deref().unwrap_or(folder);
        let (json, page) = (folder.join("run.json"), folder.join("index.html"));
        let fails = |trial: &_| exit::fails(recording, trial, failing);
        let strays = exit::strays(recording, failing);
        // What cannot be read once more is kept before it is told, as much of it as can be.
        let document = recording.json();
        let mut kept = super::write(&json, &document);
        kept = kept.and(super::write(&page, &report::page::render(recording)));
        for (file, document) in [
            (&self.json, &mut || document.clone()),
            (&self.junit, &mut || {
                report::junit::render(recording, fails, strays)
            }),
        ] as [(&Option<PathBuf>, &mut dyn FnMut() -> String); 2]
        {
            kept = match file {
                Some(file) if is_output(file) => kept.and(say(document()).map_err(Into::into)),
                Some(file) => kept.and(super::write(file, &document())),
                None => kept,
            };
        }
        self.tell(&self.told(recording, text, (&page, &json), failing))?;
        kept
    }

    /// What is told to people.
    fn told(
        &self,
        recording: &Recording,
        text: &str,
        (page, json): (&Path, &Path),
        failing: Failing,
    ) -> String {
        let annotations = match github::is_here() {
            true => {
                let fails = |trial: &_| exit::fails(recording, trial, failing);
                github::annotations(recording, fails, exit::strays(recording, failing))
            }
            false => String::new(),
        };
        if self.quiet {
            return failures(recording, failing) + &annotations;
        }
        let (page, json) = (mistake::shown(page), mistake::shown(json));
        let verbose = match self.look().tells_all_of(recording.trials.len()) {
            true => String::new(),
            false => {
                let wasock = started::words();
                format!("{wasock} report {json} --verbose   tells each difference in full\n")
            }
        };
        format!(
            "{text}\nThe matrix of this run is {page}, its recording {json}.\n{verbose}{annotations}"
        )
    }

    /// Tells people, on standard output, or on standard error where a document goes to that.
    pub(super) fn tell(&self, text: &str) -> anyhow::Result<()> {
        match [&self.json, &self.junit]
            .into_iter()
            .flatten()
            .any(|file| is_output(file))
        {
            true => warn(text),
            false => say(text)?,
        }
        Ok(())
    }
}

/// What does not pass, a line each.
fn failures(recording: &Recording, failing: Failing) -> String {
    let trials = recording.trials.iter();
    let failed = trials.filter(|trial| exit::fails(recording, trial, failing));
    let failed = failed.filter_map(|trial| {
        let measured = trial.measured()?;
        let came = finding::told(recording, trial, measured);
        Some(format!("{}: {came}", trial.name()))
    });
    let strays = exit::strays(recording, failing).iter();
    let lines = failed.chain(strays.map(ToString::to_string));
    let lines: String = lines.map(|line| format!("{}\n", escape(&line))).collect();
    lines + &report::text::interrupted(recording)
}

/// Whether a file is the name of standard output.
fn is_output(file: &Path) -> bool {
    file == Path::new("-")
}
