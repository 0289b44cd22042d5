;; The option broadcast (6) is switched on after both directions were shut down: it should be told as on. POSIX has it
;; refused by EINVAL, since the socket was shut down, and then it is off.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_set_opt_flag", "wasix.sock_get_opt_flag", "wasix.sock_set_opt_flag.similar", "wasix.sock_get_opt_flag.similar", "posix.setsockopt", "posix.setsockopt.boolean", "posix.getsockopt", "linux.setsockopt.flags", "posix.setsockopt.shutdown", "posix.getsockopt.shutdown"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"         (func $sock_bind         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"      (func $sock_connect      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"     (func $sock_shutdown     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                          ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                           ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                         ;;~ success
    (drop (call $sock_shutdown (local.get $fd) (i32.const 3)))                         ;;~ success
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 6) (i32.const 1)))       ;;= success @set | inval @refused
    (drop (call $sock_get_opt_flag (local.get $fd) (i32.const 6) (i32.const 48)))      ;;= success flag=true after @set | inval after @set | success flag=false after @refused | inval after @refused
  ))
