;; The option is 268, of which the low byte is keep_alive, 12: an error, as for any unknown option. Only recorded, since
;; witx does not say what becomes of bits beyond the width of a value.
;;! level = "may"
;;! refs = ["wasix.sock_option", "posix.getsockopt.errors", "linux.getsockopt.errors", "wasix.sock_get_opt_flag.similar"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (func $sock_get_opt_flag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt_flag (local.get $fd) (i32.const 268) (i32.const 48)))   ;;= inval | noprotoopt | notsup | success flag=false
  ))
