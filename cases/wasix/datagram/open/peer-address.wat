;; A datagram socket was only opened: it has no peer, so ENOTCONN should be answered.
;;! level = "should"
;;! refs = ["posix.getpeername.notconn", "wasix.sock_addr_peer.similar"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                       ;;= notconn
  ))
