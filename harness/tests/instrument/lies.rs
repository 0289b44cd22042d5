//! What stands between the two lines of a call besides the call: memory that is filled, and lies.

use wasock::assemble::assemble;
use wasock::instrument::{Besides, with};
use wasock::interface::{self, Answer, BLANK, Function, Place};
use wasock::lie::{Kind, Liar, Lie};

use crate::host::{Guest, SEAL, World};

/// Receives twice, the first time into two vectors of 3 and 5 bytes, and closes.
const RECV: &str = r#"(module
  (import "wasix_32v1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $close (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\03\00\00\00" "\90\00\00\00" "\05\00\00\00")
  (func (export "_start")
    (drop (call $recv (i32.const 4) (i32.const 96) (i32.const 2) (i32.const 3) (i32.const 48) (i32.const 52)))
    (drop (call $recv (i32.const 5) (i32.const 96) (i32.const 2) (i32.const 3) (i32.const 48) (i32.const 65535)))
    (drop (call $close (i32.const 4)))))
"#;

/// The host receives `abc` and one flag on descriptor 4, and answers `badf` on all others.
fn host(memory: &mut [u8], args: &[u64]) -> u64 {
    if args[0] != 4 {
        return 8;
    }
    memory[128..131].copy_from_slice(b"abc");
    memory[48..52].copy_from_slice(&3_u32.to_le_bytes());
    memory[52..54].copy_from_slice(&[1, 0]);
    0
}

/// Runs [`RECV`] on that host with what is wanted besides, and gives the guest.
fn run(besides: &Besides<'_>) -> Guest {
    let assembled = assemble(RECV).unwrap();
    let traced = with(&assembled.module, &assembled.lines, besides, &SEAL).unwrap();
    let world = World::default().answer("sock_recv", host);
    let world = world.answer("fd_close", |_, args| if args[0] == 4 { 0 } else { 8 });
    let mut guest = Guest::traced(traced, world);
    guest.call("_start", &[]).unwrap();
    guest
}

/// What the guest was told of its calls, where this lie is told at these lines.
fn told(function: Function, kind: Kind, lines: &[u32]) -> Vec<String> {
    let lie = Lie {
        interface: "wasix",
        function,
        kind,
    };
    let guest = run(&Besides {
        liar: Some(Liar::Tells(&lie, lines)),
        ..Besides::default()
    });
    let output = guest.output(1);
    let ends = output.lines().filter_map(|line| line.strip_prefix("< "));
    ends.map(|line| line.replace("wasix_32v1.", "")).collect()
}

fn function(name: &str) -> Function {
    interface::lookup("wasix_32v1", name).unwrap()
}

fn place(name: &str) -> Place {
    let places = function("sock_recv").places();
    let mut places = places.into_iter();
    places.find(|place| place.name() == name).unwrap()
}

#[test]
fn what_a_call_is_to_write_to_is_filled_before_it() {
    let mut guest = run(&Besides {
        blanks: true,
        ..Besides::default()
    });
    // The second call fails, and one of its places is not in memory as a whole.
    let memory = guest.memory("memory");
    assert_eq!(&memory[48..52], [BLANK; 4]);
    assert_eq!(&memory[65535..], [0]);
    assert_eq!(&memory[128..131], b"abc");
    let first = guest.output(1);
    let first = first.lines().nth(1).unwrap();
    assert!(first.ends_with("@48=03000000 @52=0100"), "{first}");
}

#[test]
fn a_lie_changes_what_a_call_gives() {
    let honest = "L7 sock_recv = 0 @96=80000000030000009000000005000000 @128=616263 @144=0000000000 @48=03000000 @52=0100";
    let table = [
        (Kind::Unwritten(place("flags")), honest.replace("@52=0100", "@52=a5a5")),
        (Kind::Short(place("datalen")), honest.replace("@48=03000000", "@48=030000a5")),
        (Kind::OffByOne(place("datalen")), honest.replace("@48=03", "@48=04")),
        (Kind::FlagLost(place("flags")), honest.replace("@52=0100", "@52=0000")),
        (Kind::Denied(Answer::Errno(28)), honest.replace("= 0", "= 28")),
        (
            Kind::BytesLost,
            honest.replace("616263", "626363").replace("@48=03", "@48=02"),
        ),
        // There is no room for a byte more in the first vector.
        (Kind::BytesDoubled, honest.to_owned()),
        (Kind::BytesSwapped, honest.replace("616263", "626163")),
        (
            Kind::Idle(Answer::Errno(0)),
            "L7 sock_recv = 0 @96=80000000030000009000000005000000 @128=000000 @144=0000000000 @48=00000000 @52=0000".to_owned(),
        ),
        (Kind::Neighbour(Answer::Errno(8)), honest.to_owned()),
    ];
    for (kind, first) in table {
        let told = told(function("sock_recv"), kind.clone(), &[7]);
        assert_eq!(told[0], first, "{kind:?}");
        assert!(
            told[1].starts_with("L8 sock_recv = 8 "),
            "{kind:?}: {told:?}"
        );
        assert_eq!(told[2], "L9 fd_close = 0");
    }
}

#[test]
fn a_lie_about_a_refusal_changes_that_one_only() {
    let recv = function("sock_recv");
    let answers = |kind: Kind| {
        let told = told(recv, kind, &[]);
        let answers = told.iter().map(|line| line.split(" = ").nth(1).unwrap());
        let answers = answers.map(|rest| rest.split(' ').next().unwrap().to_owned());
        answers.collect::<Vec<_>>()
    };
    assert_eq!(answers(Kind::Swallowed(Answer::Errno(8))), ["0", "0", "0"]);
    assert_eq!(answers(Kind::Swallowed(Answer::Errno(6))), ["0", "8", "0"]);
    assert_eq!(answers(Kind::Neighbour(Answer::Errno(8))), ["0", "9", "0"]);
}

#[test]
fn a_call_is_made_on_another_descriptor() {
    let told = told(function("fd_close"), Kind::WrongDescriptor, &[9]);
    assert_eq!(told[2], "L9 fd_close = 8");
}

#[test]
fn a_runtime_that_does_nothing_is_not_called() {
    let liar = Liar::Idles(Answer::Errno(8), &[]);
    let guest = run(&Besides {
        liar: Some(liar),
        ..Besides::default()
    });
    assert_eq!(guest.store.data().calls, []);
}
