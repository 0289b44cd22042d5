;; An event is no socket: sock_shutdown should answer ENOTSOCK, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_shutdown.similar"]
(module
  (import "wasix_32v1" "fd_event"      (func $fd_event      (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_shutdown (local.get $fd) (i32.const 3)))         ;;= notsock | notcapable
  ))
