//! Packages: programs around another version of a runtime than the one that is embedded, built on demand.
//!
//! One build has one version of a runtime. So each line of versions has a package of its own, outside of the workspace:
//! `runners/<runtime>/<line>/`, with a `main` that makes a program of the same runner. It depends on the crate that is called as the
//! runtime is, and its lock file says at which version.

mod checkout;

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

pub use checkout::Checkout;

/// A line of versions of a runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name, which is that of its folder: `6`.
    pub name: String,
    /// The version of the runtime that it is built with: `6.1.0`.
    pub version: String,
    /// The folder of its package.
    folder: PathBuf,
}

/// Why there is no program.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A file could not be read or written.
    #[error("{}: {source}", file.display())]
    File {
        /// The file or folder.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A manifest or a lock file is not what this expects.
    #[error("{}: {why}", file.display())]
    Manifest {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: String,
    },
    /// There is no cargo.
    #[error("cargo, which is to build it, does not start: {0}")]
    Cargo(io::Error),
    /// cargo has not built it, and has said why.
    #[error(
        "cargo has not built {}, and says above why; crates that it does not have yet it fetches", manifest.display()
    )]
    Build {
        /// The manifest of the package.
        manifest: PathBuf,
    },
    /// A folder is no checkout of the runtime.
    #[error("{} is no checkout of {runtime}: {why}", folder.display())]
    Checkout {
        /// The folder.
        folder: PathBuf,
        /// The runtime.
        runtime: String,
        /// Why not.
        why: String,
    },
}

impl PackageError {
    fn file(file: &Path, source: io::Error) -> PackageError {
        PackageError::File {
            file: file.to_owned(),
            source,
        }
    }

    fn manifest(file: &Path, why: impl ToString) -> PackageError {
        PackageError::Manifest {
            file: file.to_owned(),
            why: why.to_string(),
        }
    }
}

impl Line {
    /// Lists the lines of a runtime that have a package in its folder, `runners/<runtime>`, the newest last.
    ///
    /// # Errors
    /// [`PackageError`] where the folder or a lock file cannot be read, or the lock file does not hold the runtime.
    pub fn all(folder: &Path, runtime: &str) -> Result<Vec<Line>, PackageError> {
        let mut lines = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| PackageError::file(folder, error))? {
            let folder = entry
                .map_err(|error| PackageError::file(folder, error))?
                .path();
            if folder.join("Cargo.toml").exists() {
                lines.push(Line {
                    name: folder
                        .file_name()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .into_owned(),
                    version: locked(&folder.join("Cargo.lock"), runtime)?,
                    folder,
                });
            }
        }
        lines.sort_by_key(|line| (line.name.parse::<u32>().unwrap_or(0), line.name.clone()));
        Ok(lines)
    }

    /// Builds its program, beside what other builds in the folder `target` have left. What cargo says of it goes to standard error.
    /// Gives where the program is.
    ///
    /// # Errors
    /// [`PackageError`] where cargo has not built it.
    pub fn build(&self, target: &Path) -> Result<PathBuf, PackageError> {
        build(&self.folder.join("Cargo.toml"), target, &["--locked"])
    }
}

/// Reads from a lock file at which version it has a package.
fn locked(file: &Path, package: &str) -> Result<String, PackageError> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let text = fs::read_to_string(file).map_err(|error| PackageError::file(file, error))?;
    let lock: Lock = toml::from_str(&text).map_err(|error| PackageError::manifest(file, error))?;
    let found = lock
        .package
        .into_iter()
        .find(|locked| locked.name == package);
    let none = || PackageError::manifest(file, format!("it has no package `{package}`"));
    Ok(found.ok_or_else(none)?.version)
}

/// A cargo, the one that has started this program if one has.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
}

/// Builds a package that is one program, and gives where that is.
fn build(manifest: &Path, target: &Path, options: &[&str]) -> Result<PathBuf, PackageError> {
    /// What is read of cargo's messages.
    #[derive(Deserialize)]
    struct Message {
        executable: Option<PathBuf>,
    }
    let mut cargo = cargo();
    cargo.arg("build").arg("--manifest-path").arg(manifest);
    cargo.arg("--target-dir").arg(target).args(options);
    cargo.arg("--message-format=json-render-diagnostics");
    let mut started = cargo
        .stdout(Stdio::piped())
        .spawn()
        .map_err(PackageError::Cargo)?;
    let messages = started.stdout.take().into_iter();
    let lines =
        messages.flat_map(|messages| BufReader::new(messages).lines().map_while(Result::ok));
    let built = lines
        .filter_map(|line| serde_json::from_str::<Message>(&line).ok()?.executable)
        .last();
    let done = started.wait().map_err(PackageError::Cargo)?.success();
    let failed = || PackageError::Build {
        manifest: manifest.to_owned(),
    };
    built.filter(|_| done).ok_or_else(failed)
}
