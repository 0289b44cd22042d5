;; There is no option {number}: to set it to a size should be refused, by ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on
;; Linux.
;;! level = "should"
;;! refs = ["wasix.sock_option", "posix.setsockopt.errors", "linux.setsockopt.errors", "wasix.sock_set_opt_size.similar"]
;;! [variants]
;;! after-the-last = { number = "27" }
;;! largest-byte   = { number = "255" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))           ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 27 (;number;)) (i64.const 42)))  ;;= inval | noprotoopt | notsup
  ))
