;; An end that was shut down for receiving is closed: it must succeed, and the number must be free then.
;;! level = "must"
;;! refs = ["wasix.fd_close", "wasix.fd_close.badf", "wasix.sock_shutdown.open"]
(module
  (import "wasix_32v1" "sock_pair"     (func $sock_pair     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"      (func $fd_close      (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_shutdown (local.get $fd) (i32.const 1)))                                      ;;~ success
    (drop (call $fd_close (local.get $fd)))                                                         ;;= success
    (drop (call $fd_close (local.get $fd)))                                                         ;;~ badf
  ))
