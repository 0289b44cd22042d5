//! Which trials a command line selects.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use crate::column::Columns;
use crate::event::{GridSeen, Row, ShardSeen};
use crate::filter::Filter;
use crate::started;
use crate::suite::{self, Suite, Trial};

/// What selects trials.
#[derive(clap::Args, Default)]
pub(super) struct Selection {
    /// Run only these trials: by a part of their name (stream/listening), a case on one runner (listen::wasmer), a file or a folder
    /// of cases (cases/wasix/stream/open/bind.wat), or a pattern (wasix/stream/*/bind*).
    filters: Vec<String>,
    /// Take the filters for whole names, of cases or of trials.
    #[arg(long, requires = "filters")]
    exact: bool,
    /// Leave out what this filter means; may be given more than once.
    #[arg(long, value_name = "FILTER")]
    skip: Vec<String>,
    /// Run the cases of one row over all interfaces, and show what each answers in its own words: stream/bound/listen.
    #[arg(long, value_name = "ROW", conflicts_with = "filters")]
    compare: Option<String>,
    /// Run one of so many parts of the cases, each of which has about as many: 2/5. `wasock merge` puts them together.
    #[arg(long, value_name = "PART/PARTS")]
    shard: Option<Shard>,
}

/// One of several parts, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shard {
    part: usize,
    parts: usize,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/');
        let read = |(part, parts): (&str, &str)| Some((part.parse().ok()?, parts.parse().ok()?));
        match numbers.and_then(read) {
            Some((part, parts)) if (1..=parts).contains(&part) => Ok(Shard { part, parts }),
            _ => Err("write which part, from 1, and of how many: 2/5".to_owned()),
        }
    }
}

/// What is selected.
pub(super) struct Selected {
    pub(super) trials: Vec<Trial>,
    /// Which part of all that is meant these are, where they are one.
    pub(super) shard: Option<ShardSeen>,
}

impl Selection {
    /// Whether it means every trial.
    pub(super) fn is_everything(&self) -> bool {
        self.filters.is_empty()
            && self.skip.is_empty()
            && self.compare.is_none()
            && self.shard.is_none()
    }

    /// The row that is to be compared.
    ///
    /// # Errors
    /// When there is no such row.
    pub(super) fn row(&self, grids: &[GridSeen]) -> anyhow::Result<Option<Row>> {
        let row = self.compare.as_ref();
        Ok(row.map(|given| Row::find(grids, given)).transpose()?)
    }

    /// The trials in these columns.
    ///
    /// # Errors
    /// When a case has a mistake, and when nothing is selected, or by one of the filters nothing. That a part of what is selected has no
    /// trial is no error: there may be more parts than cases.
    pub(super) fn trials(&self, suite: &Suite, columns: &Columns) -> anyhow::Result<Selected> {
        let grids = GridSeen::from_suite(suite);
        let row = self.row(&grids)?;
        let wanted = filters(&self.filters, self.exact)?;
        let unwanted = filters(&self.skip, false)?;
        let of_row = |name: &str| {
            let of_case = || Row::of_cell(&grids, &suite.grids.cell(name)?);
            row.is_none() || row == of_case()
        };
        let means = |filters: &[Filter], name: &str| filters.iter().any(|one| one.means_case(name));
        let cases = super::cases(suite, |name| {
            of_row(name) && (wanted.is_empty() || means(&wanted, name))
        })?;
        let mut trials: Vec<Trial> = cases
            .into_iter()
            .flat_map(|case| suite::trials(&Arc::new(case), columns))
            .collect();
        for filter in wanted.iter().chain(&unwanted) {
            if !trials.iter().any(|trial| is_meant(filter, trial)) {
                anyhow::bail!(
                    "{}; `{} list` has all names",
                    filter.says_nothing(&all(suite, columns)?),
                    started::words()
                );
            }
        }
        trials.retain(|trial| {
            let meant = |filters: &[Filter]| filters.iter().any(|one| is_meant(one, trial));
            (wanted.is_empty() || meant(&wanted)) && !meant(&unwanted)
        });
        match (trials.is_empty(), &row) {
            (false, _) => {}
            (true, Some(row)) => {
                anyhow::bail!("no case asks {} yet, on these runners", row.name)
            }
            (true, None) => anyhow::bail!("nothing is selected, so nothing was run"),
        }
        let shard = self.shard.map(|Shard { part, parts }| ShardSeen {
            columns: columns.iter().map(|one| one.label.clone()).collect(),
            trials: trials.len(),
            part,
            parts,
        });
        if let Some(Shard { part, parts }) = self.shard {
            // All trials of a case are in one part, so that what the reference does stands beside what the others do.
            let names: BTreeSet<String> = trials.iter().map(|one| one.case.name.clone()).collect();
            let mine = names.into_iter().skip(part - 1).step_by(parts);
            let mine = BTreeSet::from_iter(mine);
            trials.retain(|trial| mine.contains(&trial.case.name));
        }
        Ok(Selected { trials, shard })
    }
}

/// Which cases are meant by words, of a command that asks nothing of runners.
pub(super) struct Meant(Vec<Filter>);

impl Meant {
    /// Reads the words. One that names a runner is to name one of these columns.
    ///
    /// # Errors
    /// When one of them means no case, with the names that are near.
    pub(super) fn new(suite: &Suite, words: &[String], columns: &Columns) -> anyhow::Result<Meant> {
        let filters = filters(words, false)?;
        let names = suite.names()?;
        for filter in &filters {
            let is_meant = names.iter().any(|name| filter.means_case(name));
            let all = match is_meant && filter.names_column() {
                true => all(suite, columns)?,
                false => bare(&names),
            };
            let is_meant = is_meant
                && all
                    .iter()
                    .any(|(case, column)| match filter.names_column() {
                        true => filter.means(case, column),
                        false => true,
                    });
            if !is_meant {
                let why = filter.says_nothing(&all);
                anyhow::bail!("{why}; `{} list` has all names", started::words());
            }
        }
        Ok(Meant(filters))
    }

    /// Whether the case of this name is meant; without a word every one is.
    pub(super) fn means(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|filter| filter.means_case(name))
    }
}

fn filters(words: &[String], exact: bool) -> anyhow::Result<Vec<Filter>> {
    // It is a part of every name, and a variable of a shell that is not set.
    anyhow::ensure!(
        words.iter().all(|word| !word.trim().is_empty()),
        "an empty word says nothing of what is meant; without a word, all is"
    );
    let words = words.iter();
    Ok(words.map(|word| Filter::new(word, exact)).collect())
}

/// Names of cases, of no column.
fn bare(names: &[String]) -> Vec<(String, String)> {
    let names = names.iter();
    names.map(|name| (name.clone(), String::new())).collect()
}

fn is_meant(filter: &Filter, trial: &Trial) -> bool {
    filter.means(&trial.case.name, &trial.column.label)
}

/// All trials in these columns: the name of the case, and the label of the column.
fn all(suite: &Suite, columns: &Columns) -> anyhow::Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for name in suite.names()? {
        let folder = crate::name::folder(&name);
        let speaking = columns
            .iter()
            .filter(|column| suite::claims(column, folder));
        all.extend(speaking.map(|column| (name.clone(), column.label.clone())));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_one_of_its_parts() {
        assert_eq!("2/5".parse(), Ok(Shard { part: 2, parts: 5 }));
        for wrong in ["0/5", "6/5", "2", "2/", "a/b", "1/0"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
