;; Accept is interrupted by the host while it waits ({variant}): by a signal that it is not restarted after it may fail with
;; EINTR, and otherwise it goes on waiting. The listening socket is as good as before.
;;! level = "should"
;;! refs = ["posix.accept.interrupted", "posix.sigaction.restart", "linux.signal.stop", "wasix.errno.intr", "wasix.sock_accept_v2.blocks", "wasix.sock_accept_v2.connection", "posix.accept.blocks", "wasix.sock_accept_v2.similar", "wasix.sock_accept_v2.returns"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! signal         = { answer = 'blocks then intr | blocks then success addr=127.0.0.1:*' }
;;! signal-restart = { answer = 'blocks then success addr=127.0.0.1:*' }
;;! stop           = { answer = 'blocks then success addr=127.0.0.1:*' }
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"     (func $sock_listen     (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"  (func $sock_accept     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    ;;< once waiting {variant}
    ;;< once waiting connect
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= {answer}
    (drop (call $sock_addr_local (local.get $listener) (i32.const 128)))                         ;;= success addr=127.0.0.1:7967
  ))
