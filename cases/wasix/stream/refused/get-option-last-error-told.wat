;; A connect that does not wait was refused, and the option last_error (11) has told it: asked again it should be 0.
;;! level = "should"
;;! refs = ["wasix.sock_option.last_error", "posix.getsockopt.error", "posix.pending.once", "wasix.sock_get_opt_size.similar", "posix.pending.refused"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size"   (func $sock_get_opt_size   (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))    ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                      ;;~ inprogress
    (drop (call $sock_get_opt_size (local.get $client) (i32.const 11) (i32.const 48)))  ;;~ success size=14
    (drop (call $sock_get_opt_size (local.get $client) (i32.const 11) (i32.const 48)))  ;;= success size=0
  ))
