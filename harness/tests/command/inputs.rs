//! What `wasock trace` says of what is no program, and of programs that look like none.

use std::fs;
use std::os::unix::fs::symlink;

use super::{REFERENCE, Test, argument, place, refusal, told};

pub const TESTS: &[Test] = &[
    ("trace_says_what_is_no_file", &[], says_what_is_no_file),
    ("trace_says_what_a_file_is", &[], says_what_a_file_is),
    (
        "trace_reads_no_zeros_to_their_end",
        &[],
        reads_no_zeros_to_their_end,
    ),
    (
        "trace_writes_a_name_on_one_line",
        &[],
        writes_a_name_on_one_line,
    ),
    ("trace_skips_the_mark_of_utf8", REFERENCE, || {
        let program = format!("\u{feff}{PROGRAM}");
        assert_eq!(traced("marked.wat", &program), "=> completed\n");
    }),
    (
        "trace_takes_steps_where_a_header_is",
        REFERENCE,
        takes_steps_where_a_header_is,
    ),
    (
        "trace_shows_what_is_wrong_outside_of_functions",
        &[],
        shows_what_is_wrong_outside_of_functions,
    ),
];

const PROGRAM: &str = "(module\n  (memory (export \"memory\") 1)\n  (func (export \"_start\")))\n";

fn traced(name: &str, text: &str) -> String {
    fs::write(place(name), text).unwrap();
    told(&["trace", &argument(name), "--runner", "reference"])
}

fn refused(name: &str, bytes: &[u8]) -> String {
    fs::write(place(name), bytes).unwrap();
    refusal(&["trace", &argument(name)])
}

fn says_what_is_no_file() {
    fs::create_dir_all(place("folder.wat")).unwrap();
    let error = refusal(&["trace", &argument("folder.wat")]);
    assert!(
        error.contains("folder.wat is a folder; a program is one file"),
        "{error}"
    );
    let _ = fs::remove_file(place("loop.wat"));
    symlink("loop.wat", place("loop.wat")).unwrap();
    let error = refusal(&["trace", &argument("loop.wat")]);
    assert!(error.contains("loop.wat cannot be read: "), "{error}");
    let error = refusal(&["trace", "/dev/null"]);
    assert!(
        error.contains("/dev/null is a pipe, a socket or a device; a program is a file"),
        "{error}"
    );
}

fn says_what_a_file_is() {
    for (name, bytes, what) in [
        ("elf.wasm", &b"\x7fELF\x02\x01\x01\0"[..], "an ELF file"),
        ("packed.wasm", b"\x1f\x8b\x08\0", "compressed by gzip"),
        ("utf16.wat", b"\xff\xfe(\0m\0", "UTF-16: save it as UTF-8"),
        (
            "latin1.wat",
            b"\n;; caf\xe9\n(module)",
            "the byte 0xe9 on line 2 is none: save it as UTF-8",
        ),
    ] {
        let error = refused(name, bytes);
        let neither =
            format!("{name} is neither a module, which begins with `\\0asm`, nor UTF-8 text: ");
        assert!(error.contains(&neither) && error.contains(what), "{error}");
    }
}

fn reads_no_zeros_to_their_end() {
    // Without blocks on the disk, and far more than any memory.
    let zeros = fs::File::create(place("zeros.wasm")).unwrap();
    zeros.set_len(1 << 40).unwrap();
    let error = refusal(&["trace", &argument("zeros.wasm")]);
    assert!(error.contains("it begins with zeros"), "{error}");
    fs::remove_file(place("zeros.wasm")).unwrap();
}

fn writes_a_name_on_one_line() {
    let error = refused("two\nlines\u{1b}[31m.wat", b"(module (fnuc))");
    assert!(error.contains("two\\nlines\\u{1b}[31m.wat:1:10"), "{error}");
}

fn takes_steps_where_a_header_is() {
    let commented = PROGRAM.replace("1)\n", "1)  ;;< from here\n");
    assert_eq!(traced("commented.wat", &commented), "=> completed\n");
}

fn shows_what_is_wrong_outside_of_functions() {
    let data =
        "(module\n  (memory i64 1)\n  (data (i64.const 0) \"a\")\n  (data (i32.const 0) \"b\"))\n";
    let error = refused("data.wat", data.as_bytes());
    assert!(error.contains("data.wat:4:4"), "{error}");
}
