;; The family is 257, of which the low byte is that of IPv4: an error, as for any unknown family. Only recorded, since
;; witx does not say what becomes of bits beyond the width of a value.
;;! level = "may"
;;! refs = ["wasix.address_family", "posix.socket.afnosupport", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 257) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= afnosupport | inval
  ))
