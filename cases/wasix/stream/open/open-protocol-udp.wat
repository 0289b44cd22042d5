;; A stream over UDP (17) does not exist. POSIX has EPROTOTYPE for a type that the protocol does not support, and
;; EPROTONOSUPPORT, which Linux answers.
;;! level = "should"
;;! refs = ["posix.socket.prototype", "posix.socket.protonosupport", "wasix.sock_open.similar", "linux.socket.protocol", "wasix.errno.prototype", "wasix.errno.protonosupport"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 17) (i32.const 0)))  ;;= prototype | protonosupport
  ))
