//! Cases: `.wat` files that ask one question each.
//!
//! A file with variants holds a case for each of them. They have its name, a colon and theirs:
//! `wasix/stream/open/get-option:no-delay`.

mod check;
pub(crate) mod cited;
pub mod variants;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use crate::assemble::{self, Assembled, CallSite};
use crate::claims::Claims;
use crate::expect::{self, Expectation};
use crate::grid::Grids;
use crate::header::Header;
use crate::instrument::{self, Besides, Instrumented};
use crate::interface;
use crate::lie::Liar;
use crate::measure::SEAL;
use crate::mistake::{Mistake, Mistakes, rest_of_line, shown};
use crate::name;
use crate::peer::Script;
use crate::process::Limits;

use variants::Variant;

/// The prose of a case that its author has not written yet, which a skeleton begins with.
pub const UNWRITTEN: &str = "What is asked here, what must be answered, and why: two sentences.";

/// A case, read and checked.
#[derive(Debug)]
pub struct Case {
    /// The path below the folder of cases, without `.wat`, and its variant if it has any: `wasix/stream/listening/listen`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The whole text of the file, as the variant has it.
    pub text: String,
    /// The comment at the head: what is asked, what must be answered, and why.
    pub prose: String,
    /// What the case says of itself.
    pub header: Header,
    /// What each line expects, in the order of the lines; of the steps of a peer, that they succeed.
    pub expectations: Vec<Expectation>,
    /// The other end of its connections, where the harness is that.
    pub peer: Option<Script>,
    /// The binary module.
    pub assembled: Assembled,
    /// The calls of WASI imports in the module, and those through tables.
    pub sites: Vec<CallSite>,
    /// What every runner runs of it, made when the first one does, or why that cannot be made.
    guest: OnceLock<Result<Instrumented, String>>,
}

/// A case that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file has no such variant.
    #[error("{file} has no variant `{wanted}`{}", known(.variants))]
    Variant {
        /// The file.
        file: String,
        /// The variant that was asked for.
        wanted: String,
        /// The variants that it has.
        variants: Vec<String>,
    },
    /// The file has mistakes.
    #[error(transparent)]
    Wrong(#[from] Mistakes),
}

fn known(variants: &[String]) -> String {
    match variants {
        [] => String::new(),
        variants => format!("; it has {}", variants.join(", ")),
    }
}

impl Case {
    /// Reads the case `name` below the folder `root`; without a variant the first one that it has.
    ///
    /// # Errors
    /// [`CaseError`] when the file cannot be read or has mistakes; all that can be found are reported at once.
    pub fn load(
        root: &Path,
        name: &str,
        claims: &Claims,
        grids: &Grids,
    ) -> Result<Case, CaseError> {
        let path = name::file(root, name);
        let text = read(&path)?;
        let file = shown(&path);
        let (bare, wanted) = name::parts(name);
        let Some(variant) = variant(&file, &text, wanted)? else {
            return Ok(parse(name, path, &file, text, claims, grids).map_err(Mistakes)?);
        };
        let name = format!("{bare}:{}", variant.name);
        let parsed = parse(&name, path, &file, variant.text, claims, grids);
        Ok(parsed.map_err(|mut mistakes| {
            for mistake in mistakes.iter_mut().filter(|_| !variant.is_first) {
                let of = format!(" (in the variant `{}`)", variant.name);
                mistake.message.push_str(&of);
            }
            Mistakes(mistakes)
        })?)
    }

    /// Gives the expectations of the lines that ask the question.
    pub fn questions(&self) -> impl Iterator<Item = &Expectation> {
        expect::questions(&self.expectations)
    }

    /// How far a trial of it may go.
    pub fn limits(&self) -> Limits {
        let limits = Limits::default();
        Limits {
            time: Duration::from_secs(self.header.limit.into()),
            memory: u64::from(self.header.memory) << 20,
            patience: self.header.world.patience().or(limits.patience),
            ..limits
        }
    }

    /// Gives what a runner runs: the bytes of the guest, which report its calls in lines that are sealed by [`SEAL`], and what
    /// those say by numbers.
    ///
    /// # Errors
    /// Why there is no such guest.
    pub fn guest(&self) -> Result<&Instrumented, &str> {
        let made = self.guest.get_or_init(|| self.made(None));
        made.as_ref().map_err(String::as_str)
    }

    /// Gives the same of a guest that is lied to.
    ///
    /// # Errors
    /// Why there is no such guest.
    pub fn lied_to(&self, liar: Liar<'_>) -> Result<Instrumented, String> {
        self.made(Some(liar))
    }

    fn made(&self, liar: Option<Liar<'_>>) -> Result<Instrumented, String> {
        let (module, lines) = (&self.assembled.module, &self.assembled.lines);
        let besides = Besides {
            peer: self.peer.as_ref(),
            blanks: true,
            liar,
            sources: None,
            nested: false,
        };
        let made = instrument::with(module, lines, &besides, &SEAL);
        let made = made.map_err(|error| error.to_string())?;
        let module = interface::framed(made.module).map_err(|error| error.to_string())?;
        Ok(Instrumented { module, ..made })
    }

    /// Gives the lines of the questions, in their order.
    pub fn question_lines(&self) -> Vec<u32> {
        self.questions().map(|question| question.line).collect()
    }

    /// Says whether the calls that the runtime makes of the host are of interest.
    pub fn is_watched(&self) -> bool {
        self.header.inject.is_some() || self.header.host_calls
    }

    /// Says the folder that it stands in: `wasix`, `wasip2`, `seed`, `deny/wasix`.
    pub fn folder(&self) -> &str {
        name::folder(&self.name)
    }

    /// Says whether the case tests the harness and not a runtime.
    pub fn is_self_test(&self) -> bool {
        self.name.starts_with("self/")
    }
}

/// Assembles the module of the case in `file`.
///
/// # Errors
/// The [`Mistake`] of a text that is no valid module.
pub(crate) fn assembled(file: &str, text: &str) -> Result<Assembled, Mistake> {
    assemble::assemble(text).map_err(|error| {
        let span = rest_of_line(text, error.line, error.column);
        let mend = "the module must be valid WebAssembly text";
        Mistake::new(file, text, span, error.message, mend)
    })
}

/// Gives the variant `wanted` of the case in `file`, whose text as it stands is `text`; where none is wanted the first one, if
/// the case has any.
///
/// # Errors
/// [`CaseError`] when the variants have mistakes, or the one that is wanted is none of them.
pub(crate) fn variant(
    file: &str,
    text: &str,
    wanted: Option<&str>,
) -> Result<Option<Variant>, CaseError> {
    let mut variants = variants::read(file, text).map_err(Mistakes)?;
    let Some(wanted) = wanted else {
        return Ok(variants.into_iter().next());
    };
    match variants.iter().position(|one| one.name == wanted) {
        Some(index) => Ok(Some(variants.swap_remove(index))),
        None => Err(CaseError::Variant {
            file: file.to_owned(),
            wanted: wanted.to_owned(),
            variants: variants.into_iter().map(|one| one.name).collect(),
        }),
    }
}

fn read(path: &Path) -> Result<String, CaseError> {
    std::fs::read_to_string(path).map_err(|source| CaseError::Read {
        path: path.to_owned(),
        source,
    })
}

/// Finds the names of all cases below `root`, sorted; variants are in the order of their file.
///
/// # Errors
/// [`CaseError::Read`] for a folder that cannot be read.
pub(crate) fn find(root: &Path) -> Result<Vec<String>, CaseError> {
    let mut all = Vec::new();
    for name in files(root)? {
        // A file that is no text is one case, whoever loads it is told why.
        let text = read(&name::file(root, &name)).unwrap_or_default();
        let variants = variants::names(&text);
        match variants.is_empty() {
            true => all.push(name),
            false => all.extend(variants.iter().map(|variant| format!("{name}:{variant}"))),
        }
    }
    Ok(all)
}

/// The paths of all files of cases below `root`, without `.wat`, sorted.
fn files(root: &Path) -> Result<Vec<String>, CaseError> {
    let mut names = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |source| CaseError::Read {
            path: folder.clone(),
            source,
        };
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "wat") {
                let below = path.strip_prefix(root).expect("the walk began at the root");
                let parts: Vec<_> = below
                    .with_extension("")
                    .iter()
                    .map(|part| part.to_string_lossy().into_owned())
                    .collect();
                names.push(parts.join("/"));
            }
        }
    }
    names.sort();
    Ok(names)
}

fn parse(
    name: &str,
    path: PathBuf,
    file: &str,
    text: String,
    claims: &Claims,
    grids: &Grids,
) -> Result<Case, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let header = Header::parse(file, &text).map_err(|mistake| mistakes.push(mistake));
    let assembled = assembled(file, &text).map_err(|mistake| mistakes.push(mistake));
    let expectations = expect::parse(file, &text).map_err(|all| mistakes.extend(all));
    let prose = prose(&text);
    let (Ok(header), Ok(assembled), Ok(expectations)) = (header, assembled, expectations) else {
        return Err(mistakes);
    };
    let sites = assemble::call_sites(&assembled.module, &assembled.lines).unwrap_or_default();
    let peer = Script::read(file, &text, &header, &sites).unwrap_or_else(|all| {
        mistakes.extend(all);
        None
    });
    let mut case = Case {
        name: name.to_owned(),
        path,
        text,
        prose,
        header,
        expectations,
        peer,
        assembled,
        sites,
        guest: OnceLock::new(),
    };
    mistakes.extend(check::check(&case, file, claims, grids));
    let steps = case.peer.iter().flat_map(|peer| &peer.steps);
    let expected = steps.map(|step| expect::step_succeeds(&case.text, step.line));
    case.expectations.extend(expected.collect::<Vec<_>>());
    case.expectations
        .sort_by_key(|expectation| expectation.line);
    if mistakes.is_empty() {
        Ok(case)
    } else {
        Err(mistakes)
    }
}

/// Joins the comment lines at the head of the file.
fn prose(text: &str) -> String {
    let comments = text.lines().map_while(|line| line.strip_prefix(";;"));
    let lines: Vec<&str> = comments
        .take_while(|line| !line.starts_with(['!', '~', '=', '<']))
        .map(str::trim)
        .collect();
    lines.join(" ")
}
