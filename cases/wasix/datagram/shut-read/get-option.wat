;; The option {variant}, which nobody has set, is asked after receiving was shut down: it should be as before. POSIX lets
;; it be refused by EINVAL, since the socket was shut down.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "posix.getsockopt.type", "wasix.sock_option.type", "posix.setsockopt.recv-timeout", "wasix.sock_option.last_error", "posix.getsockopt.error", "posix.getsockopt.shutdown"]
;;! needs = ["netns"]
;;! [variants]
;;! broadcast    = { call = "sock_get_opt_flag", number = "6", answer = "success flag=false | inval" }
;;! last-error   = { call = "sock_get_opt_size", number = "11", answer = "success size=0 | inval" }
;;! type         = { call = "sock_get_opt_size", number = "25", answer = "success size=2 | inval" }
;;! recv-timeout = { call = "sock_get_opt_time", number = "19", answer = "success time=none | inval" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"                  (func $sock_bind     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"               (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"              (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt  (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                            ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))    ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                             ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                           ;;~ success
    (drop (call $sock_shutdown (local.get $fd) (i32.const 1)))                           ;;~ success
    (drop (call $sock_get_opt (local.get $fd) (i32.const 6 (;number;)) (i32.const 48)))  ;;= {answer}
  ))
