;; Type {number} is {what}. The witx counts it among the types of sockets, and has sock_pair take those of datagrams and
;; streams only: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_type.raw", "wasix.sock_pair.types"]
;;! [variants]
;;! raw = { number = "3", what = "raw" }
;;! seqpacket = { number = "4", what = "sequenced packets" }
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_pair (i32.const 3) (i32.const 3 (;number;)) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= success [wasix.sock_type.raw] | inval [wasix.sock_pair.types] | notsup [wasix.sock_pair.types] | prototype [wasix.sock_pair.types] | protonosupport [wasix.sock_pair.types]
  ))
