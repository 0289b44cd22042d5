//! Mistakes in what depends on an earlier answer.

use super::{CELL, case, load, mistakes};

/// Three calls, of which these are the expectations.
fn three(expectations: [&str; 3]) -> String {
    let call = "    (drop (call $sock_listen (i32.const 99) (i32.const 8)))";
    let lines = expectations.map(|expectation| format!("{call} ;;= {expectation}"));
    case(&lines.join("\n"))
}

/// Where the text of an expectation begins.
const COLUMN: usize = 65;

#[test]
fn an_answer_may_depend_on_an_earlier_one() {
    for (test, second, third) in [
        (
            "plain",
            "badf after @told | success after @begun",
            "inval after @told | again after @begun",
        ),
        (
            "chain",
            "badf @one after @told | success @two after @begun",
            "inval after @one | again after @two",
        ),
        (
            "together",
            "badf after @told | success fd=\"@told\" after @begun",
            "*",
        ),
    ] {
        let text = three([
            "connrefused @told | connreset @told | inprogress @begun | traps",
            second,
            third,
        ]);
        let case = load(&format!("labels {test}"), CELL, &text).unwrap();
        let after: Vec<Option<u32>> = case.expectations.iter().map(|one| one.after).collect();
        let last = match test {
            "plain" => Some(6),
            "chain" => Some(7),
            _ => None,
        };
        assert_eq!(after, [None, Some(6), last], "{test}");
    }
}

#[test]
fn each_mistake_has_its_place() {
    let first = "connrefused @told | inprogress @begun";
    let rows: [(&str, [&str; 3], usize, usize, &str); 14] = [
        (
            "no name",
            ["success @", "*", "*"],
            6,
            COLUMN - 4,
            "`@` is no label",
        ),
        (
            "no word",
            ["success @Told", "*", "*"],
            6,
            COLUMN - 4,
            "`@Told` is no label",
        ),
        (
            "nothing after",
            [first, "badf after", "*"],
            7,
            COLUMN - 4,
            "`@` is no label",
        ),
        (
            "more",
            [first, "badf after @told fd=4", "*"],
            7,
            COLUMN - 4,
            "`fd=4` behind `after @told`",
        ),
        (
            "unknown",
            [first, "badf after @tld | success after @begun", "*"],
            7,
            COLUMN + 11,
            "no answer is `@tld`",
        ),
        (
            "own",
            ["success @so after @so", "*", "*"],
            6,
            COLUMN + 18,
            "`@so` is an answer of this very line",
        ),
        (
            "cyclic",
            ["success @one after @two", "success @two after @one", "*"],
            6,
            COLUMN + 19,
            "`@two` is an answer of line 7, which comes later",
        ),
        (
            "twice",
            [
                first,
                "success @told",
                "badf after @told | success after @begun",
            ],
            7,
            COLUMN + 8,
            "`@told` is an answer of line 6 already",
        ),
        (
            "blocks",
            ["blocks @still", "*", "badf after @still"],
            6,
            COLUMN + 7,
            "so `@still` is never set",
        ),
        (
            "traps",
            [
                "success @ok | traps @gone",
                "*",
                "badf after @ok | badf after @gone",
            ],
            6,
            COLUMN + 20,
            "so `@gone` is never set",
        ),
        (
            "unasked",
            [first, "*", "*"],
            6,
            COLUMN + 12,
            "nothing is said to be right after `@told`",
        ),
        (
            "bare",
            [first, "badf after @told | success", "*"],
            7,
            COLUMN - 4,
            "an answer without `after`",
        ),
        (
            "one way",
            [first, "badf after @told", "*"],
            7,
            COLUMN - 4,
            "nothing is right after `inprogress @begun` of line 6",
        ),
        (
            "two lines",
            [
                first,
                "badf @one after @told | inval @two after @begun",
                "badf after @told | inval after @two",
            ],
            8,
            COLUMN + 31,
            "`@told` and `@two` are answers of two lines",
        ),
    ];
    for (test, expectations, line, column, message) in rows {
        let found = mistakes(&format!("labels {test}"), CELL, &three(expectations));
        let first = found.first().unwrap();
        assert!(first.2.contains(message), "{test}: {first:?}");
        assert_eq!((first.0, first.1), (line, column), "{test}: {first:?}");
    }
}
