//! Tidy: what it lays out, and what it leaves alone.

use wasock::assemble::{self, CallSite};
use wasock::suite::Suite;
use wasock::{name, tidy};

const ORDER: [&str; 3] = ["sock_open", "sock_bind", "fd_close"];

const UNTIDY: &str = r#";; Prose  with two  spaces.  
;;! level =   "must"  

;;! refs = [ ]
(module
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasix_32v1"  "sock_bind" (func   $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_advise" (func $fd_advise (param i32 i64 i64 i32) (result i32)))
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory  (export "memory") 1)   
  (data (i32.const 16) "a  b;;" "\00\00") ;; two  words
  (data (i32.const 160) "(" (;mark;))     ;; a parenthesis


  (func (export "_start")
    ;;<  listen
    (drop  (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0))) ;;~ success
    (drop (call $sock_bind (i32.const 1) (i32.const 2)))  ;;=  success  addr=127.0.0.1:*
    (i32.store (i32.const 0) (i32.const 1)) ;; a note
  )
  (func $other)
)

"#;

const TIDY: &str = r#";; Prose  with two  spaces.  
;;! level =   "must"  

;;! refs = [ ]
(module
  (import "wasix_32v1" "sock_open" (func $open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_advise" (func $fd_advise (param i32 i64 i64 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "a  b;;" "\00\00")  ;; two  words
  (data (i32.const 160) "(" (;mark;))      ;; a parenthesis

  (func (export "_start")
    ;;<  listen
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (drop (call $sock_bind (i32.const 1) (i32.const 2)))                         ;;=  success  addr=127.0.0.1:*
    (i32.store (i32.const 0) (i32.const 1))  ;; a note
  )

  (func $other)
)
"#;

#[test]
fn lines_end_alike_whatever_the_editor_wrote() {
    let tidied = tidy::tidy(&UNTIDY.replace('\n', "\r\n"), &ORDER).unwrap();
    assert_eq!(tidied, TIDY);
    let comment = "(module (;a\r\nb;)\r\n)\r\n";
    assert_eq!(tidy::tidy(comment, &[]).unwrap(), "(module (;a\nb;)\n)\n");
}

#[test]
fn a_case_is_laid_out_as_all_are() {
    let tidied = tidy::tidy(UNTIDY, &ORDER).unwrap();
    assert_eq!(tidied, TIDY);
    assert_eq!(tidy::tidy(TIDY, &ORDER).unwrap(), TIDY);
    assert_eq!(tidy::difference(UNTIDY, TIDY), Some(6));
    assert_eq!(tidy::difference(TIDY, TIDY), None);
    assert_eq!(tidy::difference("a\n", "a\n\n"), Some(2));
}

#[test]
fn imports_of_several_modules_or_lines_stand_in_no_columns() {
    let long = "(module
  (import \"a\" \"sock_open\"
    (func $sock_open (param i32)))
  (import \"b\" \"x\" (func $x))
  (import \"a\" \"long_name\" (func $long_name (param i32))))
";
    assert_eq!(tidy::tidy(long, &[]).unwrap(), long);
    // What is not known stays behind the import that it follows.
    let moved = "(module
  (import \"b\" \"x\" (func $x))
  (import \"a\" \"long_name\" (func $long_name (param i32)))
  (import \"a\" \"sock_open\"
    (func $sock_open (param i32))))
";
    let end = |text: &str| text.replace("))))\n", ")))\n)\n");
    let found = tidy::tidy(&end(long), &["x", "sock_open"]).unwrap();
    assert_eq!(found, end(moved));
}

#[test]
fn imports_that_numbers_count_keep_their_order() {
    for numbered in ["call 3 (i32.const 1)", "call (;open;) 3 (i32.const 1)"] {
        let text = UNTIDY.replace("call $open (i32.const 1)", numbered);
        let tidied = tidy::tidy(&text, &ORDER).unwrap();
        let first = tidied.lines().find(|line| line.contains("(import "));
        assert!(first.unwrap().contains("fd_close"), "{tidied}");
    }
}

#[test]
fn what_is_no_text_is_an_error() {
    assert!(tidy::tidy("(module \"", &[]).is_err());
}

/// What a layout must not change: header, expectations, calls with their lines. The names of what variants differ in stand in the
/// first two.
fn meaning(text: &str) -> (Vec<String>, Vec<(usize, String)>, Vec<CallSite>) {
    let header = text.lines().filter(|line| line.starts_with(";;!"));
    let expected = text.lines().enumerate().filter_map(|(line, text)| {
        let at = text.find(";;=").or_else(|| text.find(";;~"))?;
        Some((line, text[at..].trim_end().to_owned()))
    });
    let assembled = assemble::assemble(text).unwrap();
    let sites = assemble::call_sites(&assembled.module, &assembled.lines).unwrap();
    (
        header.map(str::to_owned).collect(),
        expected.collect(),
        sites,
    )
}

/// The text as somebody who knows nothing of the layout may have written it, with its calls in the same lines.
fn dishevelled(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut reverse = Vec::new();
    for (at, line) in lines
        .iter_mut()
        .enumerate()
        .filter(|(_, line)| !line.starts_with(";;"))
    {
        if line.starts_with("  (import ") && line.ends_with("))") {
            reverse.push(at);
        }
        for mark in [";;~", ";;=", " (call "] {
            *line = line.replace(mark, &format!("   {mark}"));
        }
        line.push_str("  ");
    }
    for (from, to) in reverse
        .iter()
        .zip(reverse.iter().rev())
        .take(reverse.len() / 2)
    {
        lines.swap(*from, *to);
    }
    lines.join("\n")
}

#[test]
fn every_case_is_tidy_and_stays_what_it_is() {
    let suite = Suite::here().unwrap();
    let orders = tidy::Orders::load(&suite).unwrap();
    for case in suite.names().unwrap() {
        let text = std::fs::read_to_string(name::file(&suite.cases, &case)).unwrap();
        let functions = orders.of_case(&case);
        let tidied = tidy::tidy(&text, &functions).unwrap();
        let line = tidy::difference(&text, &tidied);
        assert_eq!(line, None, "{case} is not tidy: `wasock tidy` lays it out");
        let dishevelled = dishevelled(&text);
        assert_ne!(dishevelled, text);
        let again = tidy::tidy(&dishevelled, &functions).unwrap();
        assert_eq!(meaning(&again), meaning(&text), "{case}");
        let head = |text: &str| text[..text.find("(module").unwrap()].to_owned();
        assert_eq!(head(&again), head(&text), "{case}");
    }
}
