//! The names of errnos, against the witx text that a runtime is built with.

use super::super::{Answer, errnos, wasip1, wasix};
use super::source::wasmtime_wasi;

/// What WASIX adds to the errnos of preview 1: `typenames.witx` of wasix-org/wasix-witx at 384f76a5, `$errno`, from the end of
/// preview 1's on.
const ADDED: [&str; 4] = ["shutdown", "memviolation", "unknown", "pending"];

/// Returns the names of `$errno` in the witx of preview 1, in their order, by which witx numbers an enum; the two that it spells in
/// another way as WASIX does.
fn preview1() -> Vec<String> {
    let file = wasmtime_wasi().join("witx/p1/typenames.witx");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, errno) = text.split_once("(typename $errno").unwrap();
    let (errno, _) = errno.split_once("\n)").unwrap();
    let lines = errno.lines().map(str::trim);
    let names = lines.filter_map(|line| line.strip_prefix('$'));
    names
        .map(|name| match name.trim_end_matches(')').trim() {
            "2big" => "toobig".to_owned(),
            "acces" => "access".to_owned(),
            name => name.to_owned(),
        })
        .collect()
}

#[test]
fn every_errno_has_the_number_that_its_place_in_the_witx_gives_it() {
    let mut wanted = preview1();
    let last = |answers: Vec<Answer>| answers.len();
    assert_eq!(last(wasip1::INTERFACE.answers().collect()), wanted.len());
    wanted.extend(ADDED.map(str::to_owned));
    assert_eq!(last(wasix::INTERFACE.answers().collect()), wanted.len());
    let found: Vec<(usize, &str)> = errnos()
        .map(|errno| (usize::from(errno.number), errno.name))
        .collect();
    let wanted: Vec<(usize, &str)> = wanted.iter().map(String::as_str).enumerate().collect();
    assert_eq!(found, wanted);
}
