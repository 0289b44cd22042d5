//! The grids of a tree of cases, and what they make of the path of a case.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::mistake::Mistake;

use super::{Cell, Grid, Operation};

/// A grid that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GridError {
    /// The file could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file has mistakes.
    #[error("{}", Shown(.0))]
    Wrong(Vec<Mistake>),
}

struct Shown<'a>(&'a [Mistake]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> = self.0.iter().map(Mistake::to_string).collect();
        f.write_str(&all.join("\n\n"))
    }
}

/// The grids of all interfaces, by folder.
#[derive(Debug, Default)]
pub struct Grids {
    by_api: BTreeMap<String, Grid>,
}

impl Grids {
    /// Reads `<api>/grid.toml` of every folder in `cases` that has one.
    ///
    /// # Errors
    /// [`GridError`] for the first file that cannot be read or has mistakes.
    pub fn load(cases: &Path) -> Result<Grids, GridError> {
        let mut grids = Grids::default();
        let Ok(entries) = std::fs::read_dir(cases) else {
            return Ok(grids);
        };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path().join("grid.toml");
            if !path.is_file() {
                continue;
            }
            let file = path.display().to_string();
            let text = std::fs::read_to_string(&path).map_err(|source| GridError::Read {
                file: file.clone(),
                source,
            })?;
            let api = entry.file_name().to_string_lossy().into_owned();
            let grid = Grid::parse(&api, &file, &text).map_err(GridError::Wrong)?;
            grids.by_api.insert(api, grid);
        }
        Ok(grids)
    }

    /// The grid of this interface.
    pub fn get(&self, api: &str) -> Option<&Grid> {
        self.by_api.get(api)
    }

    /// All grids, in the order of their interfaces.
    pub fn iter(&self) -> impl Iterator<Item = &Grid> {
        self.by_api.values()
    }

    /// The grid whose folder the case `name` stands in.
    pub fn of(&self, name: &str) -> Option<&Grid> {
        self.get(name.split('/').next()?)
    }

    /// What the path of the case `name` says that it asks; `None` where its folder has no grid, or it is no path of a
    /// cell.
    pub fn cell<'a>(&self, name: &'a str) -> Option<Cell<'a>> {
        let parts: Vec<&str> = name.split('/').collect();
        let [api, socket, state, last] = parts[..] else {
            return None;
        };
        // Operations have dashes of their own, so the longest that fits is meant.
        let fits = |operation: &&str| {
            last.strip_prefix(*operation)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let longest = self
            .get(api)?
            .operations()
            .map(Operation::name)
            .filter(fits)
            .map(str::len)
            .max();
        let length = longest.unwrap_or(last.len());
        Some(Cell {
            api,
            socket,
            state,
            operation: &last[..length],
            variant: last[length..].trim_start_matches('-'),
        })
    }
}
