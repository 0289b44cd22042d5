//! The files of snapshots: read, compared by insta, accepted.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::name;
use crate::recorded::{self, Recorded};

use super::unasked::{self, Unasked};
use super::{Kept, Place, SnapshotError, replace, several};

/// The head of a file: the smallest that insta reads.
const HEAD: &str = "---\n{}\n---\n";

/// The folder of snapshots, with the lists of what could not be asked.
#[derive(Debug)]
pub struct Snapshots {
    root: PathBuf,
    runners: PathBuf,
    staging: PathBuf,
    /// The lists that were read, by column.
    lists: Mutex<BTreeMap<String, Arc<Unasked>>>,
    /// What is recorded of whole columns, as far as it was read, by column.
    columns: Mutex<BTreeMap<String, Option<Arc<Recorded>>>>,
}

impl Snapshots {
    /// The snapshots of a suite: in `root` the files, in `runners` a folder for each column with its list. What is accepted is
    /// first written to `staging`.
    pub fn new(
        root: impl Into<PathBuf>,
        runners: impl Into<PathBuf>,
        staging: impl Into<PathBuf>,
    ) -> Snapshots {
        Snapshots {
            root: root.into(),
            runners: runners.into(),
            staging: staging.into(),
            lists: Mutex::default(),
            columns: Mutex::default(),
        }
    }

    /// The folder of the files.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of the baseline.
    pub fn baseline_file(&self, case: &str) -> PathBuf {
        self.root.join(format!("{}.snap", name::path(case)))
    }

    /// The file that records how `column` differs.
    pub fn difference_file(&self, case: &str, column: &str) -> PathBuf {
        self.root
            .join(format!("{}@{column}.snap", name::path(case)))
    }

    /// The file that lists what `column` could not be asked.
    pub fn list_file(&self, column: &str) -> PathBuf {
        unasked::file(&self.runners, column)
    }

    /// The recorded transcript of the baseline.
    ///
    /// # Errors
    /// [`SnapshotError`] when the file cannot be read, or is no snapshot.
    pub fn baseline(&self, case: &str) -> Result<Option<String>, SnapshotError> {
        body(&self.baseline_file(case))
    }

    /// All that is recorded of `case` and bears on `column`.
    ///
    /// # Errors
    /// [`SnapshotError`] when a file or the list cannot be read, or is malformed.
    pub fn kept(&self, case: &str, column: &str) -> Result<Kept, SnapshotError> {
        if let Some(recorded) = self.column(column)? {
            // What was recorded of other cases says nothing of this one.
            return match recorded.transcript(case) {
                None => Ok(Kept::default()),
                Some(own) => Ok(Kept {
                    baseline: self.baseline(case)?,
                    own,
                    entry: None,
                }),
            };
        }
        Ok(Kept {
            baseline: self.baseline(case)?,
            own: body(&self.difference_file(case, column))?,
            entry: self.list(column)?.entry(case).map(str::to_owned),
        })
    }

    /// What is recorded of the whole of `column`, where it is recorded so. It is read once.
    ///
    /// # Errors
    /// [`SnapshotError`] when the file cannot be read, or is malformed.
    pub(crate) fn column(&self, column: &str) -> Result<Option<Arc<Recorded>>, SnapshotError> {
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = columns.get(column) {
            return Ok(known.clone());
        }
        let file = recorded::file(&self.root, column);
        let read = match file.is_file() {
            true => Some(Arc::new(Recorded::read(&file)?)),
            false => None,
        };
        columns.insert(column.to_owned(), read.clone());
        Ok(read)
    }

    /// The transcript that is recorded of `case` on `column`, wherever it stands.
    ///
    /// # Errors
    /// As of [`kept`](Self::kept).
    pub fn recorded(&self, case: &str, column: &str) -> Result<Option<String>, SnapshotError> {
        let kept = self.kept(case, column)?;
        let baseline = kept.baseline.as_deref();
        let listed = kept
            .entry
            .map(|entry| unasked::transcript(&entry, baseline));
        Ok(kept.own.or(listed).or(kept.baseline))
    }

    /// The list of what `column` could not be asked. It is read once.
    ///
    /// # Errors
    /// [`SnapshotError`] when it cannot be read, or is malformed.
    pub(crate) fn list(&self, column: &str) -> Result<Arc<Unasked>, SnapshotError> {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lists.get(column) {
            return Ok(known.clone());
        }
        let list = Arc::new(Unasked::load(&self.runners, column)?);
        lists.insert(column.to_owned(), list.clone());
        Ok(list)
    }

    /// Records the transcript of a trial in its place, and removes what is recorded of it elsewhere. No file is ever half
    /// written, and other trials may be accepted at the same time.
    ///
    /// # Errors
    /// [`SnapshotError`] when a file cannot be read, written or removed.
    pub fn accept(
        &self,
        case: &str,
        column: &str,
        transcript: &str,
        place: &Place,
    ) -> Result<(), SnapshotError> {
        let (baseline, own) = (self.baseline_file(case), self.difference_file(case, column));
        let entry = match place {
            Place::List(entry) => Some(entry.as_str()),
            _ => None,
        };
        // What is recorded is written before anything is removed.
        match place {
            Place::Baseline => self.write(&baseline, transcript)?,
            Place::Own => self.write(&own, &several::with(body(&own)?.as_deref(), transcript))?,
            Place::List(_) | Place::Nowhere => {}
        }
        // Nobody but this trial changes its entry, so what was read at first is as it stands.
        if self.list(column)?.entry(case) != entry {
            unasked::put(&self.runners, column, case, entry, &self.staging)?;
        }
        if *place != Place::Own {
            remove(&own)?;
        }
        Ok(())
    }

    fn write(&self, file: &Path, transcript: &str) -> Result<(), SnapshotError> {
        let text = format!("{HEAD}{transcript}");
        if fs::read_to_string(file).is_ok_and(|known| known == text) {
            return Ok(());
        }
        replace::whole(file, &text, &self.staging)
            .map_err(|error| SnapshotError::write(file, error))
    }

    /// Has insta compare a transcript with the file of its place, show the difference, and hold the new one out for review where
    /// it is told to. Nothing is done where the place is no file.
    ///
    /// # Panics
    /// As insta's assertions do, when the transcript is not the recorded one.
    pub fn review(&self, case: &str, column: &str, transcript: &str, place: &Place) {
        let path = name::path(case);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path.as_str()));
        let file = match place {
            Place::Baseline => self.baseline_file(case),
            Place::Own => self.difference_file(case, column),
            Place::List(_) | Place::Nowhere => return,
        };
        // What insta holds out for review has a head that names this source file, and keeps it once it is accepted.
        let _trimmed = Trimmed(file.with_extension("snap.new"));
        let mut settings = insta::Settings::new();
        settings.set_snapshot_path(self.root.join(folder));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        if *place == Place::Own {
            settings.set_snapshot_suffix(column);
        }
        // A file that cannot be read is told by insta.
        let recorded = body(&file).unwrap_or_default();
        let whole = several::with(recorded.as_deref(), transcript);
        settings.bind(|| insta::assert_snapshot!(name, whole));
    }
}

/// A file whose head is reduced to ours at the end, if there is such a file.
struct Trimmed(PathBuf);

impl Drop for Trimmed {
    fn drop(&mut self) {
        // It is held out for a person, who is told where it cannot be read.
        if let Ok(Some(body)) = body(&self.0) {
            let _ = fs::write(&self.0, format!("{HEAD}{body}"));
        }
    }
}

/// Whether insta is told to accept what it sees.
pub fn accepting() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|mode| matches!(mode.as_str(), "always" | "force"))
}

/// The transcript of a snapshot file; `None` where there is no file.
///
/// # Errors
/// [`SnapshotError`] when the file cannot be read, or has no head.
fn body(file: &Path) -> Result<Option<String>, SnapshotError> {
    let content = match fs::read_to_string(file) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(SnapshotError::read(file, error)),
    };
    let rest = content.strip_prefix("---\n");
    let parts = rest.and_then(|rest| rest.split_once("\n---\n"));
    match parts {
        Some((_, body)) => Ok(Some(body.to_owned())),
        None => Err(SnapshotError::Headless(file.to_owned())),
    }
}

fn remove(file: &Path) -> Result<(), SnapshotError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(SnapshotError::File {
            what: "remove",
            file: file.to_owned(),
            source: error,
        }),
        _ => Ok(()),
    }
}
