;; The flags of accept are those of the new descriptor, as POSIX has it of accept4. So asking for a non-blocking new
;; socket (4) does not make a blocking listener return without one.
;;! level = "should"
;;! refs = ["wasix.sock_accept_v2.flags", "wasix.sock_accept_v2.blocks", "posix.accept.flags", "wasix.sock_accept_v2.similar"]
;;! limit = 2
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 4) (i32.const 4) (i32.const 64)))  ;;= blocks
  ))
