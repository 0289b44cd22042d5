;; The peer listens on port 8080, and the guest binds the bytes "\90\1f": a port is a 16-bit number with its low byte
;; first, so these are 8080, and the address should be found in use.
;;! level = "should"
;;! refs = ["posix.bind.addrinuse", "wasix.addr_port.little-endian", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:8080"
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\90\1f" "\7f\00\00\01")  ;; inet4, port 8080, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    ;;< listen
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= addrinuse
  ))
