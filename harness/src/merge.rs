//! Recordings that belong together, such as those of the parts of a run, as one.

use crate::recording::Recording;

impl Recording {
    /// Adds another recording, of other trials over the same suite.
    ///
    /// # Errors
    /// How the two do not belong together.
    pub(crate) fn merge(&mut self, other: Recording) -> Result<(), String> {
        let (began, more) = (&mut self.began, other.began);
        if began.against != more.against {
            return Err("they are held against different files".to_owned());
        }
        if began.grids != more.grids || began.claims != more.claims {
            return Err("they are of different versions of the suite".to_owned());
        }
        for column in more.columns {
            match began
                .columns
                .iter_mut()
                .find(|one| one.label == column.label)
            {
                None => began.columns.push(column),
                Some(known) if known.version == column.version && known.causes == column.causes => {
                    known.speaks.extend(column.speaks);
                    known.speaks.sort();
                    known.speaks.dedup();
                }
                Some(known) => {
                    return Err(format!(
                        "{} is at the version {} in one, and {} in another, or differs for other causes",
                        column.label, known.version, column.version
                    ));
                }
            }
        }
        for case in more.cases {
            match began.cases.binary_search_by(|one| one.name.cmp(&case.name)) {
                Err(place) => began.cases.insert(place, case),
                Ok(place) if began.cases[place] == case => {}
                Ok(_) => return Err(format!("{} has another text in one of them", case.name)),
            }
        }
        began.planned += more.planned;
        self.trials.extend(other.trials);
        self.interrupted |= other.interrupted;
        self.strays.extend(other.strays);
        self.strays.sort();
        self.strays.dedup();
        self.sort();
        let twice = self
            .trials
            .windows(2)
            .find(|pair| pair[0].name() == pair[1].name());
        match twice {
            Some(pair) => Err(format!("{} is in two of them", pair[0].name())),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Began, CaseSeen, ColumnSeen, MeasuredSeen, TrialSeen};
    use crate::outcome::Outcome;
    use crate::verdict::Verdict;

    /// A part of a run, of these cases on `mine` at this version.
    fn part(version: &str, cases: &[&str]) -> Recording {
        let trial = |case: &&str| {
            let measured = MeasuredSeen::bare(Verdict::Conforms, Outcome::Completed);
            TrialSeen::answering((case, "mine"), ("f()", "ok"), false, measured)
        };
        Recording {
            began: Began {
                columns: vec![ColumnSeen::bare("mine", version)],
                planned: cases.len(),
                cases: cases.iter().map(|case| CaseSeen::bare(case)).collect(),
                ..Began::default()
            },
            trials: cases.iter().map(trial).collect(),
            ..Recording::default()
        }
    }

    #[test]
    fn parts_make_the_whole_whatever_their_order() {
        let mut whole = part("1", &["a/2", "a/4"]);
        whole.merge(part("1", &["a/1", "a/3"])).unwrap();
        assert_eq!(whole, part("1", &["a/1", "a/2", "a/3", "a/4"]));
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        let mut other = part("1", &["a/2"]);
        other.began.against = Some("known.toml".to_owned());
        let mut text = part("1", &["a/1"]);
        text.began.cases[0].text = "another".to_owned();
        for (other, why) in [
            (
                part("2", &["a/2"]),
                "mine is at the version 1 in one, and 2 in another",
            ),
            (part("1", &["a/1"]), "a/1::mine is in two of them"),
            (other, "they are held against different files"),
            (text, "a/1 has another text in one of them"),
        ] {
            let told = part("1", &["a/1"]).merge(other).unwrap_err();
            assert!(told.starts_with(why), "{told}");
        }
    }
}
