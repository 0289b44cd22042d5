;; 192.0.2.1 is set apart for documents and belongs to no host, so it is not this one's: addrnotavail. Nothing is sent.
;;! level = "should"
;;! refs = ["posix.bind.addrnotavail", "wasix.sock_bind.similar", "wasix.errno.addrnotavail"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\c0\00\02\01")  ;; inet4, port 0, 192.0.2.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= addrnotavail
  ))
