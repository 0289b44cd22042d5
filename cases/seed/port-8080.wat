;; The article writes port 8080 as "\1f\90", high byte first; in witx a port is a little-endian u16, and these bytes are
;; 36895. The documents conflict, so the answer is recorded, as witx reads it.
;;! level = "may"
;;! refs = ["seed.sock_bind.port-order"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00")  ;; sin_family=1 (IPv4)
  (data (i32.const 50) "\1f\90")  ;; port 8080, says the article

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $fd (i32.load (i32.const 80)))
    (drop (call $sock_bind (local.get $fd) (i32.const 48)))                            ;;~ success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 112)))                     ;;= success addr=0.0.0.0:8080
  ))
