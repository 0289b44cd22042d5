;; An event was made and closed: its number is free, so the next event should have the same, which is the lowest, as
;; POSIX has it of every call that makes a descriptor.
;;! level = "should"
;;! refs = ["posix.close.frees", "posix.socket.lowest", "wasix.fd_close.similar"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))  ;;~ success fd=$lowest
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                            ;;~ success
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))  ;;= success fd=$lowest
  ))
