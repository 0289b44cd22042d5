;; The process has 16 descriptors to open, and 64 datagram sockets were opened, bound and closed, one after the other.
;; Nothing is left of them, so another one can be made.
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

  (func (export "_start") (local $count i32)
    (loop $each
      (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success fd=*
      (drop (call $sock_bind (i32.load (i32.const 0)) (i32.const 16)))                   ;;~ success fd=*
      (drop (call $fd_close (i32.load (i32.const 0))))                                   ;;~ success fd=*
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $count) (i32.const 64))))
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;= success
    (drop (call $sock_bind (i32.load (i32.const 0)) (i32.const 16)))                     ;;= success
  ))
