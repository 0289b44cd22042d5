;; The other end was closed, and nothing waits: POSIX says of no end of datagrams, and on Linux a read that does not wait
;; answers EAGAIN. The answer is recorded.
;;! level = "may"
;;! refs = ["linux.unix.datagram-wait", "posix.read.nonblock"]
(module
  (import "wasix_32v1" "sock_pair"           (func $sock_pair           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $peer)))                                                       ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                ;;~ success
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))             ;;= *
  ))
