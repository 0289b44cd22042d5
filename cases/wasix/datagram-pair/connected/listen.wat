;; Datagrams have no connections to wait for: to listen should answer EOPNOTSUPP, or EINVAL because the end is connected.
;;! level = "should"
;;! refs = ["posix.listen.protocol", "posix.listen.connected", "wasix.sock_listen.similar"]
(module
  (import "wasix_32v1" "sock_pair"   (func $sock_pair   (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                                        ;;= notsup | inval
  ))
