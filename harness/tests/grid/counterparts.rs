//! Which operations of one interface another does not have, and that `cases/counterparts.toml` says why of each.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use wasock::event::GridSeen;

use super::{grids, here};

/// What the file holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    without: Vec<Without>,
}

/// What some interfaces do not have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Without {
    lack: Vec<String>,
    #[serde(default)]
    sockets: Vec<String>,
    #[serde(default)]
    operations: Vec<String>,
    reason: String,
}

/// Kinds of socket, and operations of them, by the names that all interfaces have in common, each with the interfaces that have it.
#[derive(Default)]
struct Had {
    sockets: BTreeMap<String, BTreeSet<String>>,
    operations: BTreeMap<String, BTreeSet<String>>,
}

impl Had {
    /// What these grids declare, but for what is a gap in every state.
    fn new(grids: &[GridSeen]) -> Had {
        let mut had = Had::default();
        for grid in grids {
            for (socket, state, operation) in grid.cells() {
                if socket.gap(&state.name, &operation.name).is_some() {
                    continue;
                }
                let name = format!("{}/{}", socket.common, operation.common);
                let interface = || grid.interface.clone();
                had.operations.entry(name).or_default().insert(interface());
                let kind = socket.common.clone();
                had.sockets.entry(kind).or_default().insert(interface());
            }
        }
        had
    }

    /// What is wrong with the list: what is not had and not listed, and what is listed and is had, is not known, or stands twice.
    fn wrong(&self, listed: &[Without]) -> Vec<String> {
        let interfaces: BTreeSet<&String> = self.sockets.values().flatten().collect();
        let mut said = BTreeSet::new();
        let mut wrong = Vec::new();
        for without in listed {
            let names = without.sockets.iter().map(|name| (name, &self.sockets));
            let operations = without.operations.iter();
            let names = names.chain(operations.map(|name| (name, &self.operations)));
            for (name, all) in names {
                let Some(having) = all.get(name) else {
                    wrong.push(format!("{name} is listed, and nobody has it"));
                    continue;
                };
                for interface in &without.lack {
                    if having.contains(interface) {
                        wrong.push(format!(
                            "{name} is listed as lacking in {interface}, which has it"
                        ));
                    }
                    if !said.insert((name.clone(), interface.clone())) {
                        wrong.push(format!("{name} is listed twice of {interface}"));
                    }
                }
            }
        }
        for (name, having) in &self.operations {
            let (socket, _) = name.split_once('/').unwrap();
            for interface in interfaces.iter().copied() {
                let is_said = [socket, name.as_str()]
                    .iter()
                    .any(|name| said.contains(&((*name).to_owned(), interface.clone())));
                if !having.contains(interface) && !is_said {
                    let having: Vec<_> = having.iter().map(String::as_str).collect();
                    let having = having.join(", ");
                    wrong.push(format!(
                        "{name} of {having} has no counterpart in {interface}, and no reason"
                    ));
                }
            }
        }
        wrong
    }
}

fn listed() -> Vec<Without> {
    let text = std::fs::read_to_string(here().join("cases/counterparts.toml")).unwrap();
    toml::from_str::<File>(&text).unwrap().without
}

#[test]
fn what_has_no_counterpart_in_another_interface_is_listed_with_the_reason() {
    let seen: Vec<_> = grids().iter().map(GridSeen::from_grid).collect();
    let listed = listed();
    let wrong = Had::new(&seen).wrong(&listed);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(listed.iter().all(|without| !without.reason.is_empty()));
}

#[test]
fn what_is_listed_wrongly_and_what_is_not_listed_is_told() {
    let seen: Vec<_> = grids().iter().map(GridSeen::from_grid).collect();
    let had = Had::new(&seen);
    let mut listed = listed();
    listed.retain(|without| !without.operations.contains(&"stream/flush".to_owned()));
    listed.push(Without {
        lack: vec!["wasip2".to_owned()],
        sockets: Vec::new(),
        operations: vec!["stream/bind".to_owned(), "stream/fly".to_owned()],
        reason: "None.".to_owned(),
    });
    let wrong = had.wrong(&listed);
    for told in [
        "stream/bind is listed as lacking in wasip2, which has it",
        "stream/fly is listed, and nobody has it",
        "stream/flush of wasip2 has no counterpart in wasix, and no reason",
    ] {
        assert!(wrong.iter().any(|one| one == told), "{told}: {wrong:?}");
    }
}
