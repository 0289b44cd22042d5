//! From text to binary and back to lines.

use wasm_encoder::{CustomSection, Module};
use wasock::assemble::{CallSite, Callee, LineTable, assemble, call_sites};
use wasock::record::Site;
use wasock::source::Sources;

fn place(text: &str) -> (u32, u32, String) {
    let error = assemble(text).unwrap_err();
    (error.line, error.column, error.message)
}

#[test]
fn an_error_names_its_place() {
    assert_eq!(place("(module\n  (fund))").0, 2);
    assert_eq!(place("(module\n  (fund))").1, 4);
    let (line, column, message) = place("(module\n  (func\n    (call $nowhere)))");
    assert_eq!((line, column), (3, 11));
    assert!(message.contains("nowhere"), "{message}");
    assert_eq!(place("(module\n  (func (; open").0, 2);
    // What is missing at the end is told there, with what wants it, wherever the file ends.
    for end in ["", "\n", "\n  ;; a comment\n\n"] {
        let (line, column, message) = place(&format!("(module\n  (func $a\n    (nop){end}"));
        assert_eq!((line, column), (3, 10), "{message}");
        assert_eq!(message, "expected `)`; the `(` on line 2 has none");
        let (line, column, message) = place(&format!("(module\n  (func $a))\n  (func $b){end}"));
        assert_eq!((line, column), (3, 3), "{message}");
        let (line, column, message) = place(&format!("(module\n  (func $a){end}"));
        assert_eq!((line, column), (2, 12), "{message}");
        assert_eq!(message, "expected `)`; the `(` on line 1 has none");
    }
}

#[test]
fn an_invalid_module_is_an_error_at_its_instruction() {
    let (line, _, message) =
        place("(module\n  (func\n    (nop))\n  (func (result i32)\n    (nop)\n    (i64.const 1)))");
    assert!((6..=7).contains(&line), "{line}");
    assert!(message.contains("type mismatch"), "{message}");
    assert_eq!(
        place("(module\n  (func\n    (nop)\n    (drop (i32.load (i32.const 0)))))").0,
        4
    );
    assert_eq!(place("(module\n  (memory 2 1))").0, 2);
}

#[test]
fn a_component_is_an_error() {
    assert_eq!(place("\n(component)").0, 2);
}

#[test]
fn calls_are_listed_with_their_lines() {
    let text = r#"(module
  (import "env" "other" (func $other))
  (import "wasix_32v1" "sock_status" (func $status (param i32 i32) (result i32)))
  (type $t (func))
  (table 1 funcref)
  (memory 1)
  (func $own)
  (func (export "_start")
    (call $other)
    (call $own)
    (drop
      (call $status (i32.const 0) (i32.const 0)))
    (call_indirect (type $t) (i32.const 0)))
  (func (result i32)
    (return_call $status (i32.const 0) (i32.const 0))))
"#;
    let assembled = assemble(text).unwrap();
    let status = Callee::Import {
        module: "wasix_32v1".to_owned(),
        name: "sock_status".to_owned(),
    };
    let expected = [(12, status.clone()), (13, Callee::Indirect), (15, status)];
    let expected = expected.map(|(line, callee)| CallSite {
        site: Site::Line(line),
        callee,
    });
    assert_eq!(
        call_sites(&assembled.module, &assembled.lines).unwrap(),
        expected
    );
    let raw = call_sites(&assembled.module, &LineTable::default()).unwrap();
    assert!(
        raw.iter()
            .all(|call| matches!(call.site, Site::Offset(offset) if offset > 8))
    );
    assert!(call_sites(b"\0asm\x01\0\0\0\x02\x05", &LineTable::default()).is_err());
}

#[test]
fn lines_are_none_outside_of_functions_and_without_a_table() {
    let assembled = assemble("(module\n  (func\n    (nop)))").unwrap();
    assert_eq!(assembled.lines.line(0), None);
    assert_eq!(assembled.lines.line(3), Some(3));
    assert_eq!(assembled.lines.line(1000), None);
    assert!(Sources::read(b"\0asm\x01\0\0\0").is_empty());
    let mut broken = Module::new();
    broken.section(&CustomSection {
        name: ".debug_line".into(),
        data: b"\x20\0\0\0\x05\0"[..].into(),
    });
    assert!(Sources::read(&broken.finish()).is_empty());
    assert!(Sources::read(b"not a module").is_empty());
}

#[test]
fn deeply_nested_text_has_lines_in_a_time_that_grows_with_its_length() {
    // Each sum is encoded after its terms, so that the places jump from the innermost line to both ends of the text.
    let depth = 20_000;
    let text = format!(
        "(module (func (drop\n{}(i32.const 1){})))",
        "(i32.add\n".repeat(depth),
        "\n(i32.const 1))".repeat(depth)
    );
    let assembled = assemble(&text).unwrap();
    // Behind the number of functions, the size of this one and its number of locals, each of at most 5 bytes, stands the
    // innermost term.
    let innermost = (0..12).find_map(|offset| assembled.lines.line(offset));
    assert_eq!(innermost, u32::try_from(depth + 2).ok());
}
