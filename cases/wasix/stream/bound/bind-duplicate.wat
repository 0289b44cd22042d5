;; The socket has its address already, and its duplicate is the same socket: bind through that should be refused with
;; EINVAL as well.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "posix.bind.bound", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"    (func $fd_dup    (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $fd_dup (local.get $fd) (i32.const 4)))                               ;;~ success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $copy) (i32.const 16)))                         ;;= inval
  ))
