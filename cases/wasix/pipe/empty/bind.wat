;; The end of a pipe that is read is no socket: sock_bind should answer ENOTSOCK, or notcapable, since it lacks the
;; right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_bind.similar"]
(module
  (import "wasix_32v1" "fd_pipe"   (func $fd_pipe   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))           ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $reader) (i32.const 16)))  ;;= notsock | notcapable
  ))
