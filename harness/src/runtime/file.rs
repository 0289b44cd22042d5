//! The file that describes a runtime that is a command, `runners/NAME/runner.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;
use wasock_runners::Grant;

use super::placeholder::{self, ANYWHERE, FOR_OTHERS, IN_COMMAND, WITH_ADDRESS};
use crate::document::{Document, DocumentError};
use crate::interface;
use crate::mistake::{Mistake, Mistakes};

/// The file, in the folder of a runtime.
pub(crate) const FILE: &str = "runner.toml";

/// What the mend of a mistake leads to.
const MEND: &str = "write it as runners/README.md has it";

/// What the file of a runtime says. An argument that has a `{}` with a name in it is explained in `runners/README.md`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct File {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// The same for its version.
    pub version: Vec<String>,
    /// What it prints where it does not offer what a guest needs.
    #[serde(default)]
    pub unsupported: Vec<String>,
    /// What it prints where the guest traps.
    #[serde(default)]
    pub trapped: Vec<String>,
    /// Whether it is a program around a runner, which tells how the guest ended.
    #[serde(default)]
    pub tells: bool,
    /// Whether the guest reads the command's standard input.
    #[serde(default = "yes")]
    pub stdin: bool,
    /// Whose network its guests are on.
    #[serde(default)]
    pub network: Network,
    /// How many times longer than an embedded runtime a trial may take.
    #[serde(default = "once")]
    pub time: u32,
    /// The arguments that each interface demands.
    pub interfaces: BTreeMap<String, Vec<String>>,
    /// The arguments of each kind of policy.
    #[serde(default = "granted")]
    pub policies: BTreeMap<Grant, Vec<String>>,
    /// The arguments that hand a guest a socket that listens; none where it is handed none.
    #[serde(default)]
    pub listeners: Vec<String>,
    /// What is added to the environment.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// How it is brought.
    pub install: Option<Install>,
}

/// Whose network the guests of a runtime are on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Network {
    /// That of the host's kernel.
    #[default]
    Host,
    /// One inside of the runtime.
    Own,
}

/// How a runtime is brought, by one package manager, and what is then run.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Install {
    /// A package of PyPI.
    pip: Option<String>,
    /// What the lock file beside the runtime's file has, from npm: the name of the package that has the version.
    npm: Option<String>,
    /// A program that cargo installs.
    cargo: Option<String>,
    /// The packages beside the file, one for each line of versions of this crate.
    lines: Option<String>,
    /// The program below the folder where it is installed, where that is not the program of the command.
    pub program: Option<String>,
}

/// A package, by what brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Package<'a> {
    Pip(&'a str),
    Npm(&'a str),
    Cargo(&'a str),
    Lines(&'a str),
}

impl Install {
    /// Gives the package, if there is one and no more.
    pub(crate) fn package(&self) -> Option<Package<'_>> {
        match (&self.pip, &self.npm, &self.cargo, &self.lines) {
            (Some(name), None, None, None) => Some(Package::Pip(name)),
            (None, Some(name), None, None) => Some(Package::Npm(name)),
            (None, None, Some(name), None) => Some(Package::Cargo(name)),
            (None, None, None, Some(name)) => Some(Package::Lines(name)),
            _ => None,
        }
    }
}

fn yes() -> bool {
    true
}

fn once() -> u32 {
    1
}

fn granted() -> BTreeMap<Grant, Vec<String>> {
    BTreeMap::from([(Grant::All, Vec::new())])
}

/// Arguments, each with its place.
type Words = Vec<Spanned<String>>;

/// The parts of a file whose places are shown.
#[derive(Deserialize)]
struct Places {
    command: Spanned<Words>,
    version: Spanned<Words>,
    interfaces: Spanned<BTreeMap<Spanned<String>, Words>>,
    policies: Option<Spanned<BTreeMap<Spanned<String>, Words>>>,
    listeners: Option<Spanned<Words>>,
    #[serde(default)]
    environment: BTreeMap<String, Spanned<String>>,
    time: Option<Spanned<u32>>,
    install: Option<Spanned<Install>>,
}

impl File {
    /// Reads the file of the runtime whose folder this is; `None` where it has none.
    ///
    /// # Errors
    /// [`DocumentError`] when the file cannot be read or has mistakes.
    pub(crate) fn read(folder: &Path) -> Result<Option<File>, DocumentError> {
        let path = folder.join(FILE);
        let Some(document) = Document::<File>::read(&path, MEND)? else {
            return Ok(None);
        };
        let mistakes = mistakes(&document, &document.again(MEND)?);
        match mistakes.is_empty() {
            true => Ok(Some(document.content)),
            false => Err(DocumentError::Wrong(Mistakes(mistakes))),
        }
    }
}

fn mistakes(document: &Document<File>, places: &Places) -> Vec<Mistake> {
    let mut found = Vec::new();
    let mut wrong = |span: Range<usize>, message: &str, mend: &str| {
        found.push(document.mistake(span, message.to_owned(), mend.to_owned()));
    };
    let command = places.command.get_ref();
    if command.is_empty()
        || !command
            .iter()
            .skip(1)
            .any(|word| word.get_ref().contains("{guest}"))
    {
        let mend = "begin with the program, and write `{guest}` where the file of the guest comes";
        wrong(
            places.command.span(),
            "a command that is given no guest",
            mend,
        );
    }
    if places.version.get_ref().is_empty() {
        let mend = "write the command that prints the version";
        wrong(places.version.span(), "no command for the version", mend);
    }
    if places.interfaces.get_ref().is_empty() {
        let known = interface::all()
            .next()
            .map_or("", |interface| interface.name);
        let mend = &format!("name one: `{known} = []`");
        wrong(
            places.interfaces.span(),
            "a runtime without an interface",
            mend,
        );
    }
    for name in places.interfaces.get_ref().keys() {
        if interface::named(name.get_ref()).is_none() {
            let known: Vec<&str> = interface::all().map(|one| one.name).collect();
            let message = format!("there is no interface `{}`", name.get_ref());
            wrong(
                name.span(),
                &message,
                &format!("there are {}", known.join(", ")),
            );
        }
    }
    if let Some(policies) = &places.policies
        && !policies
            .get_ref()
            .keys()
            .any(|name| name.get_ref() == "granted")
    {
        let mend = "add `granted = []`, with the arguments that grant the network";
        wrong(
            policies.span(),
            "no arguments for the policy `granted`",
            mend,
        );
    }
    let has_place = command.iter().any(|word| word.get_ref() == "{listeners}");
    if let Some(listeners) = &places.listeners
        && !has_place
    {
        let mend = "write `{listeners}` in `command` where they come";
        wrong(
            listeners.span(),
            "arguments that the command has no place for",
            mend,
        );
    }
    if let Some(time) = &places.time
        && *time.get_ref() == 0
    {
        wrong(
            time.span(),
            "no time at all",
            "write how many times longer than an embedded runtime it may take",
        );
    }
    if let Some(install) = &places.install
        && install.get_ref().package().is_none()
    {
        let mend = "name one package: `pip = ...`, `npm = ...`, `cargo = ...` or `lines = ...`";
        wrong(
            install.span(),
            "a runtime is brought by one package manager",
            mend,
        );
    }
    for (word, message, mend) in misspelt(places) {
        wrong(word.span(), &message, &mend);
    }
    found
}

/// The arguments that have a placeholder which there is not where they stand, each with what is wrong and how it is mended.
fn misspelt(places: &Places) -> Vec<(&Spanned<String>, String, String)> {
    let command = places.command.get_ref();
    let (program, arguments) = command.split_at(command.len().min(1));
    let policies = places.policies.iter();
    let policies = policies.flat_map(|all| all.get_ref().values().flatten());
    let listeners = places.listeners.iter().flat_map(Spanned::get_ref);
    let with_address = policies.chain(listeners);
    let others = places.interfaces.get_ref().values().flatten();
    let others = others.chain(program).chain(places.version.get_ref());
    let others = others.chain(places.environment.values());
    let all = arguments.iter().map(|word| (word, IN_COMMAND, FOR_OTHERS));
    let all = all.chain(with_address.map(|word| (word, WITH_ADDRESS, &[][..])));
    let all = all.chain(others.map(|word| (word, ANYWHERE, &[][..])));
    let wrong = all.filter_map(|(word, parts, wholes)| {
        let (message, mend) = placeholder::wrong(word.get_ref(), parts, wholes)?;
        Some((word, message, mend))
    });
    wrong.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "\
command = ['mine', '{guest}']
version = ['mine', '--version']
[interfaces]
wasip1 = []
";

    fn read(text: &str) -> Result<Option<File>, String> {
        let name = format!(
            "wasock-runner-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        );
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(FILE), text).unwrap();
        let read = File::read(&folder).map_err(|error| match error {
            DocumentError::Wrong(mistakes) => {
                let all = mistakes.0.iter();
                let shown = all.map(|one| format!("{}: {}", one.place().0, one.message));
                shown.collect::<Vec<_>>().join("; ")
            }
            other => other.to_string(),
        });
        std::fs::remove_dir_all(&folder).unwrap();
        read
    }

    #[test]
    fn a_file_may_leave_out_what_most_runtimes_have() {
        let file = read(GOOD).unwrap().unwrap();
        assert!(file.stdin && file.network == Network::Host && file.time == 1);
        assert_eq!(file.policies, granted());
        assert!(file.install.is_none());
    }

    #[test]
    fn a_mistake_is_shown_at_its_place() {
        for (from, to, told) in [
            (
                "'{guest}'",
                "'guest'",
                "1: a command that is given no guest",
            ),
            (
                "'{guest}'",
                "'{guest}',\n '{polcy}'",
                "2: nothing stands for `{polcy}` here; near are policy",
            ),
            (
                "'--version'",
                "'--version', '{instaled}'",
                "2: nothing stands for `{instaled}` here; near are installed",
            ),
            (
                "wasip1 = []",
                "wasip1 = ['{adress}']",
                "4: nothing stands for `{adress}` here",
            ),
            (
                "wasip1 = []",
                "wasip1 = []\n[policies]\ngranted = ['--net={adress}']",
                "6: nothing stands for `{adress}` here; near are address",
            ),
            (
                "wasip1 = []",
                "wasip1 = []\n[environment]\nMINE = '{hree}'",
                "6: nothing stands for `{hree}` here; near are here",
            ),
            ("wasip1", "wasi9", "4: there is no interface `wasi9`"),
            ("version =", "versions =", "2: unknown field `versions`"),
            (
                "[interfaces]",
                "time = 0\n[interfaces]",
                "3: no time at all",
            ),
            (
                "wasip1 = []",
                "wasip1 = []\n[policies]\ndeny = []",
                "no arguments for the policy `granted`",
            ),
            (
                "wasip1 = []",
                "wasip1 = []\n[policies]\nsome = []",
                "6: unknown variant `some`",
            ),
            (
                "[interfaces]",
                "listeners = ['--listen']\n[interfaces]",
                "3: arguments that the command has no place for",
            ),
            (
                "wasip1 = []",
                "wasip1 = []\n[install]\nbrew = 'x'",
                "6: unknown field `brew`",
            ),
        ] {
            let error = read(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.contains(told), "{error} has no: {told}");
        }
    }
}
