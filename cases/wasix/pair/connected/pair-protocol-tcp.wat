;; A stream within the system is asked for with protocol 6, TCP, as the libc of WASIX does where a program names none.
;; POSIX has EPROTONOSUPPORT for a protocol that is not of the family: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_pair", "posix.socketpair.protonosupport", "linux.unix.protocol"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 6) (i32.const 0) (i32.const 4)))  ;;= success [wasix.sock_pair] | protonosupport [posix.socketpair.protonosupport]
  ))
