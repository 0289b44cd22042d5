;; An event is no socket: sock_accept should answer ENOTSOCK, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "fd_event"       (func $fd_event    (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_accept (local.get $fd) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= notsock | notcapable
  ))
