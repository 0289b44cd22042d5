;; One of the two errors to which the article gives the number 4 is addrnotavail, an address that cannot be had, and
;; that is number 4 in witx. 192.0.2.1 is an address of no host, so binding it shows the number.
;;! level = "should"
;;! refs = ["seed.errno.addrnotavail", "wasix.errno.addrnotavail", "posix.bind.addrnotavail", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\00\00" "\c0\00\02\01")  ;; inet4, port 0, 192.0.2.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= addrnotavail
  ))
