//! A case, as events have it.

use serde::{Deserialize, Serialize};

use crate::expect::Purpose;
use crate::header::Level;
use crate::host::Injection;
use crate::name;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSeen {
    /// Its path without `.wat`.
    pub name: String,
    /// What its path says that it asks, where its folder has a grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellSeen>,
    /// How binding its expectations are.
    pub level: Level,
    /// What a call of the host is answered in the place of the kernel, if any is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inject: Option<Injection>,
    /// What is asked, what must be answered, and why.
    pub prose: String,
    /// The ids of the claims that the expectations rest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// The line, from 1, whose answer is that of the whole case: the first that asks the operation of its path.
    pub asks: u32,
    /// What each line expects.
    pub expectations: Vec<ExpectationSeen>,
    /// The whole text of the file.
    pub text: String,
}

#[cfg(test)]
impl CaseSeen {
    /// A case of this name that must be met and of which nothing else is said.
    pub(crate) fn bare(name: &str) -> CaseSeen {
        CaseSeen {
            name: name.to_owned(),
            cell: None,
            level: Level::Must,
            inject: None,
            prose: String::new(),
            refs: Vec::new(),
            asks: 1,
            expectations: Vec::new(),
            text: String::new(),
        }
    }

    /// The same of a case with one question, on line 1, to which these answers are right.
    pub(crate) fn asking(name: &str, text: &str) -> CaseSeen {
        CaseSeen {
            expectations: vec![ExpectationSeen {
                line: 1,
                purpose: Purpose::Question,
                text: text.to_owned(),
                after: None,
                sides: Vec::new(),
            }],
            ..CaseSeen::bare(name)
        }
    }
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellSeen {
    /// The kind of socket.
    pub socket: String,
    /// The state.
    pub state: String,
    /// The operation.
    pub operation: String,
    /// The operation that the case asks in its place, where that is a synonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// The row over all interfaces that it belongs to, `stream/bound/listen`; none where its grid does not declare it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
}

/// What a line expects of the call on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectationSeen {
    /// The line, from 1.
    pub line: u32,
    /// What a wrong answer means.
    pub purpose: Purpose,
    /// The answers that are right, as the case has them.
    pub text: String,
    /// The line of the call whose answer says which of them are right, where that depends on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
    /// The ids of the claims that contradict each other here, each of which says another answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<String>,
}

/// What a command takes for the case of this name: its file, from the folder of the suite, and after a colon its variant.
pub fn file(case: &str) -> String {
    match name::parts(case) {
        (path, None) => format!("cases/{path}.wat"),
        (path, Some(variant)) => format!("cases/{path}.wat:{variant}"),
    }
}

impl CaseSeen {
    /// The interface, which is the folder that it stands in.
    pub fn interface(&self) -> &str {
        name::folder(&self.name)
    }

    /// The questions, in the order of their lines.
    pub fn questions(&self) -> impl Iterator<Item = &ExpectationSeen> {
        let all = self.expectations.iter();
        all.filter(|one| one.purpose == Purpose::Question)
    }

    /// What is expected of the call on this line.
    pub fn expectation(&self, line: u32) -> Option<&ExpectationSeen> {
        self.expectations.iter().find(|one| one.line == line)
    }
}

impl CellSeen {
    /// Whether the case asks this operation, by its name or by a synonym.
    pub fn asks(&self, operation: &str) -> bool {
        self.operation == operation || self.asked.as_deref() == Some(operation)
    }
}
