;; The end of a pipe that is read is no socket: sock_recv should answer ENOTSOCK, or notcapable, since it lacks the
;; right. It does not wait, so that the answer is not that there is nothing.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "fd_pipe"   (func $fd_pipe   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                                                      ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $sock_recv (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 8) (i32.const 48) (i32.const 52)))  ;;= notsock | notcapable
  ))
