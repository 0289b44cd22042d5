;; Read is interrupted by the host while it waits ({variant}): by a signal that it is not restarted after it may fail with
;; EINTR, and otherwise it goes on waiting. The connection is as good as before.
;;! level = "should"
;;! refs = ["posix.read.interrupted", "posix.sigaction.restart", "linux.signal.stop", "wasix.errno.intr", "posix.read.socket", "posix.recv.blocks", "wasix.fd_read.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! signal         = { answer = 'blocks then intr | blocks then success data="hi" nread=2' }
;;! signal-restart = { answer = 'blocks then success data="hi" nread=2' }
;;! stop           = { answer = 'blocks then success data="hi" nread=2' }
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"        (func $fd_read        (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))         ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ success
    ;;< accept
    ;;< once waiting {variant}
    ;;< once waiting send "hi"
    (drop (call $fd_read (local.get $client) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= {answer}
    (drop (call $sock_addr_peer (local.get $client) (i32.const 128)))                        ;;= success addr=127.0.0.1:7967
  ))
