;; An event is closed: it must succeed, and the number must be free then.
;;! level = "must"
;;! refs = ["wasix.fd_close", "wasix.fd_close.badf"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                            ;;= success
    (drop (call $fd_close (local.get $fd)))                            ;;~ badf
  ))
