;; Linux's number of IPv6, 10, was tried by the article's reader, but no address of WASIX begins with it: POSIX's
;; EAFNOSUPPORT, inval as for any number outside of an enum, or addrnotavail, which the article has for a wrong form.
;;! level = "should"
;;! refs = ["posix.bind.afnosupport", "wasix.sock_bind.similar", "linux.bind.family", "seed.errno.addrnotavail", "wasix.address_family"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\0a\00" "\00\00" "\7f\00\00\01")  ;; family 10, port 0, 127.0.0.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= afnosupport | inval | addrnotavail
  ))
