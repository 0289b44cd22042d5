;; A datagram socket was only opened: UDP does not listen, so to listen should answer EOPNOTSUPP. EDESTADDRREQ is right
;; too, since the socket has no address.
;;! level = "should"
;;! refs = ["posix.listen.protocol", "posix.listen.unbound", "wasix.sock_listen.similar", "wasix.errno.notsup"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                           ;;= notsup | destaddrreq
  ))
