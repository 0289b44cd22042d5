;; A socket is duplicated by fd_dup2, with 0 as the least number: once it is bound through the new descriptor, the old
;; one must tell its address.
;;! level = "must"
;;! refs = ["wasix.fd_dup2", "wasix.sock_addr_local"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup2"         (func $fd_dup2         (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup2 (local.get $fd) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $copy) (i32.const 16)))                         ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr=127.0.0.1:7967
  ))
