;; The status is one byte, and it is written to the last byte of memory: that is inside, so the call must succeed.
;;! level = "must"
;;! refs = ["wasix.sock_status", "wasix.sock_status.byte"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_status (local.get $fd) (i32.const 65535)))                      ;;= success
  ))
