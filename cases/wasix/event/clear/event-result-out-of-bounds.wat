;; The descriptor is to be written at {address}, where not all of its four bytes are memory: the call should trap or be
;; refused. It should leave no event open that the guest knows nothing of, so the next one has the number that was free
;; before.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow", "wasix.result", "posix.close.frees"]
;;! [variants]
;;! end = { address = "65536" }
;;! last-byte = { address = "65533" }
;;! wraps = { address = "4294967294" }
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))                  ;;~ success fd=$lowest
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                            ;;~ success
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 65536 (;address;))))  ;;= traps | memviolation | overflow
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))                  ;;= success fd=$lowest
  ))
