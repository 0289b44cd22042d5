;; The option keep_alive (12) was switched on through one descriptor: through its duplicate, which stands for the same
;; socket, it should be on too.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "wasix.sock_get_opt_flag", "posix.getsockopt", "wasix.sock_get_opt_flag.similar"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"            (func $fd_dup            (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $sock_set_opt_flag (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup (local.get $fd) (i32.const 4)))                               ;;~ success
    (local.set $copy (i32.load (i32.const 4)))
    (drop (call $sock_set_opt_flag (local.get $fd) (i32.const 12) (i32.const 1)))     ;;~ success
    (drop (call $sock_get_opt_flag (local.get $copy) (i32.const 12) (i32.const 48)))  ;;= success flag=true
  ))
