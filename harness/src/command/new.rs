//! `wasock new`.

use std::process::ExitCode;

use crate::mistake;
use crate::skeleton::{self, SkeletonError};
use crate::snapshot::ORACLE;
use crate::started;

use super::say::say;

/// What `wasock new` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What the case asks: <interface>/<socket>/<state>/<operation>, and -<suffix> where there is one already. The interface
    /// may be left out where only one has such a socket.
    cell: String,
}

/// Writes the skeleton of a case, and says what is to be done with it.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let path = match skeleton::write(&suite.cases, &suite.grids, &arguments.cell) {
        Ok(path) => path,
        Err(SkeletonError::Wrong(all)) => {
            super::show(&all);
            anyhow::bail!("the skeletons cannot be used; nothing was written");
        }
        Err(error) => return Err(error.into()),
    };
    let file = mistake::shown(&path);
    let below = path.strip_prefix(&suite.cases).unwrap_or(&path);
    let name = below.with_extension("");
    let name = name.display();
    let wasock = started::words();
    say(format_args!(
        "{file}

Now fill it in, as cases/README.md says:
  - what is asked, what must be answered and why, in place of the first line;
  - the level, and in `refs` the claims of cases/claims that the expectation rests on;
  - what these require, in place of `;;= *`.

See what is answered, then whether it is what the case expects, then accept its snapshots:
  {wasock} trace {file} --runner {ORACLE}
  {wasock} run {name}
  INSTA_UPDATE=always cargo test --test conformance -- {name}
"
    ))?;
    Ok(ExitCode::SUCCESS)
}
