;; The option {variant} was switched on before binding: it should be on afterwards.
;;! level = "should"
;;! refs = ["wasix.sock_set_opt_flag", "wasix.sock_get_opt_flag", "posix.setsockopt", "posix.getsockopt", "wasix.sock_get_opt_flag.similar", "linux.setsockopt.early"]
;;! needs = ["netns"]
;;! [variants]
;;! reuse-port = { number = "1" }
;;! reuse-addr = { number = "2" }
;;! dont-route = { number = "4" }
;;! broadcast  = { number = "6" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 1 (;number;)) (i32.const 1)))   ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                  ;;~ success
    (drop (call $sock_get_opt_flag (local.get $fd) (i32.const 1 (;number;)) (i32.const 48)))  ;;= success flag=true
  ))
