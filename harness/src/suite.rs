//! The suite: where the cases and snapshots are, and which trials they make.

mod place;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::at_once::{self, at_once};
use crate::case::{self, Case, CaseError};
use crate::claims::Claims;
use crate::column::Column;
use crate::document::DocumentError;
use crate::grid::{GridError, Grids, coverage};
use crate::header::Need;
use crate::interface;
use crate::snapshot::Snapshots;
use crate::trace::Call;
use crate::world::{self, Conditions, World};

pub use place::Place;
pub(crate) use place::kept;

/// Everything that a run needs to know of the tree.
#[derive(Debug)]
pub struct Suite {
    /// The folder of cases.
    pub cases: PathBuf,
    /// The folder of snapshots.
    pub snapshots: Snapshots,
    /// What the cases cite.
    pub claims: Claims,
    /// The folder of the columns' files, see `cause`.
    pub runners: PathBuf,
    /// What the paths of the cases are made of.
    pub grids: Grids,
    /// The folder that a run writes its reports to.
    pub output: PathBuf,
    /// The folder of the runtimes that were installed.
    pub installed: PathBuf,
}

/// A tree that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// The claims cannot be used.
    #[error(transparent)]
    Claims(#[from] DocumentError),
    /// A grid cannot be used.
    #[error(transparent)]
    Grid(#[from] GridError),
}

/// One case in one column. A variant is a case of its own, see [`variants`](crate::case::variants).
#[derive(Debug, Clone)]
pub struct Trial {
    /// The case.
    pub case: Arc<Case>,
    /// The column, under the policy of the case if that has one.
    pub column: Arc<Column>,
}

impl Trial {
    /// Makes the trial of a case in a column.
    pub fn new(case: Arc<Case>, column: Arc<Column>) -> Trial {
        let column = column.for_case(case.header.policy);
        Trial { case, column }
    }

    /// Gives the name that tests and filters use: `wasix/stream/listening/listen::wasmer`.
    pub fn name(&self) -> String {
        format!("{}::{}", self.case.name, self.column.label)
    }

    /// Says why this trial cannot be tried here, if it cannot.
    pub fn ignored(&self, world: &World) -> Option<String> {
        match world {
            World::Shared { reason } if self.case.header.needs.contains(&Need::Netns) => {
                Some(format!("needs a network of its own: {reason}"))
            }
            _ => {
                let case = &self.case;
                let preopens = case.header.preopens.first();
                let unhanded = preopens.and_then(|_| without_preopens(&self.column));
                let peer = case.peer.as_ref();
                let watched = case.is_watched();
                let unmet = || peer.and_then(|_| without_peer(&self.column));
                let unhosted = || {
                    watched
                        .then(|| without_host_sockets(&self.column))
                        .flatten()
                };
                let unwatched = || watched.then(|| unwatched(world)).flatten();
                let threads = case.header.needs.contains(&Need::Threads);
                let unthreaded = || threads.then(|| without_threads(&self.column)).flatten();
                let unable = unhanded
                    .or_else(unmet)
                    .or_else(unhosted)
                    .or_else(unthreaded);
                let unmade = || without_conditions(&self.column, &case.header.world);
                unable.map(str::to_owned).or_else(unwatched).or_else(unmade)
            }
        }
    }
}

impl Suite {
    /// Reads the suite in the folder of the workspace that the harness was built in.
    ///
    /// # Errors
    /// [`SuiteError`] when the claims or a grid cannot be read.
    pub fn here() -> Result<Suite, SuiteError> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .expect("the harness is a folder of the workspace");
        Suite::at(root)
    }

    /// Reads the suite in the folder `root`, which holds `cases`, `snapshots` and `runners`.
    ///
    /// # Errors
    /// [`SuiteError`] when the claims or a grid cannot be read.
    pub fn at(root: &Path) -> Result<Suite, SuiteError> {
        Suite::read(Place::tree(root))
    }

    /// Reads the suite at a place.
    ///
    /// # Errors
    /// [`SuiteError`] when the claims or a grid cannot be read.
    pub fn read(place: Place) -> Result<Suite, SuiteError> {
        let Place {
            root,
            output,
            installed,
        } = place;
        let cases = root.join("cases");
        let claims = Claims::load(&cases.join("claims"))?;
        let grids = Grids::load(&cases)?;
        Ok(Suite {
            cases,
            snapshots: Snapshots::new(root.join("snapshots"), root.join("runners"), output.clone()),
            claims,
            runners: root.join("runners"),
            grids,
            output,
            installed,
        })
    }

    /// Lists the names of all cases, sorted.
    ///
    /// # Errors
    /// [`CaseError`] when the folder cannot be read.
    pub fn names(&self) -> Result<Vec<String>, CaseError> {
        case::find(&self.cases)
    }

    /// Says how the state that a trial of `case` asked its question in, as its `calls` show it, differs from what the path of
    /// the case says. `None` where it does not, or the folder has no grid.
    pub fn disagreement(&self, case: &Case, calls: &[Call]) -> Option<String> {
        let grid = self.grids.of(&case.name)?;
        let cell = self.grids.cell(&case.name)?;
        coverage::disagreement(grid, &cell, &coverage::questions(grid, case, calls))
    }

    /// Reads the case of this name.
    ///
    /// # Errors
    /// [`CaseError`] when it cannot be read or has mistakes.
    pub fn load(&self, name: &str) -> Result<Case, CaseError> {
        Case::load(&self.cases, name, &self.claims, &self.grids)
    }

    /// Reads the cases of these names, on all cores, and gives them in the order of `names`, each as [`load`](Suite::load)
    /// does.
    pub fn load_all(&self, names: &[String]) -> Vec<Result<Case, CaseError>> {
        at_once(at_once::cores(), names, |name| self.load(name))
    }
}

/// Says why guests in `column` cannot have to do with a peer, if so.
pub fn without_peer(column: &Column) -> Option<&'static str> {
    let capabilities = column.runner.capabilities();
    match (capabilities.host_sockets, capabilities.stdin) {
        (false, _) => Some(
            "needs a peer on the host's network, and the guests of this runner have another network",
        ),
        (true, false) => Some(
            "needs a peer, whose answers come on standard input, which this runner does not pass on",
        ),
        (true, true) => None,
    }
}

/// Says why nothing can be seen of what the runtime of `column` does with sockets, if so.
pub fn without_host_sockets(column: &Column) -> Option<&'static str> {
    let reason = "needs sockets of the host, and the guests of this runner have another network";
    (!column.runner.capabilities().host_sockets).then_some(reason)
}

/// Says why nothing is known of the calls that a runtime makes of the host, if so.
fn unwatched(world: &World) -> Option<String> {
    let refusal = world::unwatched(world)?;
    Some(format!("needs to see the calls of the host: {refusal}"))
}

/// Says why a trial in `column` cannot have these conditions, if so.
pub fn without_conditions(column: &Column, conditions: &Conditions) -> Option<String> {
    if conditions.is_none() {
        return None;
    }
    if let Some(reason) = without_host_sockets(column) {
        return Some(reason.to_owned());
    }
    if conditions.descriptors.is_some() && column.as_command().is_some() {
        let reason = "needs a limit on descriptors from when the guest begins, and this runner is another process";
        return Some(reason.to_owned());
    }
    let fixed = conditions.sets_parameters().then(world::fixed).flatten();
    if let Some(reason) = fixed {
        return Some(format!(
            "needs a network whose parameters can be set: {reason}"
        ));
    }
    let wireless = conditions.wire.then(world::wireless).flatten();
    wireless.map(|reason| format!("needs a wire besides loopback: {reason}"))
}

/// Says why guests in `column` cannot be handed sockets at their beginning, if so.
pub fn without_preopens(column: &Column) -> Option<&'static str> {
    let reason =
        "needs a socket that it is handed at its beginning, and this runner hands its guests none";
    (!column.runner.capabilities().listeners).then_some(reason)
}

/// Says why guests in `column` cannot start threads, if so.
pub fn without_threads(column: &Column) -> Option<&'static str> {
    let reason = "needs threads, and this runner has none";
    (!column.runner.capabilities().threads).then_some(reason)
}

/// Gives the trials of a case in these columns, in their order.
///
/// A test of the harness that is scripted has one trial, in the column of its script. A case of an interface that a runner
/// does not claim has none in its columns.
pub fn trials(case: &Arc<Case>, columns: &[Arc<Column>]) -> Vec<Trial> {
    let columns = match case.header.script.is_empty() {
        true => columns
            .iter()
            .filter(|column| claims(column, case.folder()))
            .cloned()
            .collect(),
        false => Vec::from_iter(Column::scripted(&case.header.script).map(Arc::new)),
    };
    let trials = columns.into_iter();
    trials
        .map(|column| Trial::new(case.clone(), column))
        .collect()
}

/// Says whether the runner of `column` claims the interface of the cases in this folder.
pub fn claims(column: &Column, folder: &str) -> bool {
    interface::of_folder(folder).is_some_and(|interface| column.speaks(interface.name))
}

/// Says whether these filters mean a trial of this name. No filters mean every trial.
pub fn selected(name: &str, filters: &[String]) -> bool {
    filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()))
}
