;; An IPv4 stream socket over TCP, all three named by their witx numbers: a descriptor comes back.
;;! level = "must"
;;! refs = ["wasix.sock_open", "wasix.address_family.inet4", "wasix.sock_type.stream", "seed.sock_type.stream", "wasi.witx.expected", "posix.socket.inet", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
