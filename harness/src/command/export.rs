//! `wasock export`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::at_once::{at_once, cores};
use crate::case::Case;
use crate::column::Columns;
use crate::count::counted;
use crate::event::GridSeen;
use crate::log::{self, Key};
use crate::manifest::{Exported, Manifest};
use crate::suite::Suite;
use crate::{instrument, interface, name};
use anyhow::Context as _;

use super::program::Program;
use super::say::say;
use super::selection::Meant;

/// What `wasock export` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder for the modules and manifest.json.
    folder: PathBuf,
    /// Only these cases, by the words that `run` takes.
    filters: Vec<String>,
}

/// Writes every case as a module, and as one that reports its calls, with a manifest of what is required of them.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let meant = Meant::new(&suite, &arguments.filters, columns)?;
    let cases = super::cases(&suite, |name| meant.means(name))?;
    let grids = GridSeen::from_suite(&suite);
    let folder = arguments.folder.as_path();
    let exported = at_once(cores(), &cases, |case| export(&suite, &grids, case, folder));
    let exported = exported.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let manifest = folder.join("manifest.json");
    let count = exported.len();
    super::write(&manifest, &Manifest::new(&suite, exported).json())?;
    let cases = counted(count, "case is", "cases are");
    say(format_args!("{cases} in {}\n", manifest.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the modules of a case, and says what is to be said of it.
fn export(
    suite: &Suite,
    grids: &[GridSeen],
    case: &Case,
    folder: &Path,
) -> anyhow::Result<Exported> {
    let (_, variant) = name::parts(&case.name);
    let file = name::file(&suite.cases, &case.name);
    let Program { module, lines, .. } = Program::load(&(file, variant.map(str::to_owned)))?;
    let key = Key::of(&module);
    let traced = instrument::instrument(&module, &lines, &key.seal())?;
    let path = name::path(&case.name);
    let files = (format!("{path}.wasm"), format!("{path}.traced.wasm"));
    let mut modules = vec![(&files.0, module)];
    // One that cannot be tried by hand would report nothing that says anything.
    modules.extend(
        log::unable(case)
            .is_none()
            .then_some((&files.1, traced.module)),
    );
    for (file, module) in modules {
        let file = folder.join(file);
        let module = interface::framed(module)?;
        let written = std::fs::create_dir_all(file.parent().unwrap_or(folder))
            .and_then(|()| std::fs::write(&file, module));
        written.with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(Exported::new(
        case,
        suite,
        grids,
        files,
        (&traced.legend, key),
    ))
}
