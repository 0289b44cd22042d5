;; A non-blocking socket is closed, and the next socket gets its number. It is another socket, and should not have the
;; flags of the first.
;;! level = "should"
;;! refs = ["posix.socket.nonblock", "posix.fcntl.getfl", "wasix.sock_open.lowest", "posix.socket.blocking", "wasix.sock_open.similar", "wasix.fd_fdstat_get.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success fd=$number
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $other) (i32.const 4)))               ;;~ success
    (drop (call $fd_close (local.get $other)))                                        ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success fd=$number
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success flags=none
  ))
