;; An IPv6 datagram socket over UDP, all three named by their witx numbers: a descriptor must come back, of the file
;; type socket_dgram.
;;! level = "must"
;;! refs = ["wasix.sock_open", "wasix.sock_type.dgram", "wasix.address_family.inet6", "wasix.fd_fdstat_get.filetype"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;= success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                       ;;= success filetype=socket_dgram
  ))
