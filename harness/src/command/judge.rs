//! `wasock judge`.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::claims::Claim;
use crate::expect::Expectation;
use crate::header::Level;
use crate::log::{self, Ended, Key};
use crate::manifest::Manifest;
use crate::measure::Measured;
use crate::record::Legend;
use crate::verdict::Gravity;
use crate::{instrument, name, started};
use anyhow::Context as _;

use super::exit;
use super::program::Program;
use super::say::say;

/// What `wasock judge` takes.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The case, by its name or its file, and after a colon one of its variants.
    case: String,
    /// What the guest printed; without it, or for `-`, standard input.
    log: Option<PathBuf>,
    /// How the guest ended, where its report breaks off: inside of a call it hung, if this is absent.
    #[arg(long, value_name = "HOW")]
    ended: Option<Ended>,
    /// Judge by this file, which `export` has written, and not by the suite.
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
}

const EXAMPLES: &str = "\
A module that `wasock emit --traced` has written reports its calls in lines among what it prints, on any runtime. This reads them, from
anywhere, and says what the runtime answered and how that stands to what is required.

Examples:
  wasock emit wasix/stream/listening/listen --traced -o traced.wasm
  wasmer run --net traced.wasm | wasock judge wasix/stream/listening/listen
  timeout 5 mine traced.wasm > log; wasock judge wasix/stream/listening/accept log --ended hung

Exit codes:
  0    it is as required, or the documents leave it open
  1    it deviates, or the question was not asked
  2    it is no log of this case, or one that breaks off between calls, of which --ended does not say how
  3    it crashed, or hung where it may not";

/// Judges a log.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let asked = match &arguments.manifest {
        Some(file) => Asked::of_manifest(file, &arguments.case)?,
        None => Asked::of_suite(&arguments.case)?,
    };
    let Asked { name, needed, .. } = &asked;
    if let Some(needed) = needed {
        anyhow::bail!(
            "{name} cannot be tried by hand, since it needs {needed}; `{} run {name}` tries it",
            started::words()
        );
    }
    let printed = printed(arguments)?;
    let required = (asked.level, &asked.expectations[..]);
    let measured = log::judge(
        required,
        (&asked.legend, asked.key),
        &printed,
        arguments.ended,
    );
    let measured = measured
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("this is no log of {name}"))?;
    say(told(&asked, &measured))?;
    Ok(ExitCode::from(match measured.judgement.gravity() {
        Gravity::Nothing => 0,
        Gravity::Crashed | Gravity::Hung => exit::FELL,
        Gravity::Broken => exit::FAULT,
        _ => exit::FAILED,
    }))
}

/// What a case asks.
struct Asked {
    name: String,
    level: Level,
    expectations: Vec<Expectation>,
    legend: Legend,
    key: Key,
    claims: Vec<Claim>,
    /// What it needs that nobody has who runs it by hand.
    needed: Option<String>,
}

impl Asked {
    fn of_suite(given: &str) -> anyhow::Result<Asked> {
        let suite = super::suite()?;
        let case = super::case(&suite, given)?;
        let (_, variant) = name::parts(&case.name);
        let file = name::file(&suite.cases, &case.name);
        let program = Program::load(&(file, variant.map(str::to_owned)))?;
        let key = Key::of(&program.module);
        let traced = instrument::instrument(&program.module, &program.lines, &key.seal())?;
        let refs = case.header.refs.iter();
        Ok(Asked {
            claims: refs
                .filter_map(|id| suite.claims.get(id))
                .cloned()
                .collect(),
            needed: log::unable(&case).map(str::to_owned),
            level: case.header.level,
            legend: traced.legend,
            key,
            expectations: case.expectations,
            name: case.name,
        })
    }

    fn of_manifest(file: &Path, name: &str) -> anyhow::Result<Asked> {
        let wrong = |why: String| anyhow::anyhow!("{} is no manifest: {why}", file.display());
        let manifest = Manifest::read(file).map_err(wrong)?;
        let case = manifest.case(name);
        let case = case.with_context(|| format!("{} has no case {name}", file.display()))?;
        let refs = case.refs.iter();
        Ok(Asked {
            claims: refs.filter_map(|id| manifest.claim(id)).cloned().collect(),
            needed: case.by_hand.clone(),
            level: case.level,
            legend: case.legend().map_err(wrong)?,
            key: case.key().map_err(wrong)?,
            expectations: case.expectations().map_err(wrong)?,
            name: name.to_owned(),
        })
    }
}

fn printed(arguments: &Arguments) -> anyhow::Result<Vec<u8>> {
    let file = arguments
        .log
        .as_ref()
        .filter(|file| file.as_os_str() != "-");
    if let Some(file) = file {
        return std::fs::read(file).with_context(|| format!("cannot read {}", file.display()));
    }
    let mut printed = Vec::new();
    let read = std::io::stdin().read_to_end(&mut printed);
    read.context("standard input cannot be read")?;
    Ok(printed)
}

/// The calls, how it ended, and how that stands to what is required.
fn told(asked: &Asked, measured: &Measured) -> String {
    let mut text = measured.transcript();
    let _ = writeln!(text, "\n{}: {}", asked.name, measured.judgement.verdict);
    let Some(finding) = &measured.judgement.finding else {
        return text;
    };
    let mut expectations = asked.expectations.iter();
    if let Some(expectation) = expectations.find(|one| one.line == finding.line) {
        let _ = writeln!(text, "  required  L{} {}", finding.line, expectation.text);
    }
    for claim in &asked.claims {
        let (document, place, promise) = (&claim.document, &claim.place, &claim.promise);
        let _ = writeln!(text, "  because   {document}, {place}: {promise}");
    }
    text
}
