;; An event is no socket: sock_addr_local should answer ENOTSOCK, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_addr_local.similar"]
(module
  (import "wasix_32v1" "fd_event"        (func $fd_event        (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))      ;;= notsock | notcapable
  ))
