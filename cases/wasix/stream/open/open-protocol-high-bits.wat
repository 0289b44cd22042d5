;; The protocol is 65542, of which the low two bytes are those of TCP: an error, as for any unknown protocol. Only
;; recorded, since witx does not say what becomes of bits beyond the width of a value.
;;! level = "may"
;;! refs = ["wasix.sock_proto", "posix.socket.protonosupport", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 65542) (i32.const 0)))  ;;= protonosupport | inval
  ))
