;; An event is no socket: sock_recv should answer ENOTSOCK, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "fd_event"  (func $fd_event  (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")  ;; the vector to read: 8 bytes at 192

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))                                                   ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 8) (i32.const 48) (i32.const 52)))  ;;= notsock | notcapable
  ))
