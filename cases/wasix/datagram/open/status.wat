;; A datagram socket was only opened: its status is opening, says the article.
;;! level = "must"
;;! refs = ["seed.sock_status.opening", "wasix.sock_status"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_status (local.get $fd) (i32.const 48)))                          ;;= success status=opening
  ))
