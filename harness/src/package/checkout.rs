//! A checkout of one's own: the program around the runtime that is built from its source.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use siphasher::sip::SipHasher13;
use toml::{Table, Value};

use super::{Line, PackageError, build, cargo};

/// A folder with the source of a runtime: a workspace of cargo.
#[derive(Debug)]
pub struct Checkout {
    folder: PathBuf,
    runtime: String,
    /// The folders of its packages, by their names.
    packages: BTreeMap<String, Package>,
}

#[derive(Debug)]
struct Package {
    folder: PathBuf,
    version: String,
}

impl Checkout {
    /// Reads which packages there are in a folder.
    ///
    /// # Errors
    /// [`PackageError`] where the folder is no workspace of cargo, or there is no cargo.
    pub fn read(folder: &Path, runtime: &str) -> Result<Checkout, PackageError> {
        #[derive(Deserialize)]
        struct Metadata {
            packages: Vec<Described>,
        }
        #[derive(Deserialize)]
        struct Described {
            name: String,
            version: String,
            manifest_path: PathBuf,
        }
        let wrong = |why: &str| PackageError::Checkout {
            folder: folder.to_owned(),
            runtime: runtime.to_owned(),
            why: why.to_owned(),
        };
        let whole = fs::canonicalize(folder).map_err(|error| PackageError::file(folder, error))?;
        let manifest = whole.join("Cargo.toml");
        if !manifest.exists() {
            return Err(wrong("it has no Cargo.toml"));
        }
        let mut metadata = cargo();
        metadata.args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
            "--manifest-path",
        ]);
        let said = metadata
            .arg(manifest)
            .output()
            .map_err(PackageError::Cargo)?;
        if !said.status.success() {
            return Err(wrong(String::from_utf8_lossy(&said.stderr).trim()));
        }
        let metadata: Metadata =
            serde_json::from_slice(&said.stdout).map_err(|error| wrong(&error.to_string()))?;
        let packages = metadata.packages.into_iter().map(|described| {
            let mut folder = described.manifest_path;
            folder.pop();
            let version = described.version;
            (described.name, Package { folder, version })
        });
        Ok(Checkout {
            folder: whole,
            runtime: runtime.to_owned(),
            packages: packages.collect(),
        })
    }

    /// What it is beyond the version that its packages have, for that of a column: its commit, and whether files of it were changed
    /// since, such as `g1a2b3c4-dirty`; of a folder without commits, `checkout`.
    pub fn commit(&self) -> String {
        let mut describe = Command::new("git");
        describe.arg("-C").arg(&self.folder);
        // No tag counts: the version is said by the packages.
        describe.args(["describe", "--always", "--dirty", "--exclude=*"]);
        match describe.output() {
            Ok(said) if said.status.success() => {
                format!("g{}", String::from_utf8_lossy(&said.stdout).trim())
            }
            _ => "checkout".to_owned(),
        }
    }

    /// Gives the program of this name that was built last in the checkout itself.
    ///
    /// # Errors
    /// [`PackageError`] where none was.
    pub fn built(&self, program: &str) -> Result<PathBuf, PackageError> {
        let target = self.folder.join("target");
        let programs = ["release", "debug"].map(|profile| target.join(profile).join(program));
        let built = programs.into_iter().filter(|path| path.is_file());
        let built =
            built.max_by_key(|path| path.metadata().and_then(|known| known.modified()).ok());
        built.ok_or_else(|| {
            self.wrong(format!(
                "it has no target/release/{program} and no target/debug/{program}: build it there"
            ))
        })
    }

    /// Builds a program around the crate `of` of the checkout, below the folder `target`: the package of the same line of versions,
    /// or else of the newest, with the packages of the checkout in the place of released ones. Gives where the program is.
    ///
    /// # Errors
    /// [`PackageError`] where the crate is not in the checkout, or not built.
    pub fn build(&self, of: &str, lines: &[Line], target: &Path) -> Result<PathBuf, PackageError> {
        let package = self.packages.get(of);
        let package =
            package.ok_or_else(|| self.wrong(format!("none of its packages is `{of}`")))?;
        let same = |line: &&Line| package.version.split('.').next() == Some(&line.name);
        let line = lines.iter().find(same).or(lines.last());
        let line = line.ok_or_else(|| self.wrong("there is no package around it".to_owned()))?;

        // Checkouts stand side by side.
        let mut hasher = SipHasher13::new();
        self.folder.hash(&mut hasher);
        let place = target.join(format!("{}-{:016x}", self.runtime, hasher.finish()));
        fs::create_dir_all(&place).map_err(|error| PackageError::file(&place, error))?;
        let manifest = place.join("Cargo.toml");
        let written = self.manifest(line)?.to_string();
        fs::write(&manifest, written).map_err(|error| PackageError::file(&manifest, error))?;
        // Of all that is not in the checkout, the versions are those that its developers have.
        let (theirs, ours) = (self.folder.join("Cargo.lock"), place.join("Cargo.lock"));
        if theirs.exists() && !ours.exists() {
            fs::copy(&theirs, &ours).map_err(|error| PackageError::file(&ours, error))?;
        }
        build(&manifest, &place.join("target"), &[])
    }

    fn wrong(&self, why: String) -> PackageError {
        PackageError::Checkout {
            folder: self.folder.clone(),
            runtime: self.runtime.clone(),
            why,
        }
    }

    /// The manifest of the line's package, with the packages of the checkout in the place of released ones.
    fn manifest(&self, line: &Line) -> Result<Table, PackageError> {
        let file = line.folder.join("Cargo.toml");
        let folder = fs::canonicalize(&line.folder)
            .map_err(|error| PackageError::file(&line.folder, error))?;
        let text = fs::read_to_string(&file).map_err(|error| PackageError::file(&file, error))?;
        let mut manifest: Table =
            toml::from_str(&text).map_err(|error| PackageError::manifest(&file, error))?;
        let text = |path: PathBuf| Value::from(path.to_string_lossy().into_owned());
        let dependencies = manifest
            .get_mut("dependencies")
            .and_then(Value::as_table_mut);
        for (name, dependency) in dependencies.into_iter().flatten() {
            let Value::Table(dependency) = dependency else {
                continue;
            };
            if let Some(package) = self.packages.get(name) {
                dependency.remove("version");
                dependency.insert("path".to_owned(), text(package.folder.clone()));
            } else if let Some(path) = dependency.get_mut("path") {
                *path = text(folder.join(path.as_str().unwrap_or_default()));
            }
        }
        let name = manifest
            .get("package")
            .and_then(|package| package.get("name"))
            .cloned();
        let program = [
            ("name".to_owned(), name.unwrap_or("program".into())),
            ("path".to_owned(), text(folder.join("src/main.rs"))),
        ];
        manifest.insert(
            "bin".to_owned(),
            Value::Array(vec![Value::Table(program.into_iter().collect())]),
        );
        Ok(manifest)
    }
}
