;; 264 is one more than the last protocol of witx: POSIX's EPROTONOSUPPORT, or inval as for any number outside of an
;; enum.
;;! level = "should"
;;! refs = ["wasix.sock_proto", "posix.socket.protonosupport", "wasix.sock_open.similar", "linux.socket.protocol"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 264) (i32.const 0)))  ;;= protonosupport | inval
  ))
