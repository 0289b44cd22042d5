;; The other end had two descriptors, and both were closed: recv should report the end of the data after the second.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "posix.close.socket", "posix.recv.end", "posix.recv.nonblock", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "sock_pair"           (func $sock_pair           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"           (func $sock_recv           (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup"              (func $fd_dup              (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32) (local $peer i32) (local $copy i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_dup (local.get $peer) (i32.const 12)))                                                              ;;~ success
    (local.set $copy (i32.load (i32.const 12)))
    (drop (call $fd_close (local.get $peer)))                                                                           ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                                    ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ again
    (drop (call $fd_close (local.get $copy)))                                                                           ;;~ success
    (drop (call $sock_recv (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success datalen=0
  ))
