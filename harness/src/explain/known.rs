//! What is known of names and numbers: the tables `errnos.toml`, `codes.toml` and `constants.toml`, whose heads say what stands in
//! them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::interface::{self, Answer};

/// The tables, read once.
pub static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let Errnos { errno, only } = read(include_str!("errnos.toml"));
    let Codes { code, list } = read(include_str!("codes.toml"));
    let Kinds { kind } = read(include_str!("constants.toml"));
    let only = only.into_iter().map(|(name, host)| Errno {
        posix: Some(name),
        linux: host.linux,
        macos: host.macos,
        ..Errno::default()
    });
    Known {
        errnos: errno.into_iter().chain(only).collect(),
        codes: code,
        lists: list,
        kinds: kind,
    }
});

/// Everything that is known.
#[derive(Debug)]
pub struct Known {
    /// The errnos, those of WASI first, in the order of its numbers.
    pub errnos: Vec<Errno>,
    /// The error codes of wasi:sockets, in whatever version they are.
    pub codes: Vec<Code>,
    /// Which codes each version has.
    pub lists: Vec<List>,
    /// The kinds of constants.
    pub kinds: Vec<Kind>,
}

/// An errno, by its names and numbers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Errno {
    /// Its name in the witx.
    pub wasi: Option<String>,
    /// Its name in POSIX, or on the host that alone has it.
    pub posix: Option<String>,
    /// Further words for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its number on Linux.
    pub linux: Option<u16>,
    /// Its number on macOS.
    pub macos: Option<u16>,
    /// What it means, in a sentence; nothing of an errno that only a host has.
    #[serde(default)]
    pub means: String,
    /// What usually causes it, the most frequent first.
    #[serde(default)]
    pub causes: Vec<String>,
}

/// The error codes of some functions of wasi:sockets, in the order of their WIT. The place of a code is its number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// What a table calls it.
    pub title: String,
    /// The codes.
    pub codes: Vec<Listed>,
}

/// A code in a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its name in the WIT.
    pub name: String,
    /// The errnos that the WIT names for it.
    #[serde(default)]
    pub posix: Vec<String>,
}

/// What an error code of wasi:sockets means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Its name in the WIT.
    pub name: String,
    /// What it means, in a sentence.
    pub means: String,
    /// What usually causes it, the most frequent first.
    #[serde(default)]
    pub causes: Vec<String>,
}

/// Constants that mean the same sort of thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What people call it.
    pub name: String,
    /// Who has the numbers of `wasi`.
    pub of: String,
    /// How the ids of the claims begin that are about its numbers.
    pub claims: Vec<String>,
    /// The error that comes of mixing its numbers up.
    pub mistake: String,
    /// The constants.
    #[serde(rename = "constant")]
    pub constants: Vec<Constant>,
}

/// One constant, by its names and numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constant {
    /// Its name in the witx.
    pub wasi: String,
    /// Its number there.
    pub number: u16,
    /// Its name in wasi:sockets.
    pub wit: Option<String>,
    /// Its name in POSIX.
    pub posix: Option<String>,
    /// Its number on Linux.
    pub linux: Option<u16>,
    /// Its number on macOS.
    pub macos: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Errnos {
    errno: Vec<Errno>,
    only: BTreeMap<String, Host>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Host {
    linux: Option<u16>,
    macos: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    code: Vec<Code>,
    list: Vec<List>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kind: Vec<Kind>,
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("a test reads the tables that are built in")
}

/// Who numbers errnos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Preview 1 and WASIX.
    Wasi,
    /// Linux, but for the architectures that have numbers of their own.
    Linux,
    /// macOS.
    Macos,
}

impl System {
    /// All of them.
    pub const ALL: [System; 3] = [System::Wasi, System::Linux, System::Macos];

    /// What a table calls it; WASI by the interfaces that answer errnos.
    pub fn title(self) -> String {
        match self {
            System::Wasi => {
                let answers_errnos = |one: &&interface::Interface| {
                    let mut answers = one.answers();
                    answers.any(|answer| matches!(answer, Answer::Errno(_)))
                };
                let titles = interface::all().filter(answers_errnos);
                titles.map(|one| one.title).collect::<Vec<_>>().join(", ")
            }
            System::Linux => "Linux".to_owned(),
            System::Macos => "macOS".to_owned(),
        }
    }

    /// Where that is, in a sentence.
    pub fn told(self) -> &'static str {
        match self {
            System::Wasi => "in WASI",
            System::Linux => "on Linux",
            System::Macos => "on macOS",
        }
    }
}

impl Errno {
    /// Its number in a system, if it has one there.
    pub fn number(&self, system: System) -> Option<u16> {
        match system {
            System::Wasi => interface::errno_named(self.wasi.as_deref()?).map(|one| one.number),
            System::Linux => self.linux,
            System::Macos => self.macos,
        }
    }

    /// Its name in a system.
    pub fn name(&self, system: System) -> &str {
        let (wasi, posix) = (self.wasi.as_deref(), self.posix.as_deref());
        let name = match system {
            System::Wasi => wasi.or(posix),
            System::Linux | System::Macos => posix.or(wasi),
        };
        name.unwrap_or_default()
    }

    /// Whether this is one of its names.
    pub fn is_called(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = [&self.wasi, &self.posix].into_iter().flatten();
        own.chain(&self.aliases).map(String::as_str)
    }
}

impl Known {
    /// The errno that a system gives a number to.
    pub fn numbered(&self, system: System, number: u16) -> Option<&Errno> {
        let mut errnos = self.errnos.iter();
        errnos.find(|errno| errno.number(system) == Some(number))
    }

    /// The code that says first of all what an errno says, in the first version that has one.
    pub fn code_of(&self, errno: &Errno) -> Option<&Code> {
        let mut lists = self.lists.iter();
        let (_, listed) = lists.find_map(|list| list.code_of(errno))?;
        self.code(&listed.name)
    }

    /// The code of this name.
    pub fn code(&self, name: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.name == name)
    }

    /// The errnos that any version names for a code, each once.
    pub fn posix_of(&self, code: &Code) -> Vec<&str> {
        let listed = self.lists.iter().flat_map(|list| &list.codes);
        let listed = listed.filter(|listed| listed.name == code.name);
        let mut all: Vec<&str> = Vec::new();
        for posix in listed.flat_map(|listed| &listed.posix) {
            if !all.contains(&posix.as_str()) {
                all.push(posix);
            }
        }
        all
    }

    /// The errno that says first of all what a code says, where that says no more than the code.
    pub fn errno_of(&self, code: &Code) -> Option<&Errno> {
        let mut errnos = self.errnos.iter();
        errnos.find(|errno| {
            self.code_of(errno)
                .is_some_and(|known| known.name == code.name)
        })
    }

    /// Every word that can be explained, but for rows of the matrix.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let errnos = self.errnos.iter().flat_map(Errno::names);
        let codes = self.codes.iter().map(|code| code.name.as_str());
        let constants = self.kinds.iter().flat_map(|kind| &kind.constants);
        errnos
            .chain(codes)
            .chain(constants.flat_map(Constant::names))
    }
}

impl List {
    /// The code that says first of all what an errno says, with its number.
    pub fn code_of(&self, errno: &Errno) -> Option<(usize, &Listed)> {
        self.numbered().find(|(_, code)| match code.posix.first() {
            Some(first) => errno.is_called(first),
            // `unknown` is called so in both.
            None => errno.is_called(&code.name),
        })
    }

    /// The codes with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Listed)> {
        self.codes.iter().enumerate()
    }
}

impl Listed {
    /// How a table shows it with its number.
    pub fn shown(&self, number: usize) -> String {
        format!("{number}, {}", self.name)
    }
}

impl Constant {
    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let wasi = [self.wasi.as_str()].into_iter();
        let others = [&self.wit, &self.posix].into_iter().flatten();
        wasi.chain(others.map(String::as_str))
    }
}
