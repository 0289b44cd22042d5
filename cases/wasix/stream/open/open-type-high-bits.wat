;; The type is 257, of which the low byte is that of a stream: an error, as for any unknown type. Only recorded, since
;; witx does not say what becomes of bits beyond the width of a value.
;;! level = "may"
;;! refs = ["wasix.sock_type", "posix.socket.prototype", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 257) (i32.const 6) (i32.const 0)))  ;;= prototype | protonosupport | notsup | inval
  ))
