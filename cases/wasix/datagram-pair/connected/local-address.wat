;; An end of a pair has no name. Linux tells the family alone; by the witx an address that is told is one of IPv4 or
;; IPv6: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_addr_local", "wasix.sock_addr_local.ip", "posix.socketpair", "linux.unix.unnamed"]
(module
  (import "wasix_32v1" "sock_pair"       (func $sock_pair       (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                                   ;;= *
  ))
