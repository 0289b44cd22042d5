;; A socket is duplicated and the copy closed, two hundred times. Nothing is left of the copies, so each has the number of
;; the one before, the lowest that is free.
;;! level = "should"
;;! refs = ["posix.dup.lowest", "posix.close.frees", "wasix.fd_close.similar"]
;;! limit = 60
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup"    (func $fd_dup    (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (loop $each
      (drop (call $fd_dup (local.get $fd) (i32.const 4)))                             ;;= success fd=$copy
      (drop (call $fd_close (i32.load (i32.const 4))))                                ;;~ success fd=*
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $count) (i32.const 200))))
  ))
