//! The checks of a case that need more than one part of it.

use std::ops::Range;

use wasock_runners::Preopen;

use super::Case;
use crate::assemble::{self, CallSite, Callee};
use crate::claims::Claims;
use crate::expect::{Alternative, Expected};
use crate::grid::{Grids, Operation};
use crate::header::{self, Level, Need};
use crate::interface::{self, Answers};
use crate::mistake::{Mistake, rest_of_line};
use crate::name;
use crate::record::Site;

/// Finds the mistakes of a case whose parts are each sound.
pub(super) fn check(case: &Case, file: &str, claims: &Claims, grids: &Grids) -> Vec<Mistake> {
    let mut checks = Checks {
        case,
        file,
        mistakes: Vec::new(),
    };
    checks.prose();
    checks.header(claims);
    checks.calls();
    checks.answers();
    checks.waits();
    checks.imports();
    checks.frame();
    checks.place(grids);
    checks.mistakes
}

struct Checks<'a> {
    case: &'a Case,
    file: &'a str,
    mistakes: Vec<Mistake>,
}

impl Checks<'_> {
    fn wrong(&mut self, span: Range<usize>, message: impl Into<String>, mend: impl Into<String>) {
        let mistake = Mistake::new(self.file, &self.case.text, span, message, mend);
        self.mistakes.push(mistake);
    }

    /// Gives the bytes of a line, from 1, without its indentation.
    fn line(&self, line: u32) -> Range<usize> {
        let span = rest_of_line(&self.case.text, line, 1);
        let indented = self.case.text[span.clone()].trim_start();
        span.end - indented.len()..span.end
    }

    /// The file begins with what its author says of it.
    fn prose(&mut self) {
        if self.case.prose.is_empty() {
            self.wrong(
                self.line(1),
                "a case without prose",
                "begin with a comment that says what is asked and why",
            );
        }
        if self.case.prose == super::UNWRITTEN {
            self.wrong(
                self.line(1),
                "the prose of a skeleton",
                "say what is asked here, what must be answered, and why",
            );
        }
    }

    /// The header has the keys that its folder wants, and rests on claims that there are.
    fn header(&mut self, claims: &Claims) {
        let header = &self.case.header;
        let own = [
            ("script", !header.script.is_empty()),
            ("outcome", header.outcome.is_some()),
            ("verdict", header.verdict.is_some()),
        ];
        let place = |word: &str| header::find(&self.case.text, word);
        if self.case.is_self_test() {
            if header.outcome.is_none() || header.verdict.is_none() {
                self.wrong(
                    place("level"),
                    "a test of the harness without its outcome",
                    "say `outcome` and `verdict` in the header",
                );
            }
            return;
        }
        for (key, _) in own.into_iter().filter(|(_, is_given)| *is_given) {
            self.wrong(
                place(key),
                format!("`{key}` is a key for tests of the harness"),
                "remove it, or move the case to cases/self",
            );
        }
        if header.silent && !header.needs.contains(&Need::Netns) {
            self.wrong(
                place("silent"),
                "what is sent is counted on a network that belongs to the trial alone",
                "say `needs = [\"netns\"]` in the header",
            );
        }
        if !header.world.is_none() && !header.needs.contains(&Need::Netns) {
            self.wrong(
                place("world"),
                "a world on a network that others use too",
                "add `;;! needs = [\"netns\"]`",
            );
        }
        if header.refs.is_empty() {
            self.wrong(
                place("refs"),
                "an expectation that rests on nothing",
                "cite a claim: `;;! refs = [\"...\"]`",
            );
        }
        let is_fixed = |preopen: &Preopen| preopen.address().port() != 0;
        if header.preopens.iter().any(is_fixed) && !header.needs.contains(&Need::Netns) {
            self.wrong(
                place("preopens"),
                "a guest is handed a socket at a port that others may use too",
                "add `;;! needs = [\"netns\"]`",
            );
        }
        for expectation in &self.case.expectations {
            let Some(uncited) = expectation
                .sides()
                .find(|side| !header.refs.iter().any(|id| id == side))
            else {
                if header.level != Level::May && expectation.sides().next().is_some() {
                    let message = "documents that contradict each other require nothing";
                    let mend = "take the level \"may\", or name no claim at the answers";
                    self.wrong(expectation.span.clone(), message, mend);
                }
                continue;
            };
            self.wrong(
                expectation.span.clone(),
                format!("an answer by the claim `{uncited}`, which the header does not cite"),
                "add it to `refs`",
            );
        }
        for id in &header.refs {
            if claims.get(id).is_none() {
                self.wrong(
                    place(id),
                    format!("unknown claim `{id}`"),
                    "cite an id that stands in cases/claims, or add it there",
                );
            }
        }
    }

    /// Every line with a call has one expectation, and every expectation a call.
    fn calls(&mut self) {
        let sites = &self.case.sites;
        let on_line = |line: u32| {
            sites
                .iter()
                .filter(move |site| site.site == Site::Line(line))
        };
        for expectation in &self.case.expectations {
            let here: Vec<_> = on_line(expectation.line).collect();
            if here.is_empty() {
                let mend = "put it on the line of a call of a WASI import, or remove it";
                self.wrong(
                    expectation.span.clone(),
                    "an expectation on a line without a call",
                    mend,
                );
            } else if here.len() > 1 {
                let mend = "give each call a line of its own";
                self.wrong(
                    expectation.span.clone(),
                    "an expectation for more than one call",
                    mend,
                );
            }
        }
        let mut bare: Vec<(u32, String)> = Vec::new();
        for site in sites {
            let (Site::Line(line), Callee::Import { module, name }) = (site.site, &site.callee)
            else {
                continue;
            };
            // What only waits may be asked, but need not.
            if interface::lookup(module, name).is_some_and(interface::Function::only_waits) {
                continue;
            }
            if !self
                .case
                .expectations
                .iter()
                .any(|expectation| expectation.line == line)
            {
                bare.push((line, interface::shown(module, name)));
            }
        }
        for (line, name) in bare {
            let mend = "end the line with `;;~ success` if this is set-up, or with `;;= ...` if it is the question";
            self.wrong(
                self.line(line),
                format!("a call of `{name}` without an expectation"),
                mend,
            );
        }
        if self.case.questions().next().is_none() && !self.case.is_self_test() {
            self.wrong(
                self.line(1),
                "a case without a question",
                "mark the call that is asked about with `;;= ...`",
            );
        }
    }

    /// A function is expected to answer what its interface lets it answer.
    fn answers(&mut self) {
        for expectation in &self.case.expectations {
            let on_line = |site: &&CallSite| site.site == Site::Line(expectation.line);
            let Some(CallSite { callee, .. }) = self.case.sites.iter().find(on_line) else {
                continue;
            };
            let Callee::Import { module, name } = callee else {
                continue;
            };
            let Some(function) = interface::lookup(module, name) else {
                continue;
            };
            let answers = function.answers();
            let starts = function.starts().is_some();
            let possible = |alternative: &Alternative| {
                if alternative.starts && !starts {
                    false
                } else {
                    match (alternative.answer, &answers) {
                        (Expected::Errno(_) | Expected::Fails, Answers::Errno) => true,
                        (Expected::Ok | Expected::Fails, Answers::Result(_)) => true,
                        (Expected::Err(case), Answers::Result(cases)) => cases.contains(&case),
                        (Expected::Returns, Answers::Nothing) => true,
                        (Expected::Completed | Expected::Dropped, Answers::Copied) => true,
                        (Expected::Cancelled, Answers::Copied) => true,
                        (Expected::Cancelled | Expected::Started, _) if starts => true,
                        (
                            Expected::Anything
                            | Expected::Blocks
                            | Expected::Exits
                            | Expected::Traps,
                            _,
                        ) => true,
                        _ => false,
                    }
                }
            };
            if expectation.alternatives.iter().all(possible) {
                continue;
            }
            let mend = match &answers {
                Answers::Errno => "it answers an errno".to_owned(),
                Answers::Nothing => "it has no result that says how it went: `returns`".to_owned(),
                Answers::Copied => "it answers `completed`, `dropped` or `cancelled`".to_owned(),
                Answers::Result(cases) => {
                    format!(
                        "it answers `ok` or `err(...)` with one of {}",
                        cases.join(", ")
                    )
                }
            };
            let message = format!(
                "an answer that `{}` does not have",
                interface::shown(module, name)
            );
            self.wrong(expectation.span.clone(), message, mend);
        }
    }

    /// What is said to wait is let go, and what is let go is said to wait.
    fn waits(&mut self) {
        for expectation in &self.case.expectations {
            let waits = expectation.alternatives.iter().any(|one| one.waits);
            let peer = self.case.peer.as_ref();
            let (message, mend) = match (
                waits,
                peer.is_some_and(|peer| peer.ends_waiting(expectation.line)),
            ) {
                (true, false) => (
                    "a call that waits, which no step of the peer lets go",
                    "put such a step before it: `;;< once waiting send \"hi\"`",
                ),
                (false, true) => (
                    "a step of the peer is kept until this call waits, which no answer says that it does",
                    "say it before the answer: `blocks then success`",
                ),
                _ => continue,
            };
            self.wrong(expectation.span.clone(), message, mend);
        }
    }

    /// No guest imports the names by which the steps of the peer are reported.
    fn imports(&mut self) {
        let imported = assemble::import_modules(&self.case.assembled.module).unwrap_or_default();
        for module in imported.iter().filter(|module| interface::is_peer(module)) {
            let quoted = format!("\"{module}\"");
            let at = self.case.text.find(&quoted).unwrap_or_default();
            self.wrong(
                at..at + quoted.len(),
                format!("an import of `{module}`, by which the steps of the peer are reported"),
                "import from another module",
            );
        }
    }

    /// A module fits into the frame of its interface.
    fn frame(&mut self) {
        if let Err(error) = interface::framed(self.case.assembled.module.clone()) {
            let at = self.case.text.find("(module").unwrap_or_default();
            self.wrong(
                at..at + "(module".len(),
                error.to_string(),
                format!(
                    "import and export what harness/src/interface/{} declares, by the types that it has there",
                    interface::of_folder(self.case.folder()).map_or("", |interface| interface.name)
                ),
            );
        }
    }

    /// The path names what is asked.
    fn place(&mut self, grids: &Grids) {
        let folder = self.case.folder();
        if interface::of_folder(folder).is_none() {
            let known: Vec<&str> = interface::all().map(|one| one.name).collect();
            let message = format!("a case in the folder `{folder}`, which is that of no interface");
            let mend = format!("move it to the folder of one: {}", known.join(", "));
            self.wrong(self.line(1), message, mend);
            return;
        }
        self.policy();
        let Some(grid) = grids.of(&self.case.name) else {
            return;
        };
        let Some(cell) = grids.cell(&self.case.name) else {
            let mend = "cases stand at <interface>/<socket>/<state>/<operation>.wat";
            self.wrong(
                self.line(1),
                format!("`{}` is no cell", self.case.name),
                mend,
            );
            return;
        };
        let parts = [
            ("socket", cell.socket, grid.socket(cell.socket).is_some()),
            (
                "state",
                cell.state,
                grid.state(cell.socket, cell.state).is_some(),
            ),
        ];
        for (kind, name, known) in parts {
            if !known {
                self.wrong(
                    self.line(1),
                    format!("unknown {kind} `{name}` in the path"),
                    format!(
                        "take one that cases/{}/{}/grid.toml declares, or declare it there",
                        cell.interface, cell.socket
                    ),
                );
            }
        }
        let Some(operation) = grid.operation(cell.socket, cell.operation) else {
            let known: Vec<&str> = grid.operations(cell.socket).map(Operation::name).collect();
            self.wrong(
                self.line(1),
                format!("unknown operation `{}` in the path", cell.operation),
                format!("known are {}", known.join(", ")),
            );
            return;
        };
        let functions = grid.functions(cell.socket, operation);
        let asked: Vec<String> = self
            .case
            .questions()
            .flat_map(|question| self.callees(question.line))
            .collect();
        if !asked.iter().any(|name| functions.contains(&name.as_str())) {
            let asked = match asked.is_empty() {
                true => "nothing".to_owned(),
                false => asked.join(", "),
            };
            let question = self.case.questions().next();
            let line = question.map_or(1, |question| question.line);
            let message = format!(
                "the path asks `{}`, the question asks {asked}",
                cell.operation
            );
            self.wrong(
                self.line(line),
                message,
                format!("ask {} here, or move the case", functions.join(" or ")),
            );
        }
    }

    /// The path of a case about a policy names that of its header.
    fn policy(&mut self) {
        let Some(named) = name::policy(&self.case.name) else {
            return;
        };
        let policy = self.case.header.policy.unwrap_or_default().grant();
        if policy.to_string() != named {
            let message = format!("the path names the policy `{named}`, the header `{policy}`");
            let mend = "give the header that policy, or move the case";
            self.wrong(header::find(&self.case.text, "policy"), message, mend);
        }
    }

    fn callees(&self, line: u32) -> impl Iterator<Item = String> {
        self.case
            .sites
            .iter()
            .filter(move |site| site.site == Site::Line(line))
            .filter_map(|site| match &site.callee {
                Callee::Import { module, name } => Some(interface::shown(module, name)),
                _ => None,
            })
    }
}
