;; Of two sockets the first is closed and the second duplicated. In POSIX the duplicate takes the lowest number that is
;; free, which is that of the first, but no document of WASIX likens fd_dup to dup, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_dup", "posix.dup.lowest"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup"    (func $fd_dup    (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success fd=$number
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $other)))                                        ;;~ success
    (drop (call $fd_dup (local.get $fd) (i32.const 8)))                               ;;= success fd=$number
  ))
