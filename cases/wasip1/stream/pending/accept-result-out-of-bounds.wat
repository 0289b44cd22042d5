;; A connection waits, and the descriptor is to be written where memory ends: the call cannot return it, so it must
;; trap.
;;! level = "must"
;;! refs = ["wasi.witx.out-of-bounds"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 65536)))  ;;= traps
  ))
