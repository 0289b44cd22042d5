;; The reader corrected the family in the address and left it in sock_open: an IPv4 address for an IPv6 socket. POSIX
;; has EAFNOSUPPORT for it, Linux EINVAL, and the article addrnotavail, if that is an address in a wrong form.
;;! level = "should"
;;! refs = ["posix.bind.afnosupport", "wasix.sock_bind.similar", "linux.bind.family", "seed.errno.addrnotavail", "wasix.sock_open.address"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00")        ;; inet4
  (data (i32.const 50) "\1f\90")        ;; meant as port 8080
  (data (i32.const 52) "\7f\00\00\01")  ;; 127.0.0.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= afnosupport | inval | addrnotavail
  ))
