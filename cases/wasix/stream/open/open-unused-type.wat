;; Type 0 is unused, says its comment in witx, so no socket may come back: POSIX's EPROTOTYPE, inval as for any number
;; outside of an enum, or what comes nearest to Linux's ESOCKTNOSUPPORT: protonosupport or notsup.
;;! level = "should"
;;! refs = ["wasix.sock_type", "posix.socket.prototype", "wasix.sock_open.similar", "linux.socket.type"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))  ;;= prototype | protonosupport | notsup | inval
  ))
