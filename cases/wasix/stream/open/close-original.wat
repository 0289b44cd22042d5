;; A socket was duplicated, and its first descriptor is closed: the socket stays open with the other one, and should be
;; bound through that. The socket tells the address that it was bound to.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "posix.close.socket", "wasix.fd_close.similar", "wasix.sock_addr_local"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"        (func $fd_close        (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup"          (func $fd_dup          (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup (local.get $fd) (i32.const 4)))                               ;;~ success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $fd)))                                           ;;= success
    (drop (call $sock_bind (local.get $copy) (i32.const 16)))                         ;;= success
    (drop (call $sock_addr_local (local.get $copy) (i32.const 64)))                   ;;= success addr=127.0.0.1:* addr!=127.0.0.1:0
  ))
