;; Sending was shut down here, and the peer has sent nothing yet: recv on a blocking socket should wait. Once the peer
;; shuts down its direction too, it should return and report the end of the data.
;;! level = "should"
;;! refs = ["posix.shutdown.parts", "posix.recv.blocks", "posix.recv.end", "wasix.sock_shutdown.similar", "wasix.sock_recv.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"  (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"     (func $sock_recv     (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    (drop (call $sock_shutdown (local.get $client) (i32.const 2)))                                                          ;;~ success
    ;;< once waiting shutdown
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= blocks then success datalen=0
  ))
