;; The process has 16 descriptors to open, and 64 sockets were opened one after the other, told to bind to an address that
;; another one has, and closed. Nothing is left of them, so another one can be opened, and bound.
;;! level = "must"
;;! refs = ["wasix.sock_open", "wasix.sock_bind", "posix.close.frees", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 36) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $other i32) (local $fd i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))    ;;~ success
    (local.set $other (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $other) (i32.const 16)))                          ;;~ success
    (loop $each
      (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success fd=*
      (local.set $fd (i32.load (i32.const 0)))
      (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ addrinuse fd=*
      (drop (call $fd_close (local.get $fd)))                                           ;;~ success fd=*
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $count) (i32.const 64))))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))    ;;= success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                             ;;= success
  ))
