;; Type 0 is the one of the witx that is not used, so no pair can be of it: the call should fail.
;;! level = "should"
;;! refs = ["wasix.sock_type", "wasix.sock_pair.types", "posix.socketpair.prototype", "wasix.sock_pair.similar"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= prototype | protonosupport | notsup | inval
  ))
