;; Send has put part of 64 MiB into the buffers and waits when the host interrupts it ({variant}): it should tell how much was
;; sent, at once or when the rest is, and not fail. The connection is as good as before.
;;! level = "should"
;;! refs = ["posix.send.interrupted", "posix.sigaction.restart", "linux.signal.stop", "posix.send.blocks", "wasix.sock_send.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! signal         = { answer = "blocks then success data=* datalen=* | success data=* datalen=*" }
;;! signal-restart = { answer = "blocks then success data=* datalen=* | success data=* datalen=*" }
;;! stop           = { answer = "blocks then success data=* datalen=* | success data=* datalen=*" }
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"      (func $sock_send      (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")     ;; the vector to send: 64 MiB at 64 KiB

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                          ;;~ success
    ;;< accept
    ;;< once waiting {variant}
    ;;< once waiting recv 67108864
    (drop (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= {answer}
    (drop (call $sock_addr_peer (local.get $client) (i32.const 128)))                                       ;;= success addr=127.0.0.1:7967
  ))
