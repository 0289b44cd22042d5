//! Columns: the runners that the matrix has side by side.
//!
//! A program makes its list of columns once, in `main`, and everything is handed it. A trial's process is the same
//! program, which makes the same list: the `Specification` on its wire says which of it is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wasock_runners::{Command, Policy, Runner};

use crate::interface;

/// One column of the matrix: a runner at a version under a policy.
#[derive(Clone)]
pub struct Column {
    /// The name that trials, snapshots and reports use: lower case, `a-z0-9-.`.
    pub label: String,
    /// The runtime.
    pub runner: Arc<dyn Runner>,
    /// The version of the runtime as its vendor writes it.
    pub version: String,
    /// What of the network its guests are granted.
    pub policy: Policy,
    /// How a process comes by the runner that is not among those of the program.
    source: Option<Specification>,
    /// By which arguments it was chosen, where its label does not lead to it: `--runner my/runner.toml`.
    pub(crate) chosen_by: Option<String>,
}

impl Column {
    /// Makes the column of a runner: under the runner's name, at its version, with the network granted.
    pub fn new(runner: impl Runner + 'static) -> Column {
        Column::shared(Arc::new(runner))
    }

    fn shared(runner: Arc<dyn Runner>) -> Column {
        Column {
            label: runner.name().to_owned(),
            version: runner.version().to_owned(),
            policy: Policy::Granted,
            source: None,
            chosen_by: None,
            runner,
        }
    }

    /// Makes the column of a case that is a test of the harness: the runner `scripted` with the case's script. `None`
    /// where this build does not contain it.
    #[cfg(feature = "reference")]
    pub(crate) fn scripted(script: &BTreeMap<String, String>) -> Option<Column> {
        let column = Column::new(wasock_runners::Scripted::new(script.clone()));
        Some(Column {
            source: Some(Specification::Scripted(script.clone())),
            ..column
        })
    }

    /// Makes nothing: this build does not contain the runner.
    #[cfg(not(feature = "reference"))]
    pub(crate) fn scripted(_: &BTreeMap<String, String>) -> Option<Column> {
        None
    }

    /// Makes the column of a runtime that is a command. Its label has the version in it, because several versions may stand side
    /// by side.
    pub fn command(command: Command) -> Column {
        let label = match command.version.is_empty() {
            true => command.name.clone(),
            false => format!("{}-{}", command.name, command.version).to_lowercase(),
        };
        let is_plain = |byte: char| byte.is_ascii_alphanumeric() || "-.".contains(byte);
        let label = label.replace(|byte| !is_plain(byte), "-");
        let source = Some(Specification::Command(Box::new(command.clone())));
        Column {
            label,
            source,
            ..Column::new(command)
        }
    }

    /// Gives the column of another form of the same command, under the same label.
    pub(crate) fn with(&self, command: Command) -> Column {
        let column = Column::command(command).labelled(&self.label);
        Column {
            chosen_by: self.chosen_by.clone(),
            ..column.under(self.policy)
        }
    }

    /// Says by which arguments the column was chosen, where its label does not lead to it.
    pub(crate) fn chosen_by(self, arguments: String) -> Column {
        Column {
            chosen_by: Some(arguments),
            ..self
        }
    }

    /// The command that is the runtime of the column, if one is.
    pub(crate) fn as_command(&self) -> Option<&Command> {
        match &self.source {
            Some(Specification::Command(command)) => Some(command),
            _ => None,
        }
    }

    /// Gives the column another label than the runner's name.
    pub fn labelled(self, label: &str) -> Column {
        Column {
            label: label.to_owned(),
            ..self
        }
    }

    /// Puts the guests of the column under another policy.
    pub fn under(self, policy: Policy) -> Column {
        Column { policy, ..self }
    }

    /// Gives this column for a case that is under a policy of its own, if it is.
    pub(crate) fn for_case(self: Arc<Self>, policy: Option<Policy>) -> Arc<Column> {
        match policy {
            Some(policy) => Arc::new(Column::clone(&self).under(policy)),
            None => self,
        }
    }

    /// Whether its runner claims this interface.
    pub fn speaks(&self, interface: &str) -> bool {
        let mut claimed = self.runner.capabilities().interfaces.iter();
        claimed.any(|name| name == interface)
    }

    /// Says that its runner cannot put guests under its policy, where that is so.
    pub(crate) fn ungranted(&self) -> Option<String> {
        let policies = &self.runner.capabilities().policies;
        let can = policies.contains(&self.policy.grant());
        (!can).then(|| format!("the policy `{}`", self.policy))
    }

    /// Says how a process of this program comes by the same column.
    pub(crate) fn specification(&self) -> Specification {
        let embedded = || Specification::Embedded(self.label.clone());
        self.source.clone().unwrap_or_else(embedded)
    }

    /// The folders of the host that its runner must be able to read, beside those that programs need to run.
    pub(crate) fn folders(&self) -> &[PathBuf] {
        self.as_command().map_or(&[], |command| &command.folders)
    }

    /// Refuses what no run could use.
    fn check(&self) -> Result<(), ColumnError> {
        let label = self.label.clone();
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        if label.is_empty() || !label.bytes().all(is_plain) {
            return Err(ColumnError::Label(label));
        }
        let capabilities = self.runner.capabilities();
        let mut claimed = capabilities.interfaces.iter();
        if let Some(interface) = claimed.find(|name| interface::named(name).is_none()) {
            let interface = interface.clone();
            return Err(ColumnError::Interface { label, interface });
        }
        if self.ungranted().is_some() {
            let policy = self.policy;
            return Err(ColumnError::Policy { label, policy });
        }
        Ok(())
    }
}

/// Shows all but the runner.
impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Column");
        shown.field("label", &self.label);
        shown.field("version", &self.version);
        shown.field("policy", &self.policy);
        shown.finish_non_exhaustive()
    }
}

/// How a trial's process comes by its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Specification {
    /// It is among those that the program was given, with this label.
    Embedded(String),
    /// It is the runner `scripted` with this script.
    Scripted(BTreeMap<String, String>),
    /// It is this command.
    Command(Box<Command>),
}

impl Specification {
    /// Gives the column that is meant, `columns` being those of the program; `None` where it has no such column.
    pub(crate) fn column(&self, columns: &Columns) -> Option<Arc<Column>> {
        match self {
            Specification::Embedded(label) => columns.find(label).cloned(),
            Specification::Scripted(script) => Column::scripted(script).map(Arc::new),
            Specification::Command(command) => {
                Some(Arc::new(Column::command(command.as_ref().clone())))
            }
        }
    }
}

/// What the message of a column that is missing calls it.
impl fmt::Display for Specification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Specification::Embedded(label) => f.write_str(label),
            Specification::Scripted(_) => f.write_str("scripted"),
            Specification::Command(command) => f.write_str(&command.name),
        }
    }
}

/// The columns of a program, in the order in which reports show them.
#[derive(Debug, Clone, Default)]
pub struct Columns(Vec<Arc<Column>>);

impl Columns {
    /// Makes the list of `columns`.
    ///
    /// # Errors
    /// [`ColumnError`] for the first column that no run could use, or whose label another one has.
    pub fn new(columns: Vec<Column>) -> Result<Columns, ColumnError> {
        let mut labels = BTreeSet::new();
        for column in &columns {
            column.check()?;
            if !labels.insert(&column.label) {
                return Err(ColumnError::Twice(column.label.clone()));
            }
        }
        Ok(Columns(columns.into_iter().map(Arc::new).collect()))
    }

    /// Gives the column with this label.
    pub fn find(&self, label: &str) -> Option<&Arc<Column>> {
        self.iter().find(|column| column.label == label)
    }

    /// Gives the columns with these labels, in the order of this list; all of them where there are no labels.
    ///
    /// # Errors
    /// [`ColumnError`] when there is no column with one of the labels, or none at all.
    pub fn choose(&self, labels: &[String]) -> Result<Columns, ColumnError> {
        if self.is_empty() {
            return Err(ColumnError::None);
        }
        if let Some(label) = labels.iter().find(|label| self.find(label).is_none()) {
            let known: Vec<&str> = self.iter().map(|column| column.label.as_str()).collect();
            return Err(ColumnError::Unknown {
                label: label.clone(),
                known: known.join(", "),
            });
        }
        let is_chosen = |column: &&Arc<Column>| labels.is_empty() || labels.contains(&column.label);
        Ok(Columns(self.iter().filter(is_chosen).cloned().collect()))
    }
}

impl Deref for Columns {
    type Target = [Arc<Column>];

    fn deref(&self) -> &[Arc<Column>] {
        &self.0
    }
}

/// Makes the columns of the runners that this build contains, those under test first and the oracle last.
pub fn embedded() -> Vec<Column> {
    let runners = wasock_runners::embedded().into_iter();
    runners.map(Column::shared).collect()
}

/// A column that cannot be used, or that there is not.
#[derive(Debug, thiserror::Error)]
pub enum ColumnError {
    /// The label would be no part of a file's name.
    #[error(
        "a column cannot be called `{0}`: a label has lower-case letters, digits, `-` and `.` only"
    )]
    Label(String),
    /// Trials of two columns would have the same names.
    #[error("two columns are called `{0}`: give one of them another label")]
    Twice(String),
    /// The runner claims an interface that the harness does not know.
    #[error(
        "the column `{label}` claims the interface `{interface}`, which there is not; there are {}",
        interface::all().map(|interface| interface.name).collect::<Vec<_>>().join(", ")
    )]
    Interface {
        /// The label of the column.
        label: String,
        /// The interface.
        interface: String,
    },
    /// The runner does not list the policy.
    #[error("the column `{label}` wants the policy `{policy}`, which its runner cannot do")]
    Policy {
        /// The label of the column.
        label: String,
        /// The policy.
        policy: Policy,
    },
    /// No column has this label.
    #[error("there is no runner `{label}`; there are {known}")]
    Unknown {
        /// The label.
        label: String,
        /// The labels that there are.
        known: String,
    },
    /// The program was given no column.
    #[error("this build has no runner; build it with the features `wasmer` and `reference`")]
    None,
}

#[cfg(test)]
mod tests {
    use wasock_runners::{Capabilities, Ending, Guest, RunnerError};

    use super::*;

    /// A runner that claims what it is told to.
    struct Claims(Capabilities);

    impl Runner for Claims {
        fn name(&self) -> &str {
            "mine"
        }

        fn version(&self) -> &str {
            "1.2"
        }

        fn capabilities(&self) -> &Capabilities {
            &self.0
        }

        fn run(&self, _: &Guest<'_>) -> Result<Ending, RunnerError> {
            Ok(Ending::Returned)
        }
    }

    fn column(interfaces: &[&str]) -> Column {
        Column::new(Claims(Capabilities::of(interfaces)))
    }

    #[test]
    fn a_column_is_as_its_runner_says() {
        let column = column(&["wasix"]);
        let shown = (column.label.as_str(), column.version.as_str());
        assert_eq!(shown, ("mine", "1.2"));
        assert_eq!(column.policy, Policy::Granted);
        assert!(column.speaks("wasix") && !column.speaks("wasip1"));
        assert!(Columns::new(vec![column]).is_ok());
    }

    #[test]
    fn columns_that_no_run_could_use_are_refused() {
        let mine = || column(&["wasip1"]);
        let table = [
            (
                vec![column(&["wasip1", "wasi3"])],
                "the column `mine` claims the interface `wasi3`, which there is not; there are ",
            ),
            (
                vec![mine().under(Policy::Deny)],
                "the column `mine` wants the policy `deny`, which its runner cannot do",
            ),
            (
                vec![mine(), mine().labelled("other"), mine()],
                "two columns are called `mine`: give one of them another label",
            ),
            (
                vec![mine().labelled("Mine/2")],
                "a column cannot be called `Mine/2`: a label has lower-case letters, digits, `-` and `.` only",
            ),
            (
                vec![mine().labelled("")],
                "a column cannot be called ``: a label has lower-case letters, digits, `-` and `.` only",
            ),
        ];
        for (columns, message) in table {
            let error = Columns::new(columns).expect_err(message);
            assert!(error.to_string().starts_with(message), "{error}");
        }
    }

    #[test]
    fn columns_are_chosen_by_their_labels() {
        let all = [column(&[]), column(&[]).labelled("other")];
        let all = Columns::new(all.to_vec()).unwrap();
        let chosen = |labels: &[&str]| {
            let labels: Vec<String> = labels.iter().map(|&label| label.to_owned()).collect();
            match all.choose(&labels) {
                Ok(chosen) => chosen.iter().map(|column| column.label.clone()).collect(),
                Err(error) => vec![error.to_string()],
            }
        };
        assert_eq!(chosen(&[]), ["mine", "other"]);
        assert_eq!(chosen(&["other"]), ["other"]);
        assert_eq!(chosen(&["other", "mine"]), ["mine", "other"]);
        let unknown = "there is no runner `theirs`; there are mine, other";
        assert_eq!(chosen(&["mine", "theirs"]), [unknown]);
        let none = Columns::default().choose(&[]).unwrap_err().to_string();
        assert!(none.starts_with("this build has no runner"), "{none}");
    }

    #[test]
    fn a_process_finds_the_column_that_it_is_told() {
        let columns = Columns::new(vec![column(&[]).labelled("here")]).unwrap();
        let told = |column: &Column| {
            let wire = serde_json::to_string(&column.specification()).unwrap();
            let specification: Specification = serde_json::from_str(&wire).unwrap();
            specification.column(&columns)
        };
        let found = told(&columns[0]).expect("it is among them");
        assert!(Arc::ptr_eq(&found, &columns[0]));
        assert!(told(&column(&[]).labelled("elsewhere")).is_none());
    }

    #[cfg(feature = "reference")]
    #[test]
    fn a_process_makes_the_column_of_a_script() {
        let script = BTreeMap::from([("sock_open".to_owned(), "hang".to_owned())]);
        let column = Column::scripted(&script).unwrap();
        let specification = column.specification();
        assert_eq!(specification, Specification::Scripted(script));
        let found = specification.column(&Columns::default()).unwrap();
        assert_eq!(found.specification(), specification);
    }
}
