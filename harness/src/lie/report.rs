//! What a hunt has found, as people read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::KINDS;
use super::hunt::{Deceived, Found, Told};
use super::list::{Difference, Known};
use crate::count::{cases, counted, trials};
use crate::header::Level;
use crate::interface::Answer;

/// The least share of lies that cases must notice, in hundredths.
pub const LEAST: usize = 97;

/// What was found, held to what is known.
#[derive(Debug)]
pub struct Report<'a> {
    found: &'a Found,
    /// Lies that no case notices.
    pub unnoticed: Difference,
    /// Cases that no lie turns red.
    pub believing: Difference,
    /// Cases that conform where nothing is done, or nothing that they ask.
    pub idle: Difference,
    /// How many lies that no case notices are about what the documents leave open.
    open: usize,
    whole: bool,
}

impl<'a> Report<'a> {
    /// Holds what was found to what is known, as far as this was tried.
    pub fn new(found: &'a Found, known: &Known, tried: &Tried<'_>) -> Report<'a> {
        let unnoticed = found.lies.iter().filter(|told| told.noticed.is_none());
        let unnoticed: Vec<String> = unnoticed.map(|told| told.lie.to_string()).collect();
        let names = |all: &'a [String]| all.iter().map(String::as_str).collect::<Vec<_>>();
        let unnoticed: Vec<&str> = unnoticed.iter().map(String::as_str).collect();
        let believing: Vec<&str> = found
            .cases
            .iter()
            .filter(|case| case.is_believing())
            .map(|case| case.name.as_str())
            .collect();
        let idle = found.idle.iter().find(|(answer, _)| answer.is_success());
        let mut idle = idle.map_or_else(Vec::new, |(_, names_of)| names(names_of));
        idle.extend(found.unasked.iter().map(String::as_str));
        idle.sort_unstable();
        idle.dedup();
        Report {
            found,
            open: known.open(unnoticed.iter().copied()),
            // A case more might have noticed.
            unnoticed: match tried.every_case {
                true => Difference::between(&unnoticed, &known.unnoticed, tried.lies),
                false => Difference::default(),
            },
            believing: Difference::between(&believing, &known.believing, |name| {
                tried.single && (tried.cases)(name)
            }),
            idle: Difference::between(&idle, &known.idle, |name| tried.idle && (tried.cases)(name)),
            whole: tried.every_case && tried.single && tried.idle,
        }
    }

    /// Whether everything is as known, and enough lies were noticed where all were told.
    pub fn is_as_known(&self) -> bool {
        let noticed = noticed(&self.found.lies);
        let all = self.found.lies.len() - self.open;
        self.unnoticed.is_none()
            && self.believing.is_none()
            && self.idle.is_none()
            && (!self.whole || 100 * noticed >= LEAST * all)
    }

    /// The report; `verbose` says for each lie which case has noticed it, and for each case which lie turned it red.
    pub fn render(&self, verbose: bool) -> String {
        let found = self.found;
        let mut text = String::new();
        text += &table(
            "lie",
            KINDS.map(|(name, says)| (name.to_owned(), says)),
            |name| {
                let of_it = |told: &&Told| told.lie.kind.name() == name;
                found.lies.iter().filter(of_it).collect()
            },
        );
        let functions: BTreeMap<String, ()> =
            found.lies.iter().map(|told| (function(told), ())).collect();
        let rows = functions.into_keys().map(|name| (name, ""));
        text.push('\n');
        text += &table("function", rows, |name| {
            let of_it = |told: &&Told| function(told) == name;
            found.lies.iter().filter(of_it).collect()
        });
        let (noticed, all) = (noticed(&found.lies), found.lies.len() - self.open);
        let tenths = 1000 * noticed / all.max(1);
        let _ = writeln!(
            text,
            "\n{noticed} of {} noticed, {}.{} %, in {}.",
            counted(all, "lie was", "lies were"),
            tenths / 10,
            tenths % 10,
            trials(found.trials)
        );
        if self.open > 0 {
            let _ = writeln!(
                text,
                "{} about what the documents leave open.",
                counted(self.open, "more is", "more are")
            );
        }
        if !found.cases.is_empty() {
            let binding = || found.cases.iter().filter(|case| case.level != Level::May);
            let red = binding().filter(|case| case.red.is_some()).count();
            let all = binding().count();
            let _ = writeln!(
                text,
                "{red} of {} at must or should {} turned red by one.",
                cases(all),
                if all == 1 { "was" } else { "were" }
            );
        }
        let some = |told: &&(Answer, Vec<String>)| told.0.is_success() || !told.1.is_empty();
        for (answer, names) in found.idle.iter().filter(some) {
            let _ = writeln!(
                text,
                "{} to a runtime that does nothing and answers {answer}.",
                conform(names.len())
            );
        }
        if !found.idle.is_empty() {
            let _ = writeln!(
                text,
                "{} to one that does all but what they ask.",
                conform(found.unasked.len())
            );
        }
        if verbose {
            text.push('\n');
            for told in &found.lies {
                let by = told.noticed.as_deref().unwrap_or("nobody");
                let _ = writeln!(text, "{}  noticed by {by}, of {}", told.lie, told.chances);
            }
            text.push('\n');
            for case in &found.cases {
                let by = case.red.as_deref().unwrap_or("nothing");
                let _ = writeln!(
                    text,
                    "{}  turned red by {by}, of {}",
                    case.name, case.chances
                );
            }
        }
        let lists = [
            ("No case notices", &self.unnoticed.new),
            (
                "Noticed by now, and still listed as unnoticed",
                &self.unnoticed.stale,
            ),
            ("No lie turns red", &self.believing.new),
            (
                "Turned red by now, and still listed as not",
                &self.believing.stale,
            ),
            (
                "Conforms where nothing that it asks is done",
                &self.idle.new,
            ),
            (
                "Conforms no more where nothing that it asks is done, and still listed",
                &self.idle.stale,
            ),
            ("Does not conform even without a lie", &found.strange),
        ];
        for (head, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            let _ = writeln!(text, "\n{head}:");
            for name in names {
                let _ = writeln!(text, "  {name}");
            }
        }
        text
    }
}

/// What was tried.
pub struct Tried<'a> {
    /// Whether it was tried on every case.
    pub every_case: bool,
    /// Whether each case was told lies until one turned it red.
    pub single: bool,
    /// Whether runtimes that do nothing were tried.
    pub idle: bool,
    /// Which lies were told, by their names.
    pub lies: &'a dyn Fn(&str) -> bool,
    /// Which cases it was tried on, by their names.
    pub cases: &'a dyn Fn(&str) -> bool,
}

impl Deceived {
    /// Whether a wrong answer to it is one, and no lie has turned it red.
    pub fn is_believing(&self) -> bool {
        self.level != Level::May && self.red.is_none()
    }
}

fn noticed(lies: &[Told]) -> usize {
    lies.iter().filter(|told| told.noticed.is_some()).count()
}

/// How many cases conform.
fn conform(cases: usize) -> String {
    let (one, several) = (
        "case at must or should conforms",
        "cases at must or should conform",
    );
    counted(cases, one, several)
}

fn function(told: &Told) -> String {
    format!("{}/{}", told.lie.interface, told.lie.function.name())
}

/// A line for each row of which any lie was told, with how many of them were noticed.
fn table<'a>(
    title: &str,
    rows: impl IntoIterator<Item = (String, &'a str)>,
    lies: impl Fn(&str) -> Vec<&'a Told>,
) -> String {
    let rows = rows.into_iter().map(|(name, says)| {
        let lies = lies(&name);
        let noticed = lies.iter().filter(|told| told.noticed.is_some()).count();
        (name, noticed, lies.len(), says)
    });
    let rows: Vec<_> = rows.filter(|(_, _, all, _)| *all > 0).collect();
    let width = rows.iter().map(|(name, ..)| name.len());
    let width = width.max().unwrap_or_default().max(title.len());
    let mut text = format!("{title:width$}     noticed\n");
    for (name, noticed, all, says) in rows {
        let line = format!("{name:width$}  {noticed:>4} of {all:>4}  {says}");
        text += line.trim_end();
        text.push('\n');
    }
    text
}
