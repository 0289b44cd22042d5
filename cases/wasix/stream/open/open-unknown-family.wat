;; 9 is no address family of witx. POSIX's socket answers EAFNOSUPPORT; inval is what Linux's page names for a family
;; that it does not know, and it fits a number outside of the enum.
;;! level = "should"
;;! refs = ["posix.socket.afnosupport", "wasix.sock_open.similar", "linux.socket.family", "wasix.address_family"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 9) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= afnosupport | inval
  ))
