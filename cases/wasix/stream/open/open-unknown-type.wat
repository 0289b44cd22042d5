;; 9 is no socket type of witx, so no socket may come back: POSIX's EPROTOTYPE, or inval as for any number outside of an
;; enum. Linux has ESOCKTNOSUPPORT, to which protonosupport and notsup come nearest in witx.
;;! level = "should"
;;! refs = ["posix.socket.prototype", "wasix.sock_open.similar", "linux.socket.type", "wasix.sock_type"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 9) (i32.const 0) (i32.const 0)))  ;;= prototype | protonosupport | notsup | inval
  ))
