;; It is granted to connect. Listening must be refused, of a socket that has no address too; inval and destaddrreq are right of a
;; runtime that wants a bound socket in any case.
;;! level = "should"
;;! refs = ["posix.acces", "wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable", "posix.listen.unbound", "wasix.sock_listen.similar"]
;;! needs = ["netns"]
;;! policy = "connect-only"
;;! silent = true
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                          ;;= access | perm | notcapable | inval | destaddrreq
  ))
