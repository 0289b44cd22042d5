//! Recordings that belong together, such as those of the parts of a run, as one.

use crate::count::counted;
use crate::event::{ColumnSeen, ResultSeen};
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
        let mut trials = other.trials;
        for column in more.columns {
            let mut known = began.columns.iter_mut();
            let Some(known) = known.find(|one| one.label == column.label) else {
                began.columns.push(column);
                continue;
            };
            if known.version != column.version {
                return Err(format!(
                    "{} is at the version {} in one, and {} in another",
                    column.label, known.version, column.version
                ));
            }
            let places = known.join(column);
            for trial in &mut trials {
                if let ResultSeen::Measured(measured) = &mut trial.result
                    && trial.column == known.label
                {
                    measured.cause = measured.cause.and_then(|cause| places.get(cause).copied());
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
        began.shards.extend(more.shards);
        self.trials.extend(trials);
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

    /// Says which parts are missing of the runs that these are parts of. Of those that are here with all of their parts, nothing more is
    /// known to have been parts.
    ///
    /// # Errors
    /// What is missing.
    pub(crate) fn complete(&mut self) -> Result<(), String> {
        let missing = self.began.missing();
        if let Some(missing) = missing.first() {
            return Err(missing.clone());
        }
        let (seen, planned) = (self.trials.len(), self.began.planned);
        if seen < planned && !self.interrupted {
            return Err(format!(
                "{seen} of {} in them",
                counted(planned, "trial is", "trials are")
            ));
        }
        self.began.shards.clear();
        Ok(())
    }
}

impl ColumnSeen {
    /// Adds what another recording says of the same column, and answers with the places at which the causes of that are now: what a
    /// vendor's file explains is a cause only of trials that a part has seen.
    fn join(&mut self, other: ColumnSeen) -> Vec<usize> {
        self.speaks.extend(other.speaks);
        self.speaks.sort();
        self.speaks.dedup();
        let places = other.causes.into_iter().map(|cause| self.place_of(cause));
        places.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cause::Cause;
    use crate::event::{Began, CaseSeen, MeasuredSeen, ShardSeen, TrialSeen};
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

    /// A vendor's file explains in each part what that has seen.
    #[test]
    fn causes_are_those_of_all_parts_and_each_trial_keeps_its_own() {
        let because = |case: &str, reasons: &[&str], own: usize| {
            let mut part = part("1", &[case]);
            let causes = reasons.iter().map(|reason| Cause {
                cases: Vec::new(),
                reason: (*reason).to_owned(),
                upstream: None,
            });
            part.began.columns[0].causes = causes.collect();
            let ResultSeen::Measured(measured) = &mut part.trials[0].result else {
                panic!("it was tried");
            };
            measured.cause = Some(own);
            part
        };
        let mut whole = because("a/1", &["ours", "first"], 1);
        whole.merge(because("a/2", &["ours", "second"], 1)).unwrap();
        whole.merge(because("a/3", &["second", "ours"], 1)).unwrap();
        let causes = &whole.began.columns[0].causes;
        let told = whole.trials.iter().map(|trial| {
            let cause = trial.measured().unwrap().cause.unwrap();
            causes[cause].reason.as_str()
        });
        assert_eq!(told.collect::<Vec<_>>(), ["first", "second", "ours"]);
        assert_eq!(causes.len(), 3);
    }

    #[test]
    fn a_part_that_is_missing_is_named() {
        let shard = |part: usize, parts: usize| {
            let mut recording = self::part("1", &[&format!("a/{part}")]);
            recording.began.shards = vec![ShardSeen {
                columns: vec!["mine".to_owned()],
                trials: parts,
                part,
                parts,
            }];
            recording
        };
        let mut two = shard(3, 3);
        two.merge(shard(1, 3)).unwrap();
        assert_eq!(
            two.clone().complete(),
            Err("part 2 of 3 of the run on mine is missing".to_owned())
        );
        two.merge(shard(2, 3)).unwrap();
        two.complete().unwrap();
        assert_eq!(two, part("1", &["a/1", "a/2", "a/3"]));
        two.trials.pop();
        let why = "2 of 3 trials are in them".to_owned();
        assert_eq!(two.complete(), Err(why));
    }
}
