;; A connected socket does not listen, so nothing can be accepted from it: it should answer EINVAL.
;;! level = "should"
;;! refs = ["posix.accept.not-listening", "wasi.sock_accept.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))        ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $sock_accept (local.get $server) (i32.const 0) (i32.const 4)))  ;;= inval
  ))
