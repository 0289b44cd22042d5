//! Snapshots: what each runner was last seen to do, one file where it is what the baseline does and one where not.
//!
//! `<case>.snap` is the baseline; `<case>@<runner>.snap` stands beside it only where a runner differs. So the files of a
//! runner are the list of its differences: a new difference adds a file, a fixed one removes it, and a file that has
//! outlived its difference is an error.
//!
//! The baseline is what the oracle does. Of an interface that the oracle does not speak it is what one of the runners does
//! ([`suite::baseline`](crate::suite::baseline)), where that meets the expectations; where it does not, the case has no
//! baseline, and each runner has a file of its own.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

use crate::name;
use crate::outcome::{Left, Outcome};

/// The runner that is measured against the documents, and whose answers are the baseline where it speaks the interface.
pub const ORACLE: &str = "reference";

/// The folder of snapshots.
#[derive(Debug, Clone)]
pub struct Snapshots {
    root: PathBuf,
}

/// What a trial is held against, besides what was recorded of its own runner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline<'a> {
    /// It is the baseline itself.
    This,
    /// This text, which another runner gave.
    Other(&'a str),
    /// There is none.
    None,
}

/// How a trial stands to what was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// It did what was recorded.
    Same,
    /// It did something else than this text.
    Different(String),
    /// Nothing was recorded.
    Nothing,
}

impl Snapshots {
    /// The snapshots below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Snapshots {
        Snapshots { root: root.into() }
    }

    /// The file of the baseline.
    pub fn baseline_file(&self, case: &str) -> PathBuf {
        self.root.join(format!("{}.snap", name::path(case)))
    }

    /// The file that records how `runner` differs.
    pub fn difference_file(&self, case: &str, runner: &str) -> PathBuf {
        self.root
            .join(format!("{}@{runner}.snap", name::path(case)))
    }

    /// The recorded text of the baseline.
    pub fn baseline(&self, case: &str) -> Option<String> {
        body(&self.baseline_file(case))
    }

    /// The recorded text of how `runner` differs.
    pub fn difference(&self, case: &str, runner: &str) -> Option<String> {
        body(&self.difference_file(case, runner))
    }

    /// How `text`, what `runner` did now, stands to what was recorded.
    pub fn compare(&self, case: &str, runner: &str, text: &str) -> Recorded {
        match self
            .difference(case, runner)
            .or_else(|| self.baseline(case))
        {
            None => Recorded::Nothing,
            Some(recorded) if recorded.trim_end() == text.trim_end() => Recorded::Same,
            Some(recorded) => Recorded::Different(recorded),
        }
    }

    /// Checks `text`, what `runner` did now, against the snapshots, or accepts it where insta is told to. `title` goes into
    /// the head of the file.
    ///
    /// # Errors
    /// A message when a difference, or a baseline, is recorded that is no more.
    ///
    /// # Panics
    /// As insta's assertions do, when the text is not the recorded one.
    pub fn check(
        &self,
        case: &str,
        runner: &str,
        title: &str,
        text: &str,
        baseline: Baseline,
    ) -> Result<(), String> {
        let same = |other: &str| other.trim_end() == text.trim_end();
        let own = self.difference_file(case, runner);
        match baseline {
            Baseline::This => {
                outlived(&own, "it is the baseline")?;
                self.assert(case, None, title, text);
            }
            Baseline::Other(other) if same(other) => {
                outlived(&own, "it does what the baseline does")?;
            }
            Baseline::Other(_) => self.assert(case, Some(runner), title, text),
            Baseline::None => {
                outlived(&self.baseline_file(case), "no runner gives a baseline")?;
                self.assert(case, Some(runner), title, text);
            }
        }
        Ok(())
    }

    fn assert(&self, case: &str, runner: Option<&str>, title: &str, text: &str) {
        let case = &name::path(case);
        let (folder, name) = case.rsplit_once('/').unwrap_or(("", case));
        let folder = self.root.join(folder);
        let file = match runner {
            None => self.baseline_file(case),
            Some(runner) => self.difference_file(case, runner),
        };
        let file_name = file.file_name().unwrap_or_default();
        // insta writes in place. Where it is to write, it does so in a folder of this trial's own beside the snapshots, and
        // the file is then moved to its place in one step, so that a run that is ended half-way leaves no half a snapshot.
        let staging = accepting().then(|| {
            let own = format!(".{}-{}", std::process::id(), file_name.to_string_lossy());
            folder.join(own)
        });
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(staging.as_ref().unwrap_or(&folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(title);
        if let Some(runner) = runner {
            settings.set_snapshot_suffix(runner);
        }
        settings.bind(|| insta::assert_snapshot!(name, text));
        if let Some(staging) = staging {
            let staged = staging.join(file_name);
            if body(&staged) != body(&file) {
                fs::rename(&staged, &file).expect("a file can be moved within its folder");
            }
            let _ = fs::remove_file(&staged);
            let _ = fs::remove_dir(&staging);
        }
    }
}

/// Removes a snapshot that is no longer true, for this reason, where insta is told to accept; says so elsewhere.
fn outlived(file: &Path, why: &str) -> Result<(), String> {
    if !file.exists() {
        return Ok(());
    }
    let shown = file.display();
    if !accepting() {
        return Err(format!(
            "{shown} has outlived what it records ({why}): remove the file, or accept with INSTA_UPDATE=always"
        ));
    }
    fs::remove_file(file).map_err(|error| format!("cannot remove {shown}: {error}"))
}

/// The text of a trial: a line for each call, then how the guest ended.
pub fn text(
    lines: impl Iterator<Item = impl fmt::Display>,
    outcome: &Outcome,
    left: &[Left],
) -> String {
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "=> {outcome}");
    for left in left {
        let _ = writeln!(text, "=> {left}");
    }
    text
}

/// Whether insta is told to accept what it sees.
pub fn accepting() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|mode| matches!(mode.as_str(), "always" | "force"))
}

/// The text of a snapshot file without its head.
fn body(file: &Path) -> Option<String> {
    let content = fs::read_to_string(file).ok()?;
    let rest = content.strip_prefix("---\n")?;
    let (_, body) = rest.split_once("\n---\n")?;
    Some(body.to_owned())
}
