;; The system has one port to hand out, and another socket has that at 0.0.0.0: listen on a socket without an address
;; should fail, on Linux by EADDRINUSE. A runtime on which only a bound socket listens says so, by EDESTADDRREQ or EINVAL.
;;! level = "should"
;;! refs = ["linux.listen.no-ports", "wasix.errno.addrinuse", "posix.listen.unbound", "seed.sock_listen.only-bound", "posix.errno.order", "wasix.sock_listen.similar"]
;;! needs = ["netns"]
;;! world = { ports = 1 }
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\00\00\00\00")  ;; inet4, port 0, 0.0.0.0

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $other) (i32.const 16)))                        ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                          ;;= addrinuse | destaddrreq | inval
  ))
