;; A bound stream socket has no peer that could send: POSIX's ENOTCONN, and the call does not wait. The flag {variant}
;; makes no difference to that.
;;! level = "should"
;;! refs = ["posix.recv.notconn", "wasix.sock_recv.similar"]
;;! [variants]
;;! peek     = { flags = "1" }
;;! waitall  = { flags = "2" }
;;! dontwait = { flags = "8" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")     ;; one vector: 8 bytes at 128

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                             ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                                      ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= notconn
  ))
