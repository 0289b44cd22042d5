;; The option reuse_port (1) is on of two sockets before either is bound: both should be bound to the one address.
;;! level = "should"
;;! refs = ["wasix.sock_option.reuse", "linux.setsockopt.reuse-port", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local"   (func $sock_addr_local   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $first i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $first) (i32.const 1) (i32.const 1)))    ;;~ success
    (drop (call $sock_bind (local.get $first) (i32.const 16)))                         ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 1) (i32.const 1)))       ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                      ;;= success addr=127.0.0.1:7967
  ))
