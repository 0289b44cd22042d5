;; The end that is read was duplicated, and one of the two descriptors is made non-blocking: the flag belongs to what
;; they share, so the other one should have it too.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "posix.dup.shared", "posix.fcntl.getfl", "wasix.fd_fdstat_get.similar"]
(module
  (import "wasix_32v1" "fd_pipe"             (func $fd_pipe             (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"              (func $fd_dup              (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32) (local $copy i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                    ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_dup (local.get $reader) (i32.const 12)))              ;;= success
    (local.set $copy (i32.load (i32.const 12)))
    (drop (call $fd_fdstat_set_flags (local.get $reader) (i32.const 4)))  ;;~ success
    (drop (call $fd_fdstat_get (local.get $copy) (i32.const 320)))        ;;= success flags=nonblock
  ))
