//! Names of cases: the path below the folder of cases without `.wat`, and for a case with variants a colon and the variant:
//! `wasix/stream/listening/listen`, `wasix/stream/open/get-option:no-delay`.

use std::path::{Path, PathBuf};

use crate::interface;

/// Splits a case's name into its path and its variant.
pub fn parts(name: &str) -> (&str, Option<&str>) {
    match name.split_once(':') {
        Some((path, variant)) => (path, Some(variant)),
        None => (name, None),
    }
}

/// Gives the folder of the case `name`, by which its interface is known: the first part of the name. Where the cases of several
/// interfaces stand in one folder, as in `deny`, it is the first two.
pub fn folder(name: &str) -> &str {
    let mut slashes = name.match_indices('/').map(|(at, _)| at);
    let first = slashes.next().map_or(name, |end| &name[..end]);
    let second = slashes.next().map(|end| &name[..end]);
    second
        .filter(|folder| interface::of_folder(folder).is_some())
        .unwrap_or(first)
}

/// Gives the name of the policy that the case `name` is under by its path, `deny/wasix/loopback/bind`: that of its kind. `None` of a case
/// elsewhere.
pub fn policy(name: &str) -> Option<&str> {
    let (_, rest) = name.strip_prefix("deny/")?.split_once('/')?;
    let (policy, _) = rest.split_once('/')?;
    Some(policy)
}

/// Gives the file of the case `name` below the folder of cases, `root`.
pub fn file(root: &Path, name: &str) -> PathBuf {
    let (path, _) = parts(name);
    root.join(format!("{path}.wat"))
}

/// Gives the name as a path for files about the case, since not every file system allows a colon:
/// `wasix/stream/open/get-option+no-delay`.
pub fn path(name: &str) -> String {
    name.replace(':', "+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_case_tells_its_interface() {
        for (name, wanted) in [
            ("seed/open", "seed"),
            ("wasix/stream/open/get-option:no-delay", "wasix"),
            ("deny/wasip2/loopback/start-bind", "deny/wasip2"),
            ("errno/wasix/accept:EINTR", "errno/wasix"),
            ("deny/x", "deny"),
            ("x", "x"),
        ] {
            assert_eq!(folder(name), wanted, "{name}");
        }
    }

    #[test]
    fn the_path_of_a_case_tells_its_policy() {
        for (name, wanted) in [
            ("deny/wasip2/loopback/start-bind", Some("loopback")),
            ("deny/wasix/deny/bind", Some("deny")),
            ("deny/wasix/bind", None),
            ("wasix/stream/open/bind", None),
        ] {
            assert_eq!(policy(name), wanted, "{name}");
        }
    }
}
