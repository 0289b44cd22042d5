//! The two kinds of files of a grid, as they are written.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::mistake::Mistake;

use super::Grid;
use super::declared::{
    Data, Declared, Gap, Mapped, Name, Open, Operation, Socket, State, Transition,
};

/// A file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, as messages name it.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// `interface.toml`: what all sockets of an interface have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct InterfaceFile {
    meaning: String,
    #[serde(rename = "state", default)]
    states: Vec<State>,
    #[serde(rename = "operation", default)]
    operations: Vec<Operation>,
    #[serde(rename = "transition", default)]
    transitions: Vec<Transition>,
    #[serde(rename = "gap", default)]
    gaps: Vec<Gap>,
}

/// `grid.toml`: what one kind of socket has besides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SocketFile {
    meaning: String,
    common: Option<Name>,
    #[serde(default)]
    open: Open,
    #[serde(default)]
    data: Data,
    mapped: Option<Mapped>,
    #[serde(default)]
    aims: Vec<Name>,
    #[serde(default)]
    apart: bool,
    #[serde(default)]
    children: Vec<Name>,
    handle: Option<Name>,
    #[serde(rename = "state", default)]
    states: Vec<State>,
    #[serde(rename = "operation", default)]
    operations: Vec<Operation>,
    #[serde(rename = "transition", default)]
    transitions: Vec<Transition>,
    #[serde(rename = "gap", default)]
    gaps: Vec<Gap>,
}

impl Source {
    /// A mistake at a place in the text.
    pub(super) fn mistake(
        &self,
        span: Range<usize>,
        message: String,
        mend: impl Into<String>,
    ) -> Mistake {
        Mistake {
            file: self.file.clone(),
            text: self.text.clone(),
            span,
            message,
            mend: mend.into(),
        }
    }

    fn read<T: DeserializeOwned>(&self, example: &str) -> Result<T, Mistake> {
        toml::from_str(&self.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let mend = format!("write it as the comments of {example} have it");
            self.mistake(span, error.message().to_owned(), mend)
        })
    }
}

/// The grid that these files declare, where each is well-formed; its names are not checked.
pub(super) fn parse(
    interface: &str,
    shared: Source,
    sockets: Vec<(String, Source)>,
) -> Result<Grid, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let file = shared.read("cases/wasix/interface.toml");
    let file: Option<InterfaceFile> = file.map_err(|mistake| mistakes.push(mistake)).ok();
    let mut found = Vec::new();
    for (name, source) in sockets {
        match source.read("cases/wasix/stream/grid.toml") {
            Ok(file) => found.push(socket(name, source, file)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    match file {
        Some(file) if mistakes.is_empty() => Ok(Grid {
            interface: interface.to_owned(),
            meaning: file.meaning,
            shared: Declared {
                source: shared,
                states: file.states,
                operations: file.operations,
                transitions: file.transitions,
                gaps: file.gaps,
            },
            sockets: found,
        }),
        _ => Err(mistakes),
    }
}

fn socket(name: String, source: Source, file: SocketFile) -> Socket {
    Socket {
        name,
        meaning: file.meaning,
        common: file.common,
        open: file.open,
        data: file.data,
        mapped: file.mapped,
        aims: file.aims,
        apart: file.apart,
        children: file.children,
        handle: file.handle,
        declared: Declared {
            source,
            states: file.states,
            operations: file.operations,
            transitions: file.transitions,
            gaps: file.gaps,
        },
    }
}
