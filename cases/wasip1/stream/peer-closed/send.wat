;; The peer has closed its end. A socket cannot see from that whether the peer still reads: the first send may succeed,
;; as on Linux, or answer EPIPE, ENOTCONN or ECONNRESET where the connection counts as gone.
;;! level = "should"
;;! refs = ["posix.send.closed", "posix.send.reset", "posix.send.notconn", "linux.send.peer-closed", "wasi.sock_send.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send"   (func $sock_send   (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< close
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= pipe | connreset | notconn | success datalen=5
  ))
