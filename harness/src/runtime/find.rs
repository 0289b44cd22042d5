//! Finding the runtimes that words name, and making their columns.

use std::fs;
use std::path::{Path, PathBuf};

use super::file::{File, Install, Package};
use super::place::{Found, Place, Runtime};
use super::version::{is_meant, numbers};
use crate::column::{Column, ColumnError, Columns};
use crate::document::{self, DocumentError};
use crate::near;
use crate::package::{Checkout, Line, PackageError};
use crate::started::quoted;

/// The runtimes that files describe, and where those are that were installed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Runtimes {
    /// The runtimes, in the order of their names.
    pub all: Vec<Runtime>,
    /// The folder where each that is installed has a folder of its own, `NAME-VERSION`.
    pub(super) installed: PathBuf,
}

/// A runtime that is not to be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RuntimeError {
    /// There is no runtime of this name.
    #[error("there is no runner `{name}`; there are {known}{near}")]
    Unknown {
        name: String,
        known: String,
        /// What may have been meant, as a sentence.
        near: String,
    },
    /// It is not there.
    #[error("{name} is not here: {reason}; {mend}")]
    Missing {
        name: String,
        reason: String,
        mend: String,
    },
    /// What the command line says of a command makes none.
    #[error("{0}")]
    Malformed(String),
    /// A checkout of it cannot be built.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// The columns do not go together.
    #[error(transparent)]
    Column(#[from] ColumnError),
    /// A file that was named cannot be used.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

impl Runtimes {
    /// Reads the files below `runners`. What is installed is looked for in `installed`.
    ///
    /// # Errors
    /// [`DocumentError`] when a file cannot be read or has mistakes.
    pub(crate) fn load(runners: &Path, installed: PathBuf) -> Result<Runtimes, DocumentError> {
        let mut all = Vec::new();
        for here in document::entries(runners)?
            .into_iter()
            .filter(|here| here.is_dir())
        {
            let name = here
                .file_name()
                .and_then(|name| name.to_str())
                .map(str::to_owned);
            if let (Some(name), Some(file)) = (name, File::read(&here)?) {
                let here = fs::canonicalize(&here).unwrap_or(here);
                all.push(Runtime { name, file, here });
            }
        }
        Ok(Runtimes { all, installed })
    }

    /// The names of all of them, whether they are here or not.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|runtime| runtime.name.as_str())
    }

    /// Gives the columns that these words name, of the program's own and of commands, the program's own first; all of the
    /// program's own where there are none.
    ///
    /// # Errors
    /// [`RuntimeError`] when a word names none, or one that is not there.
    pub(crate) fn choose(
        &self,
        own: &Columns,
        words: &[String],
        given: Option<Column>,
    ) -> Result<Columns, RuntimeError> {
        let words: Vec<&str> = words.iter().flat_map(|word| word.split(',')).collect();
        if words.is_empty() && given.is_none() {
            return Ok(own.choose(&[])?);
        }
        let mut labels = Vec::new();
        let mut others: Vec<Column> = Vec::new();
        for word in words {
            match word {
                "all" => {
                    labels.extend(own.iter().map(|column| column.label.clone()));
                    let found = self
                        .all
                        .iter()
                        .filter_map(|runtime| self.here(runtime).ok());
                    others.extend(found.flatten().map(|found| Column::command(found.command)));
                }
                label if own.find(label).is_some() => labels.push(label.to_owned()),
                path if path.contains('/') && !path.contains('=') => {
                    let column = Column::command(described(Path::new(path))?.command);
                    others.push(column.chosen_by(argument(path)));
                }
                word => {
                    let column = Column::command(self.find(own, word)?.command);
                    // The label of any other is found by its version.
                    others.push(match word.contains('=') {
                        true => column.chosen_by(argument(word)),
                        false => column,
                    });
                }
            }
        }
        let mut chosen: Vec<Column> = Vec::new();
        if !labels.is_empty() {
            let own = own.choose(&labels)?;
            chosen.extend(own.iter().map(|column| Column::clone(column)));
        }
        for column in others.into_iter().chain(given) {
            if !chosen.iter().any(|known| known.label == column.label) {
                chosen.push(column);
            }
        }
        Ok(Columns::new(chosen)?)
    }

    /// Finds all of a runtime that is there: what is installed, the newest last, and what `PATH` leads to.
    ///
    /// # Errors
    /// [`RuntimeError::Missing`] when nothing of it is there.
    pub(crate) fn here(&self, runtime: &Runtime) -> Result<Vec<Found>, RuntimeError> {
        let installed = self.versions(runtime).into_iter();
        let installed = installed.map(|(_, folder)| runtime.at(&Place::Installed(folder)));
        let mut found: Vec<Found> = installed.filter_map(Result::ok).collect();
        match runtime.at(&Place::Path) {
            Ok(one) => found.push(one),
            Err(reason) if found.is_empty() => return Err(runtime.missing(None, reason)),
            Err(_) => {}
        }
        found.dedup_by(|one, other| one.command.version == other.command.version);
        Ok(found)
    }

    /// Finds the runtime that a word names: `NAME`, `NAME@VERSION`, `NAME=/path/to/program`, `NAME=/path/to/checkout`, or the label of
    /// its column.
    fn find(&self, own: &Columns, word: &str) -> Result<Found, RuntimeError> {
        // The label of a column is what reports print. The version in it is what the program says, not that of its folder.
        let of_label = self.all.iter().filter(|runtime| {
            let rest = word.strip_prefix(runtime.name.as_str());
            rest.is_some_and(|rest| rest.starts_with('-'))
        });
        let mut here = of_label
            .filter_map(|runtime| self.here(runtime).ok())
            .flatten();
        if let Some(found) = here.find(|found| Column::command(found.command.clone()).label == word)
        {
            return Ok(found);
        }
        let (name, place) = match (word.split_once('='), word.split_once('@')) {
            (Some((name, path)), _) => (name, Some(Place::Given(path.into()))),
            (None, Some((name, version))) => {
                let runtime = self.named(own, name)?;
                let mut versions = self.versions(runtime).into_iter();
                let folder = versions
                    .rfind(|(known, _)| is_meant(known, version))
                    .map(|(_, folder)| folder);
                let folder = folder.ok_or_else(|| {
                    let reason = format!("no version {version} of it is installed");
                    runtime.missing(Some(version), reason)
                })?;
                (name, Some(Place::Installed(folder)))
            }
            (None, None) => (word, None),
        };
        let runtime = self.named(own, name)?;
        if let Some(Place::Given(path)) = &place
            && path.is_dir()
        {
            return self.of_checkout(runtime, path);
        }
        if let Some(place) = place {
            return runtime
                .at(&place)
                .map_err(|reason| runtime.missing(None, reason));
        }
        let newest = self
            .versions(runtime)
            .pop()
            .map(|(_, folder)| Place::Installed(folder));
        let place = newest.unwrap_or(Place::Path);
        runtime
            .at(&place)
            .map_err(|reason| runtime.missing(None, reason))
    }

    /// Has the runtime built from a checkout of its source. Its version says of which commit.
    fn of_checkout(&self, runtime: &Runtime, folder: &Path) -> Result<Found, RuntimeError> {
        let file = &runtime.file;
        let package = file.install.as_ref().and_then(Install::package);
        let checkout = Checkout::read(folder, &runtime.name)?;
        let program = match package {
            Some(Package::Lines(of)) => {
                let lines = Line::all(&runtime.here, of)?;
                checkout.build(of, &lines, &self.builds())?
            }
            _ => checkout.built(&file.command[0])?,
        };
        let found = runtime.at(&Place::Given(program));
        let mut found = found.map_err(|reason| runtime.missing(None, reason))?;
        found.command.version += &format!("-{}", checkout.commit());
        found.whence = folder.display().to_string();
        Ok(found)
    }

    /// Gives the runtime of this name.
    ///
    /// # Errors
    /// [`RuntimeError::Unknown`].
    pub(crate) fn named(&self, own: &Columns, name: &str) -> Result<&Runtime, RuntimeError> {
        self.all
            .iter()
            .find(|runtime| runtime.name == name)
            .ok_or_else(|| {
                let own = own.iter().map(|column| column.label.as_str());
                let mut known: Vec<&str> = own
                    .chain(self.all.iter().map(|one| one.name.as_str()))
                    .collect();
                known.sort_unstable();
                known.dedup();
                let near = near::near(name, known.iter().copied());
                RuntimeError::Unknown {
                    name: name.to_owned(),
                    known: known.join(", "),
                    near: near
                        .first()
                        .map_or(String::new(), |near| format!(". Was `{near}` meant?")),
                }
            })
    }

    /// The versions of a runtime that are installed, each with its folder, the newest last.
    fn versions(&self, runtime: &Runtime) -> Vec<(String, PathBuf)> {
        let folders = document::entries(&self.installed)
            .unwrap_or_default()
            .into_iter();
        let mut versions: Vec<(String, PathBuf)> = folders
            .filter_map(|folder| {
                let name = folder.file_name()?.to_str()?;
                let version = name.strip_prefix(&runtime.name)?.strip_prefix('-')?;
                let is_version = version.starts_with(|first: char| first.is_ascii_digit());
                is_version.then(|| (version.to_owned(), folder.clone()))
            })
            .collect();
        versions.sort_by_key(|(version, _)| numbers(version));
        versions
    }

    /// The folder in which packages of lines of versions and of checkouts are built.
    pub(super) fn builds(&self) -> PathBuf {
        self.installed.join("build")
    }
}

/// A word as the argument that chooses a runner by it.
fn argument(word: &str) -> String {
    format!("--runner {}", quoted(word))
}

/// Finds the runtime that the file at this path describes, or the one in this folder. It has the name of the folder.
fn described(path: &Path) -> Result<Found, RuntimeError> {
    if !path.exists() {
        let why = format!(
            "there is no file {}, which is to describe a runner",
            path.display()
        );
        return Err(RuntimeError::Malformed(why));
    }
    let folder = match path.is_dir() {
        true => path,
        false => path.parent().unwrap_or(Path::new(".")),
    };
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let file = File::read(&folder)?.ok_or_else(|| {
        RuntimeError::Malformed(format!("{} has no {}", path.display(), super::file::FILE))
    })?;
    let runtime = Runtime {
        name: name.unwrap_or_default(),
        file,
        here: folder,
    };
    let found = runtime.at(&Place::Path);
    found.map_err(|reason| runtime.missing(None, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_looked_for_once() {
        let root = std::env::temp_dir().join(format!("wasock-find-{}", std::process::id()));
        let runners = root.join("runners");
        fs::create_dir_all(runners.join("mine")).unwrap();
        let asked = root.join("asked");
        let text = format!(
            "command = ['/bin/sh', '{{guest}}']\n\
             version = ['/bin/sh', '-c', 'echo no >> {}']\n\
             [interfaces]\n\
             wasip1 = []\n",
            asked.display()
        );
        fs::write(runners.join("mine").join(super::super::file::FILE), text).unwrap();
        let runtimes = Runtimes::load(&runners, root.join("installed")).unwrap();
        let missing = runtimes.here(&runtimes.all[0]).unwrap_err().to_string();
        let asked = fs::read_to_string(asked).unwrap();
        fs::remove_dir_all(root).unwrap();
        assert_eq!(asked, "no\n");
        assert!(
            missing.contains("mine is not here: `/bin/sh -c"),
            "{missing}"
        );
        assert!(
            missing.contains("prints no version; put it where PATH leads"),
            "{missing}"
        );
    }
}
