;; Recv with the flag waitall (2) has room for five bytes, and the peer has sent three and closes its end while it
;; waits: no more will come, so it should return the three.
;;! level = "should"
;;! refs = ["posix.recv.waitall-end", "posix.recv.data", "wasi.riflags.waitall", "wasi.sock_recv.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv"   (func $sock_recv   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\05\00\00\00")  ;; the vector to receive: 5 bytes at 192

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                    ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    ;;< send "hel"
    ;;< once waiting close
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 2) (i32.const 48) (i32.const 52)))  ;;= blocks then success data="hel" datalen=3
  ))
