;; The end of a pipe that is read is no socket: sock_send_to should answer ENOTSOCK, or notcapable, since it lacks the
;; right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "posix.notsock", "wasix.rights", "wasix.sock_send_to.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "fd_pipe"      (func $fd_pipe      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")     ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                                                        ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $sock_send_to (local.get $reader) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))  ;;= notsock | notcapable
  ))
