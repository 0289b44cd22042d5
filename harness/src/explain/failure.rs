//! The page of a failure: an errno by any of its names, or a code of wasi:sockets.

use std::fmt::Write as _;

use crate::case::Case;
use crate::report::aligned::aligned;

use super::known::{List, Listed};
use super::{Code, Errno, Known, System, asked};

/// The page: its names and numbers everywhere and what these numbers are elsewhere, what it means, what usually causes it, and the
/// cases that expect it.
pub fn page(known: &Known, errno: Option<&Errno>, code: Option<&Code>, cases: &[Case]) -> String {
    let mut text = format!("{}\n\n", title(errno, code));
    match errno {
        Some(errno) => text.push_str(&table(known, errno, code)),
        None => text.push_str(&aligned(&lists(known, None, code))),
    }
    text.push('\n');
    text.push_str(&meaning(known, errno, code));
    text.push('\n');
    text + &asked::list(errno, code, cases)
}

/// A line for each system: the number and the name that an errno has there, and what that number is elsewhere; then the codes.
fn table(known: &Known, errno: &Errno, code: Option<&Code>) -> String {
    let mut rows = vec![["", "is", "and that number is"].map(str::to_owned).to_vec()];
    for system in System::ALL {
        let cells = match errno.number(system) {
            Some(number) => vec![
                format!("{number}, {}", errno.name(system)),
                elsewhere(known, errno, system, number),
            ],
            None => vec!["no errno".to_owned()],
        };
        let title = [system.title()].into_iter();
        rows.push(title.chain(cells).collect());
    }
    rows.extend(lists(known, Some(errno), code));
    aligned(&rows)
}

/// All names, each once: `addrnotavail, EADDRNOTAVAIL, address-not-bindable`.
fn title(errno: Option<&Errno>, code: Option<&Code>) -> String {
    let names = errno.into_iter().flat_map(Errno::names);
    let names = names.chain(code.map(|code| code.name.as_str()));
    let mut title: Vec<&str> = Vec::new();
    for name in names {
        if !title.contains(&name) {
            title.push(name);
        }
    }
    title.join(", ")
}

/// What the number that an errno has in one system is in the others, where that is another errno.
fn elsewhere(known: &Known, errno: &Errno, system: System, number: u16) -> String {
    let others = System::ALL.into_iter().filter(|other| *other != system);
    let others: Vec<(System, &Errno)> = others
        // A reader takes WASI's number for a host's, or a host's for WASI's, and no host's for another's.
        .filter(|other| system == System::Wasi || *other == System::Wasi)
        .filter_map(|other| Some((other, known.numbered(other, number)?)))
        .filter(|(_, other)| !std::ptr::eq(*other, errno))
        .collect();
    named(&others)
}

/// What a number is in these systems: `EINTR on Linux and on macOS`.
pub fn named(found: &[(System, &Errno)]) -> String {
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for (system, errno) in found {
        let name = errno.name(*system);
        match parts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, places)) => places.push(system.told()),
            None => parts.push((name, vec![system.told()])),
        }
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, places)| format!("{name} {}", places.join(" and ")))
        .collect();
    parts.join(", ")
}

/// A line for each version of wasi:sockets, which has no errnos: the numbers and names of the codes that are told in the place of an
/// errno, the nearest first; or those of a code that is no errno. A version that says nothing alike has no line, unless none has.
fn lists(known: &Known, errno: Option<&Errno>, code: Option<&Code>) -> Vec<Vec<String>> {
    let row = |list: &List| {
        let own = code.map(|code| code.name.as_str());
        let means = |listed: &Listed| match errno {
            Some(errno) => listed.posix.iter().any(|posix| errno.is_called(posix)),
            None => false,
        };
        let found = list.numbered();
        let mut found: Vec<(usize, &Listed)> = found
            .filter(|(_, listed)| Some(listed.name.as_str()) == own || means(listed))
            .collect();
        found.sort_by_key(|(_, listed)| Some(listed.name.as_str()) != own);
        let shown = found.iter().map(|(number, listed)| listed.shown(*number));
        let shown: Vec<String> = shown.collect();
        (!shown.is_empty()).then(|| vec![list.title.clone(), shown.join("; ")])
    };
    let rows: Vec<Vec<String>> = known.lists.iter().filter_map(row).collect();
    match rows.is_empty() {
        true => vec![vec![
            "wasi:sockets".to_owned(),
            "no code of its own".to_owned(),
        ]],
        false => rows,
    }
}

/// What it means, and what usually causes it.
pub fn meaning(known: &Known, errno: Option<&Errno>, code: Option<&Code>) -> String {
    let means = errno.map(|errno| errno.means.as_str());
    let means = means.or(code.map(|code| code.means.as_str()));
    let mut causes: Vec<&str> = Vec::new();
    let of_errno = errno.into_iter().flat_map(|errno| &errno.causes);
    let of_code = code.into_iter().flat_map(|code| &code.causes);
    for cause in of_errno.chain(of_code) {
        if !causes.contains(&cause.as_str()) {
            causes.push(cause);
        }
    }
    let mut text = means.unwrap_or_default().to_owned();
    let posix = code.filter(|_| errno.is_none());
    let posix = posix.map(|code| known.posix_of(code)).unwrap_or_default();
    if !posix.is_empty() {
        let _ = write!(text, " It stands for {}.", posix.join(", "));
    }
    if !causes.is_empty() {
        text.push_str(" Usually:");
    }
    text.push('\n');
    for cause in causes {
        let _ = writeln!(text, "  * {cause}");
    }
    text
}
