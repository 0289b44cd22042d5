//! Placeholders: what stands in the arguments of a command, in braces, for what is known only when it runs. A misspelt one would be
//! passed on as it is written, and the command would say what it likes of that.

use crate::near;

/// What an argument may have in it wherever it stands: the folder of the runtime's file, and where the runtime was installed.
pub(super) const ANYWHERE: &[&str] = &["here", "installed"];
/// What an argument of the command may have in it besides.
pub(super) const IN_COMMAND: &[&str] = &["guest", "folder", "here", "installed"];
/// What an argument may have in it of a command that is on the command line, which is in no folder and is not installed.
pub(super) const IN_LINE: &[&str] = &["guest", "folder"];
/// What an argument of the command may be that stands for others.
pub(super) const FOR_OTHERS: &[&str] = &["interface", "policy", "listeners"];
/// What an argument may have in it that puts a guest under a policy, or hands it a socket.
pub(super) const WITH_ADDRESS: &[&str] = &["address", "here", "installed"];

/// What is wrong with the placeholders of an argument that may have `parts` in it, or be one of `wholes`: the message, and how it is to
/// be mended. A word in braces is one if it is of lower-case letters alone.
pub(super) fn wrong(argument: &str, parts: &[&str], wholes: &[&str]) -> Option<(String, String)> {
    words(argument).find_map(|word| {
        let is_whole = argument.len() == word.len() + 2;
        if parts.contains(&word) || is_whole && wholes.contains(&word) {
            return None;
        }
        if wholes.contains(&word) {
            let message = format!("`{{{word}}}` is only a part of an argument");
            return Some((message, "write it as an argument of its own".to_owned()));
        }
        let known = || parts.iter().chain(wholes).copied();
        let message = format!(
            "nothing stands for `{{{word}}}` here{}",
            near::told(word, known())
        );
        let known: Vec<String> = known().map(|one| format!("{{{one}}}")).collect();
        let mend = format!("there are {}", known.join(", "));
        Some((message, mend))
    })
}

/// The words of lower-case letters that stand in braces.
fn words(argument: &str) -> impl Iterator<Item = &str> {
    let begun = argument.split('{').skip(1);
    let words = begun.filter_map(|rest| Some(rest.split_once('}')?.0));
    words.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_that_there_is_not_is_told_with_those_that_are_near() {
        let told = |argument| wrong(argument, IN_COMMAND, FOR_OTHERS);
        for right in [
            "{guest}",
            "--dir={folder}::{guest}",
            "{policy}",
            "{}",
            "{",
            "}{",
            "x => { return {a: 1} }",
            "{GUEST}",
        ] {
            assert_eq!(told(right), None, "{right}");
        }
        for (argument, message) in [
            ("{gest}", "nothing stands for `{gest}` here; near are guest"),
            (
                "{guest}{polcy}",
                "nothing stands for `{polcy}` here; near are policy",
            ),
            ("{address}", "nothing stands for `{address}` here"),
            ("--x={policy}", "`{policy}` is only a part of an argument"),
        ] {
            assert_eq!(told(argument).unwrap().0, message);
        }
        let (_, mend) = wrong("{guest}", WITH_ADDRESS, &[]).unwrap();
        assert_eq!(mend, "there are {address}, {here}, {installed}");
    }
}
