;; The reader's program, with POSIX's family 2 before IPv4 bytes: WASIX takes 2 for IPv6 and the bytes, by its witx,
;; for an address that is not ours, hence errno 4. Only recorded, since the page of sock_bind draws another layout, by
;; which they say `::`.
;;! level = "may"
;;! refs = ["seed.errno.addrnotavail", "wasix.address_family.inet6", "wasix.addr_port.layout", "wasix.addr_port.inet6", "wasix.addr_port.inet6.witx"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\02\00")        ;; meant as AF_INET
  (data (i32.const 50) "\1f\90")        ;; meant as port 8080
  (data (i32.const 52) "\7f\00\00\01")  ;; meant as 127.0.0.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 2) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= addrnotavail [wasix.addr_port.inet6.witx] | success [wasix.addr_port.inet6]
  ))
