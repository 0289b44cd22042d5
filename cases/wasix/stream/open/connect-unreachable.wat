;; 192.0.2.1 is set apart for documents and belongs to no host, and this network has no way out. POSIX has ENETUNREACH
;; for that, and EHOSTUNREACH, ENETDOWN or EADDRNOTAVAIL, each by what the system knows of the address.
;;! level = "should"
;;! refs = ["posix.connect.netunreach", "posix.connect.addrnotavail", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\c0\00\02\01")  ;; inet4, port 7967, 192.0.2.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= netunreach | hostunreach | netdown | addrnotavail
  ))
