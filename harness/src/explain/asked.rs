//! Which cases ask for a failure. They are found by what their questions expect; nobody keeps a list of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::assemble::Callee;
use crate::case::Case;
use crate::count::counted;
use crate::event;
use crate::expect::{Expectation, Expected};
use crate::interface;
use crate::record::Site;
use crate::report::aligned::aligned;
use crate::started;

use super::{Code, Errno};

/// How many functions are listed.
const FUNCTIONS: usize = 8;

/// The cases that expect a failure of one function.
#[derive(Default)]
struct Asked<'c> {
    /// Those in which nothing else is right.
    alone: Vec<&'c str>,
    /// Those in which other answers are right as well.
    among: Vec<&'c str>,
}

impl<'c> Asked<'c> {
    fn count(&self) -> usize {
        self.alone.len() + self.among.len()
    }

    /// The case that shows it best: one in which nothing else is right, if any; of these one of the seed, or else one that needs no
    /// policy; and of these the one with the shortest name.
    fn best(&self) -> Option<&'c str> {
        let order = |case: &&str| {
            let (seed, policy) = (case.starts_with("seed/"), case.starts_with("deny/"));
            (!seed, policy, case.len())
        };
        let best = |cases: &[&'c str]| cases.iter().copied().min_by_key(order);
        best(&self.alone).or_else(|| best(&self.among))
    }
}

/// The list of the cases that expect this failure, by function, those of which there are most first; then the commands to go on
/// with. The commands alone where no case expects it.
pub fn list(errno: Option<&Errno>, code: Option<&Code>, cases: &[Case]) -> String {
    let found = find(errno, code, cases);
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|((interface, function), asked)| {
        (std::cmp::Reverse(asked.count()), *interface, *function)
    });
    let mut text = String::new();
    if found.is_empty() {
        text.push_str("No case expects it.\n");
    } else {
        text.push_str("The cases that expect it:\n");
        let rows = found.iter().take(FUNCTIONS);
        let rows = rows.map(|((interface, function), asked)| {
            let count = counted(asked.count(), "case", "cases") + ",";
            let best = asked.best().unwrap_or_default();
            let such = if asked.count() > 1 { "such as " } else { "" };
            vec![
                format!("  {interface}"),
                (*function).to_owned(),
                count,
                format!("{such}{best}"),
            ]
        });
        text.push_str(&aligned(&rows.collect::<Vec<_>>()));
        match found.len().saturating_sub(FUNCTIONS) {
            0 => {}
            more => {
                let more = counted(more, "more function", "more functions");
                let _ = writeln!(text, "  and {more}");
            }
        }
    }
    let best = found.iter().find_map(|(_, asked)| asked.best());
    text + &commands(best)
}

/// What to type next, about `case` where there is one.
pub fn commands(case: Option<&str>) -> String {
    let mut rows = vec![
        (
            "trace yours.wat".to_owned(),
            "each call of your own program, with hints",
        ),
        (
            "trace yours.wat --runner reference".to_owned(),
            "what the kernel answers to the same calls",
        ),
    ];
    if let Some(case) = case {
        rows.push((
            format!("trace {}", event::file(case)),
            "each call of such a case",
        ));
        rows.push((format!("run {case}"), "what each runtime answers to it"));
    }
    let rows = rows.into_iter();
    let rows = rows
        .map(|(command, what)| vec![format!("  {} {command}", started::words()), what.to_owned()]);
    format!("\nGo on:\n{}", aligned(&rows.collect::<Vec<_>>()))
}

/// The cases by interface and function.
fn find<'c>(
    errno: Option<&Errno>,
    code: Option<&Code>,
    cases: &'c [Case],
) -> BTreeMap<(&'static str, &'static str), Asked<'c>> {
    let is_it = |expected: Expected| match expected {
        Expected::Errno(one) => errno.and_then(|errno| errno.wasi.as_deref()) == Some(one.name),
        Expected::Err(case) => code.is_some_and(|code| code.name == case),
        _ => false,
    };
    let mut found: BTreeMap<_, Asked> = BTreeMap::new();
    for case in cases {
        let Some(interface) = interface::of_folder(case.folder()) else {
            continue;
        };
        for question in case.questions() {
            let alternatives = question.alternatives.iter();
            let right = alternatives.filter(|one| is_it(one.answer)).count();
            let function = function(case, question).filter(|_| right > 0);
            let Some(function) = function else { continue };
            let asked = found.entry((interface.title, function)).or_default();
            let list = match right == question.alternatives.len() {
                true => &mut asked.alone,
                false => &mut asked.among,
            };
            if !list.contains(&case.name.as_str()) {
                list.push(&case.name);
            }
        }
    }
    found
}

/// The function that is called on the line of a question, by the name that traces have.
fn function(case: &Case, question: &Expectation) -> Option<&'static str> {
    let mut sites = case.sites.iter();
    let site = sites.find(|site| site.site == Site::Line(question.line))?;
    match &site.callee {
        Callee::Import { module, name } => interface::lookup(module, name).map(|one| one.name()),
        Callee::Indirect => None,
    }
}
