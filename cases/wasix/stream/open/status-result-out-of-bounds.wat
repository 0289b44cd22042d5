;; The status is to be written at 65536, where memory ends: the call should trap or be refused. Asked for at another
;; place it comes.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_status (local.get $fd) (i32.const 65536)))                      ;;= traps | memviolation
    (drop (call $sock_status (local.get $fd) (i32.const 48)))                         ;;= success
  ))
