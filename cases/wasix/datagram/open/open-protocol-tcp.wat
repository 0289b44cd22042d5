;; TCP is a protocol of streams and not of datagrams: sock_open should answer EPROTONOSUPPORT, or EPROTOTYPE for the
;; type that it does not suit.
;;! level = "should"
;;! refs = ["posix.socket.prototype", "posix.socket.protonosupport", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 6) (i32.const 0)))  ;;= protonosupport | prototype
  ))
