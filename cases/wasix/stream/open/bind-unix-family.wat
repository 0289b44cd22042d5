;; The address is one of family 3, that of sockets within one system, and the socket is IPv4: EAFNOSUPPORT, or EINVAL as
;; for a family that it does not have.
;;! level = "should"
;;! refs = ["wasix.address_family.unix", "posix.bind.afnosupport", "linux.bind.family", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\03\00" "\00\00" "\7f\00\00\01")  ;; family 3 (unix), and the bytes of port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= afnosupport | inval
  ))
