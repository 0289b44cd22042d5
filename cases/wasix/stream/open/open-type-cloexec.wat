;; The type is that of a stream with the flag 0x2000 added, for closing on exec. The page of sock_open has this flag; in
;; the witx a type is one byte, and no flag is among its values: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_open.cloexec", "wasix.sock_open.cloexec.witx"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 8193) (i32.const 6) (i32.const 0)))  ;;= success [wasix.sock_open.cloexec] | inval [wasix.sock_open.cloexec.witx] | notsup [wasix.sock_open.cloexec.witx] | prototype [wasix.sock_open.cloexec.witx] | protonosupport [wasix.sock_open.cloexec.witx]
  ))
