;; Family 9 is none of the witx: the call should fail with EAFNOSUPPORT, or with EINVAL as for a value that there is not.
;;! level = "should"
;;! refs = ["posix.socketpair.afnosupport", "wasix.sock_pair.similar", "linux.socket.family", "wasix.address_family"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 9) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= afnosupport | inval
  ))
