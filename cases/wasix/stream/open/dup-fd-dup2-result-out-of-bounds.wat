;; The descriptor of fd_dup2 is to be written at 65536, where memory ends: the call should trap or be refused. It should
;; not leave a descriptor open that the guest knows nothing of, so the next socket has the number that was the lowest
;; before.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.result", "wasix.sock_open.lowest"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup2"   (func $fd_dup2   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $other i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))      ;;~ success fd=$lowest
    (local.set $other (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $other)))                                            ;;~ success
    (drop (call $fd_dup2 (local.get $fd) (i32.const 0) (i32.const 0) (i32.const 65536)))  ;;= traps | memviolation
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))      ;;= success fd=$lowest
  ))
