//! Finding the programs of runtimes, and making their columns.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use wasock_runners::{Capabilities, Command};

use super::file::{File, Install, Network, Package};
use super::version;
use crate::column::{Column, ColumnError, Columns};
use crate::document::{self, DocumentError};
use crate::package::{Checkout, Line, PackageError};

/// A runtime that a file describes.
#[derive(Debug, Clone)]
pub(crate) struct Runtime {
    /// Its name, which the folder of the file has.
    pub name: String,
    /// What the file says.
    pub file: File,
    /// The folder of the file.
    pub(super) here: PathBuf,
}

/// The runtimes that files describe, and where those are that were installed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Runtimes {
    /// The runtimes, in the order of their names.
    pub all: Vec<Runtime>,
    /// The folder where each that is installed has a folder of its own, `NAME-VERSION`.
    pub(super) installed: PathBuf,
}

/// Where the program of a runtime is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// At this path, which somebody has given.
    Given(PathBuf),
    /// In this folder, or run with what is there.
    Installed(PathBuf),
    /// Where `PATH` says.
    Path,
}

/// A runtime that is there.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// What is run.
    pub command: Command,
    /// Where it was found, for people.
    pub whence: String,
    /// The version by which it is installed, where it is. The program may say another one.
    pub installed: Option<String>,
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
                    let found = self.all.iter().flat_map(|runtime| self.here(runtime));
                    others.extend(found.map(|found| Column::command(found.command)));
                }
                label if own.find(label).is_some() => labels.push(label.to_owned()),
                path if path.contains('/') && !path.contains('=') => {
                    others.push(Column::command(described(Path::new(path))?.command));
                }
                word => others.push(Column::command(self.find(own, word)?.command)),
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
    pub(crate) fn here(&self, runtime: &Runtime) -> Vec<Found> {
        let installed = self.versions(runtime).into_iter();
        let places = installed.map(|(_, folder)| Place::Installed(folder));
        let found = places
            .chain([Place::Path])
            .filter_map(|place| runtime.at(&place).ok());
        let mut found: Vec<Found> = found.collect();
        found.dedup_by(|one, other| one.command.version == other.command.version);
        found
    }

    /// Finds the runtime that a word names: `NAME`, `NAME@VERSION`, `NAME=/path/to/program`, `NAME=/path/to/checkout`, or the label of
    /// its column.
    fn find(&self, own: &Columns, word: &str) -> Result<Found, RuntimeError> {
        // The label of a column is what reports print. The version in it is what the program says, not that of its folder.
        let of_label = self.all.iter().filter(|runtime| {
            let rest = word.strip_prefix(runtime.name.as_str());
            rest.is_some_and(|rest| rest.starts_with('-'))
        });
        let mut here = of_label.flat_map(|runtime| self.here(runtime));
        if let Some(found) = here.find(|found| Column::command(found.command.clone()).label == word)
        {
            return Ok(found);
        }
        let (name, place) = match (word.split_once('='), word.split_once('@')) {
            (Some((name, path)), _) => (name, Some(Place::Given(path.into()))),
            (None, Some((name, version))) => {
                let runtime = self.named(own, name)?;
                let mut versions = self.versions(runtime).into_iter();
                let is_it = |known: &str| {
                    let rest = known.strip_prefix(version);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                let folder = versions
                    .rfind(|(known, _)| is_it(known))
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
                known.dedup();
                let near = known
                    .iter()
                    .map(|known| (strsim::levenshtein(name, known), *known))
                    .min();
                let near = near.filter(|(distance, _)| *distance <= 2);
                RuntimeError::Unknown {
                    name: name.to_owned(),
                    known: known.join(", "),
                    near: near.map_or(String::new(), |(_, near)| format!(". Was `{near}` meant?")),
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
}

impl Runtimes {
    /// The folder in which packages of lines of versions and of checkouts are built.
    pub(super) fn builds(&self) -> PathBuf {
        self.installed.join("build")
    }
}

/// Finds the runtime that the file at this path describes, or the one in this folder. It has the name of the folder.
fn described(path: &Path) -> Result<Found, RuntimeError> {
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

/// The numbers of a version, by which one is newer than another.
pub(super) fn numbers(version: &str) -> Vec<u64> {
    let parts = version.split(|character: char| !character.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

impl Runtime {
    /// Says that the runtime is not there.
    pub(crate) fn missing(&self, version: Option<&str>, reason: String) -> RuntimeError {
        let version = version.map_or(String::new(), |version| format!("@{version}"));
        let mend = match self.file.install {
            Some(_) => format!(
                "`cargo run -- runners --install {}{version}` brings it",
                self.name
            ),
            None => format!(
                "put it where PATH leads, or say where it is: --runner {}=/path/to/it",
                self.name
            ),
        };
        RuntimeError::Missing {
            name: self.name.clone(),
            reason,
            mend,
        }
    }

    /// Says why nothing of it is there.
    pub(crate) fn lack(&self) -> String {
        match self.at(&Place::Path) {
            Ok(_) => String::new(),
            Err(reason) => self.missing(None, reason).to_string(),
        }
    }

    /// What is run of it, where it is at this place.
    ///
    /// # Errors
    /// Why it is not there, as a sentence without its full stop.
    fn at(&self, place: &Place) -> Result<Found, String> {
        let file = &self.file;
        let words = file.command.iter().chain(file.environment.values());
        if *place == Place::Path && words.clone().any(|word| word.contains("{installed}")) {
            return Err("it is not installed".to_owned());
        }
        let installed = match place {
            Place::Installed(folder) => {
                fs::canonicalize(folder).map_err(|error| error.to_string())?
            }
            _ => PathBuf::new(),
        };
        let fill = |text: &String| {
            let text = text.replace("{here}", &self.here.to_string_lossy());
            text.replace("{installed}", &installed.to_string_lossy())
        };
        let own = file
            .install
            .as_ref()
            .and_then(|install| install.program.as_ref());
        let program = match (place, own) {
            (Place::Given(path), _) => executable(path).ok_or_else(|| not_executable(path)),
            (Place::Installed(_), Some(own)) => {
                let path = installed.join(own);
                executable(&path).ok_or_else(|| not_executable(&path))
            }
            _ => on_path(&fill(&file.command[0])),
        }?;
        let first = program.to_string_lossy().into_owned();
        let whole = |words: &[String]| -> Result<Vec<String>, String> {
            let mut words: Vec<String> = words.iter().map(fill).collect();
            words[0] = match words[0] == fill(&file.command[0]) {
                true => first.clone(),
                false => on_path(&words[0])?.to_string_lossy().into_owned(),
            };
            Ok(words)
        };
        let asked = whole(&file.version)?;
        let version = version::ask(&asked).map_err(|why| format!("`{}` {why}", asked.join(" ")))?;
        let mut environment: BTreeMap<String, String> = file
            .environment
            .iter()
            .map(|(name, value)| (name.clone(), fill(value)))
            .collect();
        add_path(&mut environment);
        let each = |map: &BTreeMap<String, Vec<String>>| {
            let filled = map
                .iter()
                .map(|(name, words)| (name.clone(), words.iter().map(fill).collect()));
            filled.collect()
        };
        let mut folders = folders_of(&program);
        // What drives a runtime may drive its neighbour too.
        folders.extend(self.here.parent().map(Path::to_owned));
        folders.extend(Some(installed.clone()).filter(|folder| *folder != Path::new("")));
        let command = Command {
            name: self.name.clone(),
            version,
            command: whole(&file.command)?,
            environment,
            capabilities: Capabilities {
                interfaces: file.interfaces.keys().cloned().collect(),
                policies: file.policies.keys().copied().collect(),
                host_sockets: file.network == Network::Host,
                witness: false,
                stdin: file.stdin,
                listeners: !file.listeners.is_empty(),
                time: file.time,
            },
            interfaces: each(&file.interfaces),
            policies: file
                .policies
                .iter()
                .map(|(grant, words)| (*grant, words.iter().map(fill).collect()))
                .collect(),
            listeners: file.listeners.iter().map(fill).collect(),
            unsupported: file.unsupported.clone(),
            trapped: file.trapped.clone(),
            tells: file.tells,
            folders,
        };
        let whence = match place {
            Place::Installed(folder) => folder,
            _ => &program,
        };
        let whence = whence.display().to_string();
        let installed = installed.file_name().and_then(|name| name.to_str());
        let installed = installed.and_then(|name| name.strip_prefix(&self.name)?.strip_prefix('-'));
        let installed = installed.map(str::to_owned);
        Ok(Found {
            command,
            whence,
            installed,
        })
    }
}

/// Makes the column of a command that is wholly on the command line, under this name, of the runtime that speaks `interfaces`.
///
/// # Errors
/// [`RuntimeError`] when the command has no place for the guest, or its program is not there.
pub(crate) fn on_the_command_line(
    line: &str,
    interfaces: &[String],
    name: &str,
) -> Result<Column, RuntimeError> {
    let malformed = |why: String| RuntimeError::Malformed(format!("--command {line:?}: {why}"));
    let mut words =
        shlex::split(line).ok_or_else(|| malformed("a quotation mark is not closed".to_owned()))?;
    if words.is_empty() || !words[1..].iter().any(|word| word.contains("{guest}")) {
        return Err(malformed(
            "write `{guest}` where the file of the guest comes".to_owned(),
        ));
    }
    let program = on_path(&words[0]).map_err(malformed)?;
    words[0] = program.to_string_lossy().into_owned();
    // A program that prints no version has none.
    let version = version::ask(&[words[0].clone(), "--version".to_owned()]).unwrap_or_default();
    let mut environment = BTreeMap::new();
    add_path(&mut environment);
    let mut folders = folders_of(&program);
    for word in &mut words[1..] {
        // A trial begins in a folder of its own, where a path from here leads nowhere.
        let path = Path::new(word.as_str());
        if let Ok(whole) = fs::canonicalize(path) {
            folders.extend(folders_of(&whole));
            *word = whole.to_string_lossy().into_owned();
        }
    }
    let interfaces: Vec<&str> = interfaces.iter().map(String::as_str).collect();
    Ok(Column::command(Command {
        name: name.to_owned(),
        version,
        command: words,
        environment,
        capabilities: Capabilities::of(&interfaces),
        interfaces: BTreeMap::new(),
        policies: BTreeMap::new(),
        listeners: Vec::new(),
        unsupported: Vec::new(),
        trapped: Vec::new(),
        tells: false,
        folders,
    }))
}

/// Has programs found that the program itself starts, as a script does with its interpreter.
fn add_path(environment: &mut BTreeMap<String, String>) {
    if let Ok(path) = env::var("PATH") {
        environment.entry("PATH".to_owned()).or_insert(path);
    }
}

/// The folders that a file is in, by its path and where links lead to, with what else is there; the file alone where that is a
/// folder of everybody's.
fn folders_of(file: &Path) -> Vec<PathBuf> {
    let whole = fs::canonicalize(file).unwrap_or_default();
    let paths = [file.to_owned(), whole].into_iter();
    let shown = paths.filter_map(|path| match path.parent()? {
        folder if folder == env::temp_dir() || folder == Path::new("/tmp") => Some(path),
        folder => Some(folder.to_owned()),
    });
    shown.collect()
}

/// Finds a program: by its path, or by its name where `PATH` says.
///
/// # Errors
/// Why there is none, as a sentence without its full stop.
fn on_path(program: &str) -> Result<PathBuf, String> {
    if program.contains('/') {
        let path = Path::new(program);
        return executable(path).ok_or_else(|| not_executable(path));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let mut places = env::split_paths(&path).map(|folder| folder.join(program));
    let found = places.find_map(|place| executable(&place));
    found.ok_or_else(|| format!("no program `{program}` is where PATH leads"))
}

/// The whole path of a file that may be executed, if it is one.
fn executable(path: &Path) -> Option<PathBuf> {
    let known = fs::metadata(path).ok()?;
    let may = known.is_file() && known.permissions().mode() & 0o111 != 0;
    // A link stays one: a program may be several, by the name that it is called with.
    may.then(|| std::path::absolute(path).ok()).flatten()
}

fn not_executable(path: &Path) -> String {
    let shown = path.display();
    match fs::metadata(path) {
        Err(error) => format!("{shown} cannot be run: {error}"),
        Ok(known) if known.is_dir() => format!("{shown} is a folder, and no program"),
        Ok(_) => format!("{shown} may not be executed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_the_last() {
        let mut versions = ["49.0.4", "9.0.1", "36.0.9", "49.0.10"];
        versions.sort_by_key(|version| numbers(version));
        assert_eq!(versions, ["9.0.1", "36.0.9", "49.0.4", "49.0.10"]);
    }

    #[test]
    fn a_command_line_says_where_its_guest_comes() {
        let refusal = |line: &str| {
            let column = on_the_command_line(line, &["wasip1".to_owned()], "mine");
            column.map(|column| column.label).unwrap_err().to_string()
        };
        assert!(refusal("sh -c x").contains("write `{guest}` where"));
        assert!(refusal("'sh {guest}").contains("a quotation mark is not closed"));
        let missing = refusal("no-such-program {guest}");
        assert!(
            missing.contains("no program `no-such-program` is where PATH leads"),
            "{missing}"
        );
    }
}
