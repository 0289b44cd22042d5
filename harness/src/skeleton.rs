//! Skeletons: what a new case begins as, with the set-up of its state written out, as the file
//! beside the grid of a socket, `cases/<interface>/<socket>/skeleton.toml`, has it.
//!
//! The file explains its own format. [`place`] says what a person means by a cell, [`text`](Skeleton::text) puts a case
//! together, and [`write()`] writes it to where it belongs.

mod check;
pub mod place;
mod text;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use wasock_runners::Preopen;

use crate::grid::{Cell, Grid, Grids, Name, covers};
use crate::mistake::{Mistake, Mistakes, shown};

use place::Refusal;

/// How the states of one interface are set up, and how its operations are asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Skeleton {
    /// By the modules that they are imported from: functions, with what stands in `(func ...)`.
    #[serde(rename = "import")]
    imports: BTreeMap<Name, BTreeMap<Name, Name>>,
    #[serde(default)]
    data: Vec<Data>,
    #[serde(rename = "function", default)]
    functions: Vec<Function>,
    #[serde(rename = "set-up")]
    set_ups: Vec<SetUp>,
    #[serde(rename = "question")]
    questions: Vec<Question>,
}

/// Bytes that are in memory from the start.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Data {
    name: Name,
    /// Where they begin.
    at: u32,
    /// The strings of the WAT.
    text: String,
    comment: Option<String>,
}

/// A function of the case's own, which stands at its end where something calls it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Function {
    /// `$loopback`.
    name: Name,
    /// Calls beside which it stands too: what a runtime calls, no line does.
    #[serde(default)]
    beside: Vec<Name>,
    /// Its text, with the comment above it.
    text: String,
    /// Whether it stands at the end of every case, called or not.
    #[serde(default)]
    always: bool,
}

/// The file of skeletons, in the folder of a kind of socket.
pub(crate) const FILE: &str = "skeleton.toml";

/// The calls that lead to a state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SetUp {
    state: Name,
    /// The operations before which it is set up so; all of them where there are none.
    #[serde(default)]
    operations: Vec<Name>,
    /// The state whose set-up comes first.
    from: Option<Name>,
    /// The operand that stands for what is in the state then.
    descriptor: Option<String>,
    #[serde(default)]
    netns: bool,
    /// The sockets that the guest is handed.
    #[serde(default)]
    preopens: Vec<Preopen>,
    /// Where the scripted peer listens, or what it connects to.
    peer: Option<SocketAddr>,
    #[serde(default)]
    data: Vec<Name>,
    #[serde(default = "no_lines")]
    lines: Spanned<String>,
}

/// The calls that ask an operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Question {
    operation: Name,
    /// The states in which it is asked so; all of them where there are none.
    #[serde(default)]
    states: Vec<Name>,
    #[serde(default)]
    netns: bool,
    #[serde(default)]
    data: Vec<Name>,
    lines: Spanned<String>,
}

fn no_lines() -> Spanned<String> {
    Spanned::new(0..0, String::new())
}

/// A skeleton that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SkeletonError {
    /// There is no such cell, or it is not to be asked.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The case is there already.
    #[error(
        "{file} is there already; add what is special about this one to the name: `{name}-<what>`"
    )]
    Exists {
        /// The file.
        file: String,
        /// The name that was asked for.
        name: String,
    },
    /// The interface has no skeletons.
    #[error("there are no skeletons for {folder} yet; begin with a copy of a case beside it")]
    None {
        /// The folder of the kind of socket.
        folder: String,
    },
    /// The file of skeletons could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file of skeletons has mistakes.
    #[error(transparent)]
    Wrong(#[from] Mistakes),
    /// The case could not be written.
    #[error("cannot write {file}: {source}")]
    Write {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
}

/// Writes the skeleton of the case that `given` names, as [`place::name`] reads it, into the folder `cases`, whose grids are
/// `grids`; the result is the file.
///
/// # Errors
/// [`SkeletonError`]; nothing is written then, and never over a file that is there.
pub fn write(cases: &Path, grids: &Grids, given: &str) -> Result<PathBuf, SkeletonError> {
    let name = place::name(grids, given)?;
    let path = cases.join(format!("{name}.wat"));
    let file = shown(&path);
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::AlreadyExists => SkeletonError::Exists {
            file: file.clone(),
            name: name.clone(),
        },
        _ => SkeletonError::Write {
            file: file.clone(),
            source,
        },
    };
    if path.exists() {
        return Err(failed(std::io::ErrorKind::AlreadyExists.into()));
    }
    let (grid, cell) = grids
        .of(&name)
        .zip(grids.cell(&name))
        .ok_or_else(|| Refusal::NoCell(name.clone()))?;
    let text = Skeleton::load(cases, grid, cell.socket)?.text(&cell);
    let text = text.ok_or_else(|| Refusal::NoCell(name.clone()))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut new = std::fs::File::create_new(&path).map_err(failed)?;
    new.write_all(text.as_bytes()).map_err(failed)?;
    Ok(path)
}

impl Skeleton {
    /// Reads `<interface>/<socket>/skeleton.toml` below the folder `cases`, for a kind of socket of `grid`.
    ///
    /// # Errors
    /// [`SkeletonError::None`], [`SkeletonError::Read`], or [`SkeletonError::Wrong`] as for [`Skeleton::parse`].
    pub fn load(cases: &Path, grid: &Grid, socket: &str) -> Result<Skeleton, SkeletonError> {
        let folder = cases.join(&grid.interface).join(socket);
        let path = folder.join(FILE);
        let file = shown(&path);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Skeleton::parse(grid, socket, &file, &text).map_err(Mistakes)?),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
                let folder = shown(&folder);
                Err(SkeletonError::None { folder })
            }
            Err(source) => Err(SkeletonError::Read { file, source }),
        }
    }

    /// Reads the skeletons for a kind of socket of `grid` from `text`, the contents of `file`.
    ///
    /// # Errors
    /// All [`Mistake`]s that can be found, each at its place: malformed TOML, unknown keys, names that are not declared,
    /// functions that are not imported; and states and operations of the grid that it says nothing of.
    pub fn parse(
        grid: &Grid,
        socket: &str,
        file: &str,
        text: &str,
    ) -> Result<Skeleton, Vec<Mistake>> {
        let skeleton: Skeleton = toml::from_str(text).map_err(|error| {
            vec![Mistake {
                file: file.to_owned(),
                text: text.to_owned(),
                span: error.span().unwrap_or_default(),
                message: error.message().to_owned(),
                mend: "write it as the comments of cases/wasix/stream/skeleton.toml have it"
                    .to_owned(),
            }]
        })?;
        let mistakes = check::check(&skeleton, grid, socket, file, text);
        if mistakes.is_empty() {
            Ok(skeleton)
        } else {
            Err(mistakes)
        }
    }

    /// The functions that it imports, in their order.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        let imports = self.imports.values();
        let mut functions: Vec<&Name> = imports.flat_map(BTreeMap::keys).collect();
        functions.sort_by_key(|function| function.span().start);
        functions
            .into_iter()
            .map(|function| function.get_ref().as_str())
    }

    /// The set-ups that `cell` begins with, in the order of their lines; the last is that of its own state.
    fn set_up(&self, cell: &Cell) -> Option<Vec<&SetUp>> {
        let fits = |set_up: &SetUp, state: &str| {
            set_up.state.get_ref() == state && covers(&set_up.operations, cell.operation)
        };
        let mut all = &self.set_ups[..];
        let mut index = all.iter().position(|one| fits(one, cell.state))?;
        let mut chain = vec![&all[index]];
        // Only what stands above can come first, so this has an end.
        while let Some(from) = &all[index].from {
            all = &all[..index];
            index = all.iter().position(|one| fits(one, from.get_ref()))?;
            chain.push(&all[index]);
        }
        chain.reverse();
        Some(chain)
    }

    /// How `cell` is asked.
    fn question(&self, cell: &Cell) -> Option<&Question> {
        self.questions.iter().find(|question| {
            question.operation.get_ref() == cell.operation && covers(&question.states, cell.state)
        })
    }
}
