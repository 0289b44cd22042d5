;; A pair for datagrams is asked for with protocol 6, TCP, which is one of streams: the call should fail, by
;; EPROTONOSUPPORT, EPROTOTYPE or EOPNOTSUPP.
;;! level = "should"
;;! refs = ["posix.socketpair.protonosupport", "posix.socketpair.prototype", "posix.socketpair.notsup", "wasix.sock_pair.similar"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 6) (i32.const 0) (i32.const 4)))  ;;= protonosupport | prototype | notsup
  ))
