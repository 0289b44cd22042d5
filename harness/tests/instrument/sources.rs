//! Where the calls of a compiled module stand in its source.

use wasm_encoder::{CustomSection, Module, RawSection};
use wasmparser::{Parser, Payload};
use wasock::record::Site;
use wasock::source::Sources;

/// The program of C that the commands are tested on.
const SERVER: &[u8] = include_bytes!("../command/compiled/server.wasm");

/// Returns where each function of `module` begins and ends, from the start of the code section's contents.
fn functions(module: &[u8]) -> (usize, Vec<(u32, u32)>) {
    let (mut code, mut functions) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload.unwrap() {
            Payload::CodeSectionStart { range, .. } => code = range.start,
            Payload::CodeSectionEntry(body) => {
                let offset = |at: usize| u32::try_from(at - code).unwrap();
                functions.push((offset(body.range().start), offset(body.range().end)));
            }
            _ => {}
        }
    }
    (code, functions)
}

#[test]
fn whose_code_a_place_is_says_its_path() {
    let sources = Sources::read(SERVER);
    let (code, functions) = functions(SERVER);
    let (mut own, mut others) = (0, 0);
    for (start, end) in functions {
        for offset in start..end {
            let exact = Site::Offset(u32::try_from(code).unwrap() + offset);
            let shown = sources.shown(exact);
            match sources.own(offset, start) {
                Some(site) => {
                    own += 1;
                    // What has no line of its own stands at the one before it.
                    let (is_exact, at) = (!shown.starts_with('+'), sources.shown(site));
                    assert!(at.starts_with("server.c:"), "{at}");
                    assert!(!is_exact || at == shown, "{at}, {shown}");
                }
                None if shown.starts_with("socket.c:") => others += 1,
                // What a linker adds has no source.
                None => assert!(shown.starts_with('+'), "{shown}"),
            }
        }
    }
    assert!(own > 0 && others > 0, "{own}, {others}");
}

#[test]
fn a_module_without_line_numbers_has_no_source() {
    let mut stripped = Module::new();
    for payload in Parser::new(0).parse_all(SERVER) {
        let payload = payload.unwrap();
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            stripped.section(&RawSection {
                id,
                data: &SERVER[range],
            });
        }
    }
    let sources = Sources::read(&stripped.finish());
    assert!(sources.is_empty());
    assert_eq!(sources.own(40, 0), None);
    assert_eq!(sources.shown(Site::Offset(40)), "+40");
    assert_eq!(sources.shown(Site::Line(40)), "L40");
}

#[test]
fn line_numbers_that_are_cut_short_are_none() {
    for payload in Parser::new(0).parse_all(SERVER) {
        let Payload::CustomSection(custom) = payload.unwrap() else {
            continue;
        };
        if custom.name() != ".debug_line" {
            continue;
        }
        for length in 0..custom.data().len() {
            let mut module = Module::new();
            module.section(&CustomSection {
                name: custom.name().into(),
                data: (&custom.data()[..length]).into(),
            });
            // Whatever of it can be read, nothing of it is beyond what is there.
            let sources = Sources::read(&module.finish());
            let _ = sources.shown(Site::Offset(u32::MAX));
            let _ = sources.own(u32::MAX, 0);
        }
    }
}
