//! The page of a failure: an errno by any of its names, or a code of wasi:sockets.

use std::fmt::Write as _;

use crate::case::Case;
use crate::report::aligned::aligned;

use super::{Code, Errno, Known, System, asked};

/// The page: its names and numbers everywhere and what these numbers are elsewhere, what it means, what usually causes it, and the
/// cases that expect it.
pub fn page(known: &Known, errno: Option<&Errno>, code: Option<&Code>, cases: &[Case]) -> String {
    let mut text = format!("{}\n\n", title(errno, code));
    match errno {
        Some(errno) => text.push_str(&table(known, errno, code)),
        None => text.push_str("It is a code of wasi:sockets 0.2 alone.\n"),
    }
    text.push('\n');
    text.push_str(&meaning(errno, code));
    text.push('\n');
    text + &asked::list(errno, code, cases)
}

/// A line for each system: the number and the name that an errno has there, and what that number is elsewhere.
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
    let codes = codes(known, errno, code);
    rows.push(vec!["wasi:sockets 0.2".to_owned(), codes]);
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

/// The codes that are told instead in wasi:sockets, which has no errnos.
fn codes(known: &Known, errno: &Errno, code: Option<&Code>) -> String {
    let of_errno = |one: &&Code| one.posix.iter().any(|posix| errno.is_called(posix));
    let own = code.map(|code| code.name.as_str());
    let others = known.codes.iter().filter(of_errno);
    let others = others.map(|code| code.name.as_str());
    let mut names: Vec<&str> = own.into_iter().collect();
    names.extend(others.filter(|name| Some(*name) != own));
    match names.is_empty() {
        true => "no code of its own".to_owned(),
        false => names.join(", "),
    }
}

/// What it means, and what usually causes it.
pub fn meaning(errno: Option<&Errno>, code: Option<&Code>) -> String {
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
    if let Some(posix) = code.filter(|_| errno.is_none()).map(|code| &code.posix)
        && !posix.is_empty()
    {
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
