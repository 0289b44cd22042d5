//! A runtime that a file describes, and what is run of it where it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wasock_runners::{Capabilities, Command};

use crate::started;

use super::file::{File, Network};
use super::find::RuntimeError;
use super::program::{add_path, executable, folders_of, not_executable, on_path};
use super::version;

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

/// Where the program of a runtime is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
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

impl Runtime {
    /// Says that the runtime is not there.
    pub(crate) fn missing(&self, version: Option<&str>, reason: String) -> RuntimeError {
        let version = version.map_or(String::new(), |version| format!("@{version}"));
        let mend = match self.file.install {
            Some(_) => format!(
                "`{} runners --install {}{version}` brings it",
                started::words(),
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

    /// What is run of it, where it is at this place.
    ///
    /// # Errors
    /// Why it is not there, as a sentence without its full stop.
    pub(super) fn at(&self, place: &Place) -> Result<Found, String> {
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
                threads: false,
                time: file.time,
            },
            interfaces: filled(&file.interfaces, fill),
            policies: filled(&file.policies, fill),
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

/// The words that stand for each key, with what stands for something in them filled in.
fn filled<K: Ord + Clone>(
    all: &BTreeMap<K, Vec<String>>,
    fill: impl Fn(&String) -> String,
) -> BTreeMap<K, Vec<String>> {
    let each = all
        .iter()
        .map(|(key, words)| (key.clone(), words.iter().map(&fill).collect()));
    each.collect()
}
