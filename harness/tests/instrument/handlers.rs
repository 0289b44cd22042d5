//! What the report does to a guest whose handler of signals is called while a line is written: nothing, and it tells of the handler's
//! own calls.

use crate::host::{Guest, World};
use crate::records::trace;

/// A guest that can name a handler, all of whose bytes are set before it calls.
const GUEST: &str = r#"(module
  (import "wasix_32v1" "callback_signal" (func $callback_signal (param i32 i32)))
  (import "wasix_32v1" "random_get"      (func $random_get      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sched_yield"     (func $sched_yield     (result i32)))
  (memory (export "memory") 1 1)
  (func (export "fill")
    (memory.fill (i32.const 0) (i32.const 7) (i32.const 65536)))
  (func (export "handler")
    ;; It sees the memory as the guest has left it, and may change it.
    (if (i32.ne (i32.load8_u (i32.const 64)) (i32.const 7)) (then unreachable))
    (i32.store8 (i32.const 32) (i32.add (i32.load8_u (i32.const 32)) (i32.const 1)))
    (drop (call $sched_yield)))
  (func (export "call") (result i32)
    (drop (call $random_get (i32.const 0) (i32.const 1000)))
    (memory.size)))
"#;

fn run(world: World) -> Guest {
    let mut guest = trace(GUEST, world);
    guest.call("fill", &[]).unwrap();
    // Its own page, and the one of the report.
    assert_eq!(guest.call("call", &[]).unwrap(), ["I32(2)"]);
    guest
}

fn interrupted() -> World {
    World {
        reenter: Some(("fd_write", "handler")),
        ..World::default()
    }
}

/// The bytes of the guest's own page.
fn bytes(guest: &mut Guest) -> Vec<u8> {
    guest.memory("memory")[..65536].to_vec()
}

#[test]
fn a_handler_finds_and_leaves_the_memory_as_it_is() {
    let mut undisturbed = bytes(&mut run(World::default()));
    let mut guest = run(interrupted());
    // Two lines of a call, each written once, and the handler before and after that.
    undisturbed[32] += 4;
    assert!(bytes(&mut guest) == undisturbed);
}

#[test]
fn each_call_of_a_handler_is_told_and_so_is_what_it_interrupts() {
    // A line that is written in pieces comes whole as well: what is no line of the report would be shown as the guest's own output.
    for chunk in [None, Some(100), Some(1000)] {
        let mut guest = run(World {
            chunk,
            ..interrupted()
        });
        let told = guest.output(1);
        let lines = |name: &str| told.lines().filter(|line| line.contains(name)).count();
        assert_eq!(lines("random_get"), 2, "{told}");
        let handled = usize::from(bytes(&mut guest)[32] - 7);
        assert_eq!(lines("sched_yield"), 2 * handled, "{told}");
        assert!(handled >= 4);
    }
}
