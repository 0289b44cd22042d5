//! What changed from one recorded column to another.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Entry, Recorded};
use crate::count::{cases, counted};
use crate::snapshot::{SnapshotError, Snapshots};
use crate::verdict::Gravity;

/// How a trial changed. The worst come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    NewlyWrong,
    Worse,
    DifferentlyWrong,
    NotAsked,
    Gone,
    DifferentlyRight,
    New,
    Asked,
    Better,
    NewlyRight,
}

impl Kind {
    fn title(self) -> &'static str {
        match self {
            Kind::NewlyWrong => "newly wrong",
            Kind::Worse => "more wrong",
            Kind::DifferentlyWrong => "differently wrong",
            Kind::NotAsked => "not asked any more",
            Kind::Gone => "gone: not tried any more",
            Kind::DifferentlyRight => "differently right",
            Kind::New => "new: not tried before",
            Kind::Asked => "asked, and was not before",
            Kind::Better => "less wrong",
            Kind::NewlyRight => "newly right",
        }
    }

    /// How a change is called from one gravity to another.
    fn of(old: Gravity, new: Gravity) -> Kind {
        let unasked = |gravity| matches!(gravity, Gravity::NotAsked | Gravity::Unsupported);
        match (old, new) {
            (old, new) if unasked(new) && !unasked(old) => Kind::NotAsked,
            (old, new) if unasked(old) && !unasked(new) => Kind::Asked,
            (Gravity::Nothing, Gravity::Nothing) => Kind::DifferentlyRight,
            (Gravity::Nothing, _) => Kind::NewlyWrong,
            (_, Gravity::Nothing) => Kind::NewlyRight,
            (old, new) if new > old => Kind::Worse,
            (old, new) if new < old => Kind::Better,
            _ => Kind::DifferentlyWrong,
        }
    }
}

/// A trial that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    kind: Kind,
    gravity: Gravity,
    case: String,
    /// What each said, at the first line where they differ.
    lines: Option<(String, String)>,
}

/// All that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Changes {
    changes: Vec<Change>,
    /// How many trials are the same.
    same: usize,
    /// How many cases have another text now than when one of the two was recorded.
    asked_otherwise: usize,
}

/// Compares two recorded columns. What is the baseline's in both is the same in both, and what one of them does now so, now otherwise
/// is the same where the other does one of it.
///
/// # Errors
/// [`SnapshotError`] when a baseline cannot be read.
pub(crate) fn diff(
    old: &Recorded,
    new: &Recorded,
    snapshots: &Snapshots,
) -> Result<Changes, SnapshotError> {
    let cases: BTreeSet<&String> = old.trials.keys().chain(new.trials.keys()).collect();
    let mut changes = Changes {
        changes: Vec::new(),
        same: 0,
        asked_otherwise: 0,
    };
    for case in cases {
        let (before, now) = match (old.trials.get(case), new.trials.get(case)) {
            (Some(before), Some(now)) => (before, now),
            (before, _) => {
                changes.changes.push(Change {
                    kind: if before.is_some() {
                        Kind::Gone
                    } else {
                        Kind::New
                    },
                    gravity: Gravity::Nothing,
                    case: case.clone(),
                    lines: None,
                });
                continue;
            }
        };
        if before.of() != now.of() {
            changes.asked_otherwise += 1;
            continue;
        }
        let baseline = snapshots.baseline(case)?.unwrap_or_default();
        let (before, now) = (told(before, &baseline), told(now, &baseline));
        if before.1.iter().any(|answer| now.1.contains(answer)) {
            changes.same += 1;
            continue;
        }
        changes.changes.push(Change {
            kind: Kind::of(before.0, now.0),
            gravity: before.0.max(now.0),
            case: case.clone(),
            lines: first_difference(&before.1[0], &now.1[0]),
        });
    }
    changes.changes.sort_by(|one, other| {
        let key = |change: &Change| (change.kind, std::cmp::Reverse(change.gravity));
        key(one)
            .cmp(&key(other))
            .then_with(|| one.case.cmp(&other.case))
    });
    Ok(changes)
}

/// How grave what an entry says is, and what it says: a transcript at least.
fn told(entry: &Entry, baseline: &str) -> (Gravity, Vec<String>) {
    match entry {
        Entry::Baseline(_) => (Gravity::Nothing, entry.answers(baseline)),
        Entry::Other(other) => (other.is.gravity(), other.answers()),
        Entry::Ignored(ignored) => (
            Gravity::NotAsked,
            vec![format!("ignored: {}", ignored.ignored)],
        ),
    }
}

/// The first lines in which two transcripts differ.
fn first_difference(before: &str, now: &str) -> Option<(String, String)> {
    let (mut old, mut new) = (before.lines(), now.lines());
    loop {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (one, other) if one == other => {}
            (one, other) => {
                let text = |line: Option<&str>| line.unwrap_or("(nothing)").to_owned();
                return Some((text(one), text(other)));
            }
        }
    }
}

impl Changes {
    /// Whether nothing changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Shows them: how many of each kind, and each with its first call that answers otherwise.
    pub(crate) fn render(&self, old: &str, new: &str) -> String {
        let mut text = format!(
            "From {old} to {new}: {} the same",
            counted(self.same, "trial is", "trials are")
        );
        let mut kinds: Vec<Kind> = self.changes.iter().map(|change| change.kind).collect();
        kinds.dedup();
        for kind in &kinds {
            let count = self
                .changes
                .iter()
                .filter(|change| change.kind == *kind)
                .count();
            let _ = write!(text, ", {count} {}", kind.title());
        }
        text.push_str(".\n");
        if self.asked_otherwise > 0 {
            let count = self.asked_otherwise;
            let _ = writeln!(
                text,
                "{} had another text when one of the two was recorded, and {} left out.",
                cases(count),
                if count == 1 { "is" } else { "are" }
            );
        }
        for kind in kinds {
            let _ = writeln!(text, "\n{}:", kind.title());
            for change in self.changes.iter().filter(|change| change.kind == kind) {
                let gravity = match change.gravity {
                    Gravity::Nothing => String::new(),
                    gravity => format!("  [{gravity}]"),
                };
                let _ = writeln!(text, "  {}{gravity}", change.case);
                if let Some((before, now)) = &change.lines {
                    let _ = writeln!(text, "    - {before}\n    + {now}");
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Ignored, Other};
    use super::*;
    use crate::event::{CallSeen, MeasuredSeen};
    use crate::header::Level;
    use crate::outcome::Outcome;
    use crate::record::Site;
    use crate::verdict::Verdict;

    /// A trial whose only call answered so.
    fn answered(verdict: Verdict, answer: &str) -> Entry {
        let call = CallSeen {
            site: Site::Line(7),
            call: "f()".to_owned(),
            waited: false,
            answer: answer.to_owned(),
            errno: None,
            outs: Vec::new(),
            host: Vec::new(),
        };
        Entry::Other(Box::new(Other {
            of: "1".to_owned(),
            is: MeasuredSeen {
                calls: vec![call],
                ..MeasuredSeen::bare(verdict, Outcome::Completed)
            },
            or: Vec::new(),
        }))
    }

    fn recorded(version: &str, trials: &[(&str, Entry)]) -> Recorded {
        Recorded {
            format: super::super::FORMAT,
            runner: "mine".to_owned(),
            version: version.to_owned(),
            speaks: vec!["some".to_owned()],
            trials: trials
                .iter()
                .map(|(case, entry)| ((*case).to_owned(), entry.clone()))
                .collect(),
        }
    }

    /// A folder of snapshots whose baselines all answer `ok`.
    fn snapshots(cases: &[&str]) -> (std::path::PathBuf, Snapshots) {
        let name = format!(
            "wasock-diff-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        );
        let root = std::env::temp_dir().join(name);
        for case in cases {
            let file = root.join(format!("{case}.snap"));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "---\n{}\n---\nL7 f() -> ok\n=> completed\n").unwrap();
        }
        (root.clone(), Snapshots::new(&root, &root, &root))
    }

    #[test]
    fn each_change_is_told_by_what_it_is_and_the_worst_comes_first() {
        let same = || Entry::Baseline("1".to_owned());
        let must = |answer| answered(Verdict::Deviates(Level::Must), answer);
        let ignored = || {
            Entry::Ignored(Ignored {
                of: "1".to_owned(),
                ignored: "it has no peer".to_owned(),
            })
        };
        let old = recorded(
            "1.0.0",
            &[
                ("a/1", same()),
                ("a/2", must("no")),
                ("a/3", must("no")),
                ("a/4", same()),
                ("a/5", ignored()),
                ("a/6", same()),
                ("a/8", Entry::Baseline("2".to_owned())),
                ("a/9", same()),
            ],
        );
        let new = recorded(
            "2.0.0",
            &[
                ("a/1", must("no")),
                ("a/2", same()),
                ("a/3", must("never")),
                ("a/4", answered(Verdict::Conforms, "maybe")),
                ("a/5", same()),
                ("a/7", same()),
                ("a/8", same()),
                ("a/9", same()),
            ],
        );
        let cases = [
            "a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9",
        ];
        let (root, snapshots) = snapshots(&cases);
        let changes = diff(&old, &new, &snapshots).unwrap();
        let nothing = diff(&old, &old, &snapshots).unwrap();
        fs::remove_dir_all(root).unwrap();
        assert!(nothing.is_empty() && !changes.is_empty());
        assert_eq!(changes.render("mine 1.0.0", "mine 2.0.0"), "\
From mine 1.0.0 to mine 2.0.0: 1 trial is the same, 1 newly wrong, 1 differently wrong, 1 gone: not tried any more, \
1 differently right, 1 new: not tried before, 1 asked, and was not before, 1 newly right.
1 case had another text when one of the two was recorded, and is left out.

newly wrong:
  a/1  [must]
    - L7 f() -> ok
    + L7 f() -> no

differently wrong:
  a/3  [must]
    - L7 f() -> no
    + L7 f() -> never

gone: not tried any more:
  a/6

differently right:
  a/4
    - L7 f() -> ok
    + L7 f() -> maybe

new: not tried before:
  a/7

asked, and was not before:
  a/5  [not asked]
    - ignored: it has no peer
    + L7 f() -> ok

newly right:
  a/2  [must]
    - L7 f() -> no
    + L7 f() -> ok
");
    }
}
