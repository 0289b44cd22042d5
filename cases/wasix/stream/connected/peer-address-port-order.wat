;; The peer of the connection is outside of the guest, at port 8080: in the address that is returned the low byte of the
;; port must be the first.
;;! level = "must"
;;! refs = ["wasix.addr_port.little-endian", "wasix.sock_addr_peer"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:8080"
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\90\1f" "\7f\00\00\01")  ;; inet4, port 8080 with its low byte first, 127.0.0.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;~ success
    ;;< accept
    (drop (call $sock_addr_peer (local.get $client) (i32.const 64)))                  ;;= success addr=127.0.0.1:8080
  ))
