;; The type of one end of a pair of datagrams is asked: it should be the one that the pair was made with.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_option.type", "wasix.sock_get_opt_size", "wasix.sock_get_opt_size.similar", "posix.getsockopt.type"]
(module
  (import "wasix_32v1" "sock_pair"         (func $sock_pair         (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (func $sock_get_opt_size (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt_size (local.get $fd) (i32.const 25) (i32.const 48)))                  ;;= success size=2
  ))
