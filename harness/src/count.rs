//! How many there are, for a person to read.

/// A number with the words for what there is so often, which are `one` of a single one: `1 trial is`, `2 trials are`.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// How many trials.
pub(crate) fn trials(count: usize) -> String {
    counted(count, "trial", "trials")
}

/// How many cases.
pub(crate) fn cases(count: usize) -> String {
    counted(count, "case", "cases")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_from_none_and_from_several() {
        let told = [0, 1, 2].map(|count| counted(count, "trial is", "trials are"));
        assert_eq!(told, ["0 trials are", "1 trial is", "2 trials are"]);
    }
}
