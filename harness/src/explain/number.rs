//! The page of a number: what it is in each system and each version of wasi:sockets, and what numbers these errnos have in the others.

use std::fmt::Write as _;

use crate::case::Case;
use crate::report::aligned::aligned;

use super::failure::{self, named};
use super::{Constant, Errno, Kind, Known, System, asked};

/// The page, of a number that some system has. The errno that it is in WASI is explained, or that of a host where it is none in WASI;
/// the others are named.
pub fn page(known: &Known, number: u16, cases: &[Case]) -> String {
    let found: Vec<(System, &Errno)> = System::ALL
        .into_iter()
        .filter_map(|system| Some((system, known.numbered(system, number)?)))
        .collect();
    let mut errnos: Vec<&Errno> = Vec::new();
    for (_, errno) in &found {
        if !errnos.iter().any(|one| std::ptr::eq(*one, *errno)) {
            errnos.push(errno);
        }
    }
    let mut text = format!("{number} is {}.\n\n", named(&found));
    text.push_str(&table(known, number, &errnos));
    text.push('\n');
    let Some((errno, others)) = errnos.split_first() else {
        return text;
    };
    let code = known.code_of(errno);
    let _ = write!(
        text,
        "{}: {}",
        name(errno),
        failure::meaning(known, Some(errno), code)
    );
    for other in others.iter().filter(|other| !other.means.is_empty()) {
        let name = name(other);
        let _ = writeln!(text, "{name}: {} See `explain {name}`.", other.means);
    }
    for kind in &known.kinds {
        text.push_str(&mixed(kind, number));
    }
    text.push('\n');
    text + &asked::list(Some(errno), code, cases)
}

/// A line for each system: what the number is there, and what numbers the errnos have that it is somewhere.
fn table(known: &Known, number: u16, errnos: &[&Errno]) -> String {
    let head = errnos.iter().map(|errno| format!("{} is", name(errno)));
    let head = [String::new(), format!("{number} is")]
        .into_iter()
        .chain(head);
    let mut rows: Vec<Vec<String>> = vec![head.collect()];
    for system in System::ALL {
        let here = known.numbered(system, number);
        let here = here.map_or("no errno", |errno| errno.name(system));
        let numbers = errnos.iter().map(|errno| match errno.number(system) {
            Some(number) => format!("{number}, {}", errno.name(system)),
            None => "-".to_owned(),
        });
        let row = [system.title(), here.to_owned()].into_iter();
        rows.push(row.chain(numbers).collect());
    }
    for list in &known.lists {
        let here = list.codes.get(usize::from(number));
        let here = here.map_or("no code", |listed| listed.name.as_str());
        let codes = errnos.iter().map(|errno| match list.code_of(errno) {
            Some((number, listed)) => listed.shown(number),
            None => "-".to_owned(),
        });
        let row = [list.title.clone(), here.to_owned()].into_iter();
        rows.push(row.chain(codes).collect());
    }
    aligned(&rows)
}

/// The name by which an errno is asked for: that of WASI, where it has one.
fn name(errno: &Errno) -> &str {
    errno.name(System::Wasi)
}

/// A line about the constant that has this number, where it is another one in POSIX.
fn mixed(kind: &Kind, number: u16) -> String {
    let constants = || kind.constants.iter();
    let wasi = constants().find(|one| one.number == number);
    let posix = constants().find(|one| one.linux == Some(number));
    let (Some(wasi), Some(posix)) = (wasi, posix) else {
        return String::new();
    };
    match &posix.posix {
        Some(name) if !std::ptr::eq::<Constant>(wasi, posix) => format!(
            "As {} {} {number} is {} in {}, and {name} in POSIX. See `explain {name}`.\n",
            article(&kind.name),
            kind.name,
            wasi.wasi,
            kind.of
        ),
        _ => String::new(),
    }
}

fn article(name: &str) -> &'static str {
    match name.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => "an",
        false => "a",
    }
}
