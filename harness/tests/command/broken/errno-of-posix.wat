;; A connection is gone before it is accepted, and the errno is taken for that of POSIX.
;; trace says: hint: 13 is connaborted; EACCES is 13 in POSIX only, here access is 2
;;! level = "may"
;;! inject = "accept ECONNABORTED"
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $bind (local.get $fd) (i32.const 16)))
    (drop (call $listen (local.get $fd) (i32.const 8)))
    (drop (call $accept (local.get $fd) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= connaborted
    ))
