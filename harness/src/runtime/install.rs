//! Installing a runtime by its package manager, into a folder of its own below `target`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::file::Package;
use super::find::Runtimes;
use super::place::Runtime;
use super::version::{is_meant, numbers};
use crate::document::{Document, DocumentError};
use crate::package::{Line, PackageError};

/// The file of the versions that can be installed, in the folder of a runtime: of each the hash of its package, or nothing where
/// the package manager knows that itself.
pub(crate) const VERSIONS: &str = "versions.toml";

/// A runtime that cannot be installed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InstallError {
    /// Nobody has written how.
    #[error(
        "{0} says nothing of how {1} is installed: put it where PATH leads, or say where it is"
    )]
    Unknown(String, String),
    /// There is no such version.
    #[error("{file} has no version {version}; it has {known}")]
    Version {
        file: String,
        version: String,
        known: String,
    },
    /// The package manager is not there.
    #[error("{name} is installed by `{manager}`, which is not on this machine: {source}")]
    NoManager {
        name: String,
        manager: String,
        source: io::Error,
    },
    /// It has failed, and has said why.
    #[error(
        "`{command}` has failed, for the reason above; nothing was installed. It needs its registry on the network"
    )]
    Failed { command: String },
    /// It has brought something else.
    #[error("{package} has no `{program}`, which `program` in {file} says it has")]
    Program {
        package: String,
        program: String,
        file: String,
    },
    /// A folder cannot be written.
    #[error("cannot write {folder}: {source}")]
    Folder { folder: String, source: io::Error },
    /// The file of the versions cannot be used.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A package beside the file of the runtime cannot be built.
    #[error(transparent)]
    Package(#[from] PackageError),
}

/// What an installation came to.
#[derive(Debug)]
pub(crate) struct Installed {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it was there before.
    pub before: bool,
}

impl Runtimes {
    /// Installs a runtime, at the newest version that its file of versions has unless another one is asked for. The package
    /// manager prints what it does. What was begun and not ended leaves nothing.
    ///
    /// # Errors
    /// [`InstallError`].
    pub(crate) fn install(
        &self,
        runtime: &Runtime,
        version: Option<&str>,
    ) -> Result<Installed, InstallError> {
        let unknown =
            || InstallError::Unknown(runtime.here.display().to_string(), runtime.name.clone());
        let install = runtime.file.install.as_ref().ok_or_else(unknown)?;
        let package = install.package().ok_or_else(unknown)?;
        let (file, versions) = match package {
            Package::Lines(of) => {
                let lines = Line::all(&runtime.here, of)?.into_iter();
                let versions = lines.map(|line| (line.version, String::new()));
                (runtime.here.clone(), versions.collect())
            }
            _ => {
                let file = runtime.here.join(VERSIONS);
                let mend =
                    "write each version with the hash of its package: \"1.2.3\" = \"sha256:...\"";
                let versions = Document::<BTreeMap<String, String>>::read(&file, mend)?;
                (file, versions.ok_or_else(unknown)?.content)
            }
        };
        let mut known: Vec<&String> = versions.keys().collect();
        known.sort_by_key(|version| numbers(version));
        let is_it = |known: &&&String| version.is_none_or(|by| is_meant(known, by));
        let Some(&version) = known.iter().rfind(is_it) else {
            let known: Vec<&str> = known.iter().map(|known| known.as_str()).collect();
            return Err(InstallError::Version {
                file: file.display().to_string(),
                version: version.unwrap_or_default().to_owned(),
                known: known.join(", "),
            });
        };
        let folder = self.installed.join(format!("{}-{version}", runtime.name));
        if folder.is_dir() {
            return Ok(Installed {
                folder,
                before: true,
            });
        }
        let begun = self.installed.join(format!(
            ".{}-{version}-{}",
            runtime.name,
            std::process::id()
        ));
        let written = |source| InstallError::Folder {
            folder: folder.display().to_string(),
            source,
        };
        fs::create_dir_all(&begun).map_err(written)?;
        let brought = bring(
            runtime,
            package,
            version,
            &versions[version],
            &self.builds(),
            &begun,
        )
        .and_then(|()| match &install.program {
            None => Ok(()),
            Some(program) => {
                make_executable(&begun.join(program)).map_err(|_| InstallError::Program {
                    package: format!("{} {version}", runtime.name),
                    program: program.clone(),
                    file: runtime.here.join(super::file::FILE).display().to_string(),
                })
            }
        })
        .and_then(|()| fs::rename(&begun, &folder).map_err(written));
        if brought.is_err() {
            let _ = fs::remove_dir_all(&begun);
        }
        brought.map(|()| Installed {
            folder,
            before: false,
        })
    }
}

/// Builds the package of a line of versions below the folder `builds`, and puts its program into a folder that is there and empty.
fn build(
    runtime: &Runtime,
    of: &str,
    version: &str,
    builds: &Path,
    into: &Path,
) -> Result<(), InstallError> {
    let lines = Line::all(&runtime.here, of)?.into_iter();
    for line in lines.filter(|line| line.version == version) {
        let program = line.build(&builds.join(format!("{}-{}", runtime.name, line.name)))?;
        let copy = into.join(program.file_name().unwrap_or_default());
        let copied = fs::copy(&program, &copy);
        copied.map_err(|source| InstallError::Folder {
            folder: into.display().to_string(),
            source,
        })?;
    }
    Ok(())
}

/// Has a package manager bring a package into a folder that is there and empty, or cargo build one below the folder `builds`.
fn bring(
    runtime: &Runtime,
    package: Package<'_>,
    version: &str,
    hash: &str,
    builds: &Path,
    into: &Path,
) -> Result<(), InstallError> {
    let here = |file: &str| runtime.here.join(file);
    let copied = |source| InstallError::Folder {
        folder: into.display().to_string(),
        source,
    };
    let mut command = match package {
        Package::Lines(of) => return build(runtime, of, version, builds, into),
        Package::Pip(name) => {
            let wanted = into.join("wanted.txt");
            // What is in several packages has them and their hashes in a file.
            let written = match hash {
                "" => fs::copy(here("requirements.txt"), &wanted).map(|_| ()),
                hash => fs::write(&wanted, format!("{name}=={version} --hash={hash}\n")),
            };
            written.map_err(copied)?;
            let mut command = Command::new("python3");
            command.args([
                "-m",
                "pip",
                "install",
                "--no-deps",
                "--require-hashes",
                "--no-input",
                "--target",
            ]);
            command.arg(into).arg("--requirement").arg(wanted);
            command
        }
        Package::Npm(_) => {
            for file in ["package.json", "package-lock.json"] {
                fs::copy(here(file), into.join(file)).map_err(copied)?;
            }
            let mut command = Command::new("npm");
            command
                .args([
                    "ci",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                ])
                .arg(into);
            command
        }
        Package::Cargo(name) => {
            let mut command = Command::new("cargo");
            command
                .args(["install", name, "--version", version, "--locked", "--root"])
                .arg(into);
            command
        }
    };
    let manager = command.get_program().to_string_lossy().into_owned();
    let words = [command.get_program()]
        .into_iter()
        .chain(command.get_args());
    let words: Vec<String> = words
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let status = command.status().map_err(|source| InstallError::NoManager {
        name: runtime.name.clone(),
        manager,
        source,
    })?;
    match status.success() {
        true => Ok(()),
        false => Err(InstallError::Failed {
            command: words.join(" "),
        }),
    }
}

/// Packages of programs do not always say that a file may be executed.
fn make_executable(program: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(program)?.permissions();
    permissions.set_mode(permissions.mode() | 0o755);
    fs::set_permissions(program, permissions)
}
