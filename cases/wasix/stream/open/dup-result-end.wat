;; The descriptor is written to the last four bytes of memory, which are as good as any: the socket must be duplicated.
;;! level = "must"
;;! refs = ["wasix.fd_dup"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"    (func $fd_dup    (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup (local.get $fd) (i32.const 65532)))                           ;;= success
  ))
