;; Two datagram sockets are bound to one address of IPv6: the second bind should answer EADDRINUSE.
;;! level = "should"
;;! refs = ["posix.bind.addrinuse", "wasix.sock_bind.similar", "wasix.errno.addrinuse"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 7967, ::1

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $other) (i32.const 16)))                         ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                            ;;= addrinuse
  ))
