;; The option multicast_ttl_v4 (24) is to be {size}, which has no room in the eight bits of a packet: it should be refused
;; by EINVAL, and be as it was set before.
;;! level = "should"
;;! refs = ["posix.setsockopt.errors", "linux.setsockopt.errors", "linux.setsockopt.multicast", "wasix.sock_set_opt_size.similar", "wasix.sock_option.ttl"]
;;! needs = ["netns"]
;;! [variants]
;;! one-more  = { size = "256" }
;;! high-bits = { size = "4294967338" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                  ;;~ success
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 24) (i64.const 42)))            ;;~ success
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 24) (i64.const 256 (;size;))))  ;;= inval
    (drop (call $sock_get_opt_size (local.get $fd) (i32.const 24) (i32.const 48)))            ;;= success size=42
  ))
