;; Loopback is granted. 0.0.0.0 is not on it, though Linux would send to loopback, so no datagram may be sent there.
;;! level = "should"
;;! refs = ["posix.acces", "wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable"]
;;! needs = ["netns"]
;;! policy = "loopback"
;;! silent = true
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\00\00\00\00")  ;; inet4, port 7967, 0.0.0.0
  (data (i32.const 96) "\80\00\00\00" "\02\00\00\00")     ;; one vector: 2 bytes at 128
  (data (i32.const 128) "hi")

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                     ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= access | perm | notcapable
  ))
