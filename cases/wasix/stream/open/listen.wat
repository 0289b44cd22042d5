;; Listening without an address: POSIX has EDESTADDRREQ where the protocol cannot do that, and Linux can: it takes a
;; free port. inval is allowed too, since the article wants a bound socket and calls anything else a wrong state.
;;! level = "should"
;;! refs = ["posix.listen.unbound", "wasix.sock_listen.similar", "linux.listen.unbound", "seed.sock_listen.only-bound"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_listen (local.get $fd) (i32.const 8)))                          ;;= success | destaddrreq | inval
  ))
