//! What could not be asked of a column, as one list in `runners/<column>/not-asked.toml`.
//!
//! Most trials that do not come to their question did what the baseline does until one call of the set-up failed. A file for each of
//! them would say the same again and again, so the list has that call, from which and from the baseline the whole transcript
//! follows. Of a runtime that does not offer an import, the list has the import.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use toml::Spanned;

use crate::document::{Document, DocumentError};
use crate::mistake::Mistake;

use super::{SnapshotError, replace};

/// The list of one column: entries by case.
#[derive(Debug, Default)]
pub struct Unasked {
    file: Option<Document<BTreeMap<String, Spanned<String>>>>,
}

const UNSUPPORTED: &str = "=> unsupported: ";

/// The file of the list of `column`, in the folder of all columns.
pub(super) fn file(runners: &Path, column: &str) -> PathBuf {
    runners.join(column).join("not-asked.toml")
}

impl Unasked {
    /// Reads the list of `column`; one that is not there is empty.
    ///
    /// # Errors
    /// [`DocumentError`] when it cannot be read, or is malformed.
    pub(super) fn load(runners: &Path, column: &str) -> Result<Unasked, DocumentError> {
        let mend = "mend the line, or remove the file and accept with INSTA_UPDATE=always, which writes it anew";
        Ok(Unasked {
            file: Document::read(&file(runners, column), mend)?,
        })
    }

    /// What it says of this case.
    pub(super) fn entry(&self, case: &str) -> Option<&str> {
        let entry = self.file.as_ref()?.content.get(case)?;
        Some(entry.get_ref())
    }

    /// The cases that it has.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &str> {
        let all = self.file.iter().flat_map(|file| file.content.keys());
        all.map(String::as_str)
    }

    /// Says at its place that the entry of this case is to go.
    pub(crate) fn stale(&self, case: &str, why: &str) -> Option<Mistake> {
        let file = self.file.as_ref()?;
        let span = file.content.get(case)?.span();
        Some(file.mistake(span, format!("{case}: {why}"), "remove the line".to_owned()))
    }
}

/// The transcript that an entry stands for, beside the baseline's.
pub(super) fn transcript(entry: &str, baseline: Option<&str>) -> String {
    if entry.starts_with(UNSUPPORTED) {
        return format!("{entry}\n");
    }
    let site = entry.split(' ').next().unwrap_or_default();
    let is_before = |line: &&str| !line.starts_with("=> ") && line.split(' ').next() != Some(site);
    let before = baseline.unwrap_or_default().lines().take_while(is_before);
    let mut text: String = before.map(|line| format!("{line}\n")).collect();
    let _ = writeln!(text, "{entry}\n=> blocked at {site}");
    text
}

/// The entry that stands for a transcript, if there is one.
pub(super) fn entry_for(text: &str, baseline: Option<&str>) -> Option<String> {
    let mut lines = text.lines().rev();
    let last = lines.next()?;
    let entry = match last.strip_prefix("=> blocked at ") {
        Some(_) if baseline.is_some() => lines.next()?,
        _ => last,
    };
    (transcript(entry, baseline) == text).then(|| entry.to_owned())
}

/// Puts the entry of a case into the list of `column`, or takes it out. Whoever else changes the list waits for that.
///
/// # Errors
/// [`SnapshotError`] when the list cannot be read or written.
pub(super) fn put(
    runners: &Path,
    column: &str,
    case: &str,
    entry: Option<&str>,
    staging: &Path,
) -> Result<(), SnapshotError> {
    let path = file(runners, column);
    let folder = runners.join(column);
    let failed = |error: std::io::Error| SnapshotError::write(&path, error);
    if entry.is_some() {
        fs::create_dir_all(&folder).map_err(failed)?;
    } else if !path.exists() {
        return Ok(());
    }
    // The lock is that of the folder, so that it leaves nothing behind. It ends with this file.
    let lock = File::open(&folder).map_err(failed)?;
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive)
        .map_err(|error| failed(error.into()))?;
    let known = Unasked::load(runners, column)?;
    if known.entry(case) == entry {
        return Ok(());
    }
    let mut entries: BTreeMap<&str, &str> = known
        .cases()
        .filter_map(|case| Some((case, known.entry(case)?)))
        .collect();
    match entry {
        Some(entry) => entries.insert(case, entry),
        None => entries.remove(case),
    };
    if entries.is_empty() {
        return fs::remove_file(&path).map_err(failed);
    }
    let mut text = format!(
        "# What could not be asked of {column}: of each case the call of the set-up that failed, after the calls that the baseline has\n\
         # before it; or what is unsupported. INSTA_UPDATE=always cargo test writes this file.\n\n"
    );
    text.push_str(&toml::to_string(&entries).expect("plain text is always TOML"));
    replace::whole(&path, &text, staging).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASELINE: &str = "L1 open() -> success fd=$a\nL2 connect($a) -> success\nL3 send($a) -> success\n=> completed\n";

    #[test]
    fn an_entry_stands_for_one_transcript() {
        let open = "L1 open() -> success fd=$a\n";
        let rows = [
            // The set-up ends where another answer comes.
            (
                format!("{open}L2 connect($a) -> notsup\n=> blocked at L2\n"),
                Some("L2 connect($a) -> notsup"),
            ),
            (
                "L1 open() -> mfile\n=> blocked at L1\n".to_owned(),
                Some("L1 open() -> mfile"),
            ),
            (
                "=> unsupported: wasix_32v1.sock_open\n".to_owned(),
                Some("=> unsupported: wasix_32v1.sock_open"),
            ),
            // Before that, it did something else than the baseline.
            (
                "L1 open() -> success fd=$b\nL2 connect($b) -> notsup\n=> blocked at L2\n"
                    .to_owned(),
                None,
            ),
            // It left something, or came to its end.
            (
                format!("{open}L2 connect($a) -> notsup\n=> blocked at L2\n=> left sockets open\n"),
                None,
            ),
            (
                format!("{open}L2 connect($a) -> notsup\n=> completed\n"),
                None,
            ),
            (
                format!("{open}=> unsupported: wasix_32v1.sock_open\n"),
                None,
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(
                entry_for(&text, Some(BASELINE)).as_deref(),
                expected,
                "{text}"
            );
        }
        let blocked = "L1 open() -> mfile\n=> blocked at L1\n";
        assert_eq!(
            entry_for(blocked, None),
            None,
            "there is no baseline to follow from"
        );
    }
}
