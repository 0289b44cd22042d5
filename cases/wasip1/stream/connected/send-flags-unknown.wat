;; Send is given flag 1, and has no flags: inval is for an argument that is not valid, POSIX has EOPNOTSUPP, and Linux
;; ignores what it does not know. The answer is recorded.
;;! level = "may"
;;! refs = ["wasi.siflags", "wasi.errno.inval", "posix.send.flags", "linux.send.flags", "wasi.sock_send.similar"]
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
    (drop (call $sock_send (local.get $server) (i32.const 96) (i32.const 1) (i32.const 1) (i32.const 48)))  ;;= inval | notsup
  ))
