//! The page of a constant that is given to a call: a family, a type or a direction.

use std::fmt::Write as _;

use crate::case::Case;
use crate::count::{self, counted};
use crate::report::aligned::aligned;

use super::{Constant, Kind, asked};

/// How many cases are listed.
const CASES: usize = 6;

/// The page: all constants of its kind, the one that was asked for marked, the mistake that is made with them, and cases that are
/// about them.
pub fn page(kind: &Kind, meant: &Constant, cases: &[Case]) -> String {
    let names: Vec<&str> = meant.names().collect();
    let mut text = format!("{}: {}\n\n", names.join(", "), kind.name);
    let head = ["", &kind.of, "Linux", "macOS", "wasi:sockets 0.2"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for constant in &kind.constants {
        let mark = if std::ptr::eq(constant, meant) {
            ">"
        } else {
            ""
        };
        let posix = constant.posix.as_deref().unwrap_or_default();
        let host = |number: Option<u16>| match number {
            Some(number) => format!("{number}, {posix}"),
            None => "-".to_owned(),
        };
        rows.push(vec![
            mark.to_owned(),
            format!("{}, {}", constant.number, constant.wasi),
            host(constant.linux),
            host(constant.macos),
            constant.wit.clone().unwrap_or_else(|| "-".to_owned()),
        ]);
    }
    text.push_str(&aligned(&rows));
    let _ = writeln!(text, "\n{}\n", kind.mistake);
    let about: Vec<&str> = cases
        .iter()
        .filter(|case| is_about(kind, case))
        .map(|case| case.name.as_str())
        .collect();
    let _ = match about.len() {
        0 => Ok(()),
        count if count <= CASES => {
            writeln!(text, "{} about it:", counted(count, "case is", "cases are"))
        }
        count => writeln!(text, "{} are about it, among them:", count::cases(count)),
    };
    for case in about.iter().take(CASES) {
        let _ = writeln!(text, "  {case}");
    }
    text + &asked::commands(about.first().copied())
}

/// Whether a case cites a claim about constants of this kind.
fn is_about(kind: &Kind, case: &Case) -> bool {
    let begins = |id: &String| {
        let mut claims = kind.claims.iter();
        claims.any(|claim| {
            id.strip_prefix(claim.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    case.header.refs.iter().any(begins)
}
