//! Where the suite is, and where what it writes goes: inside of its tree the tree, and everywhere else what the program carries with it.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use crate::bundle;

/// Where the parts of a suite are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder that holds `cases`, `snapshots` and `runners`.
    pub root: PathBuf,
    /// The folder that a run writes its reports to.
    pub output: PathBuf,
    /// The folder of the runtimes that were installed.
    pub installed: PathBuf,
}

impl Place {
    /// The place of the tree at `root`.
    pub fn tree(root: &Path) -> Place {
        Place {
            root: root.to_owned(),
            output: root.join("target/wasock"),
            installed: root.join("target/runners"),
        }
    }

    /// The place for a program that runs in the folder `current`: the tree that it is inside of, if it is. Elsewhere the suite is the
    /// one at `given`, or that in the program, and results go to `wasock` in that folder.
    ///
    /// # Errors
    /// When the suite cannot be unpacked, or there is none at `given`.
    pub fn of(given: Option<&Path>, current: &Path) -> io::Result<Place> {
        let around = around(current);
        let root = match (given, &around) {
            (Some(given), _) if is_tree(given) => given.to_owned(),
            (Some(given), _) => {
                let why = "is no tree of the suite, which has cases/claims, snapshots and runners";
                return Err(io::Error::other(format!("{} {why}", given.display())));
            }
            (None, Some(around)) => return Ok(Place::tree(around)),
            (None, None) => bundle::unpacked(&cache()).map_err(|error| {
                let folder = cache();
                let why = format!(
                    "it cannot be unpacked to {} ({error}): name another folder by XDG_CACHE_HOME, or by --suite a tree that has it",
                    folder.display()
                );
                io::Error::new(error.kind(), why)
            })?,
        };
        match around {
            Some(around) if root.canonicalize()? == around.canonicalize()? => {
                Ok(Place::tree(&around))
            }
            _ => Ok(Place {
                root,
                output: current.join("wasock"),
                installed: cache().join("runners"),
            }),
        }
    }
}

/// The tree that this folder is inside of.
fn around(folder: &Path) -> Option<PathBuf> {
    let tree = folder.ancestors().find(|folder| is_tree(folder))?;
    Some(tree.to_owned())
}

fn is_tree(folder: &Path) -> bool {
    let parts = ["cases/claims", "snapshots", "runners"];
    parts.iter().all(|part| folder.join(part).is_dir())
}

/// The folder for what is kept between runs: of the tree that the program runs inside of, or else of the user.
pub(crate) fn kept() -> PathBuf {
    let current = env::current_dir().ok();
    match current.and_then(|current| around(&current)) {
        Some(tree) => tree.join("target/wasock"),
        None => cache(),
    }
}

/// The folder of this program in the cache of the user.
fn cache() -> PathBuf {
    let absolute = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let of_user = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")));
    of_user.unwrap_or_else(env::temp_dir).join("wasock")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_tree_wins_inside_of_it_and_another_one_where_it_is_named() {
        let name = format!("wasock-place-{}", std::process::id());
        let base = env::temp_dir().join(name);
        let (mine, other) = (base.join("mine"), base.join("other"));
        for tree in [&mine, &other] {
            for part in ["cases/claims", "snapshots", "runners/x"] {
                fs::create_dir_all(tree.join(part)).unwrap();
            }
        }
        let inside = mine.join("runners/x");
        let of = |given: Option<&Path>, current: &Path| Place::of(given, current).ok();
        let found = [
            of(None, &inside),
            of(Some(&mine), &inside),
            of(Some(&other), &inside),
            of(Some(&base), &inside),
            of(Some(&other), &base),
        ];
        fs::remove_dir_all(&base).unwrap();
        let elsewhere = |current: &Path| Place {
            root: other.clone(),
            output: current.join("wasock"),
            installed: cache().join("runners"),
        };
        assert_eq!(
            found,
            [
                Some(Place::tree(&mine)),
                Some(Place::tree(&mine)),
                Some(elsewhere(&inside)),
                None,
                Some(elsewhere(&base)),
            ]
        );
    }
}
