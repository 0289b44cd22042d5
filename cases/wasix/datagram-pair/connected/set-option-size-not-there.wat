;; The option {variant} is of a network, and a pair of datagrams is on none: to set it should be refused as one that
;; there is not, by ENOPROTOOPT or EINVAL in POSIX, or EOPNOTSUPP on Linux.
;;! level = "should"
;;! refs = ["posix.setsockopt.errors", "linux.setsockopt.errors", "linux.unix.options", "wasix.sock_set_opt_size.similar"]
;;! [variants]
;;! ttl              = { number = "23" }
;;! multicast-ttl-v4 = { number = "24" }
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_size" (func $sock_set_opt_size (param i32 i32 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_size (local.get $fd) (i32.const 23 (;number;)) (i64.const 42)))       ;;= inval | noprotoopt | notsup
  ))
