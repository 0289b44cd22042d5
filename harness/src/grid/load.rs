//! The grids of a tree of cases, and what they make of the path of a case.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::mistake::{Mistakes, shown};
use crate::name;

use super::{Cell, Grid, Operation, Source};

/// A grid that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GridError {
    /// A file or a folder could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The files have mistakes.
    #[error(transparent)]
    Wrong(#[from] Mistakes),
}

/// The grids of all interfaces, by folder.
#[derive(Debug, Default)]
pub struct Grids {
    by_interface: BTreeMap<String, Grid>,
}

impl Grids {
    /// Reads the grid of every folder in `cases` that has an `interface.toml`. Each folder in there holds the cases of a kind
    /// of socket, and a `grid.toml`.
    ///
    /// # Errors
    /// [`GridError`] for the first file or folder that cannot be read, such as the `grid.toml` of a folder that has none, and
    /// for the first interface whose files have mistakes.
    pub fn load(cases: &Path) -> Result<Grids, GridError> {
        let mut grids = Grids::default();
        for (interface, folder) in folders(cases)? {
            let file = folder.join("interface.toml");
            let sockets = folders(&folder)?;
            let has_grid = |(_, folder): &(String, PathBuf)| folder.join("grid.toml").exists();
            // Only what has neither of the files is no interface.
            if !file.exists() && !sockets.iter().any(has_grid) {
                continue;
            }
            let shared = read(&file)?;
            let mut found = Vec::new();
            for (name, folder) in sockets {
                found.push((name, read(&folder.join("grid.toml"))?));
            }
            let grid = Grid::parse(&interface, shared, found).map_err(Mistakes)?;
            grids.by_interface.insert(interface, grid);
        }
        Ok(grids)
    }

    /// The grid of this interface.
    pub fn get(&self, interface: &str) -> Option<&Grid> {
        self.by_interface.get(interface)
    }

    /// All grids, in the order of their interfaces.
    pub fn iter(&self) -> impl Iterator<Item = &Grid> {
        self.by_interface.values()
    }

    /// The grid whose folder the case `name` stands in.
    pub fn of(&self, name: &str) -> Option<&Grid> {
        self.get(name.split('/').next()?)
    }

    /// What the path of the case `name` says that it asks; `None` where its folder has no grid, or it is no path of a
    /// cell.
    pub fn cell<'a>(&self, name: &'a str) -> Option<Cell<'a>> {
        let (path, _) = name::parts(name);
        let parts: Vec<&str> = path.split('/').collect();
        let [interface, socket, state, last] = parts[..] else {
            return None;
        };
        // Operations have dashes of their own, so the longest that fits is meant.
        let fits = |operation: &&str| {
            last.strip_prefix(*operation)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let longest = self
            .get(interface)?
            .operations(socket)
            .map(Operation::name)
            .filter(fits)
            .map(str::len)
            .max();
        let length = longest.unwrap_or(last.len());
        Some(Cell {
            interface,
            socket,
            state,
            operation: &last[..length],
        })
    }
}

/// The folders in `folder`, with their names, in the order of those.
fn folders(folder: &Path) -> Result<Vec<(String, PathBuf)>, GridError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|source| failed(folder, source))? {
        let entry = entry.map_err(|source| failed(folder, source))?;
        let path = entry.path();
        if path.is_dir() {
            found.push((entry.file_name().to_string_lossy().into_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<Source, GridError> {
    let text = std::fs::read_to_string(path).map_err(|source| failed(path, source))?;
    Ok(Source {
        file: shown(path),
        text,
    })
}

fn failed(path: &Path, source: io::Error) -> GridError {
    GridError::Read {
        file: shown(path),
        source,
    }
}
