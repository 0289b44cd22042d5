;; Which calls a socket allows is a matter of its rights, and this one was bound: the rights that fd_fdstat_get tells
;; must have that to bind among them.
;;! level = "must"
;;! refs = ["wasix.fd_fdstat_get.rights", "wasix.rights"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"     (func $sock_bind     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success rights_base=*sock_bind*
  ))
