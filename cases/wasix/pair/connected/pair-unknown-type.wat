;; Type 9 is none of the witx: the call should fail, by EPROTOTYPE, EPROTONOSUPPORT, EOPNOTSUPP, or EINVAL as for a value
;; that there is not.
;;! level = "should"
;;! refs = ["posix.socketpair.prototype", "posix.socketpair.protonosupport", "posix.socketpair.notsup", "wasix.sock_pair.similar", "linux.socket.type", "wasix.sock_type"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 3) (i32.const 9) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= prototype | protonosupport | notsup | inval
  ))
