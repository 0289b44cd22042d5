;; Standard output is no socket, and the vectors are said to be where memory ends. No document says what is found first,
;; and WASI has a pointer trap that is followed, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_send.similar", "wasi.errno.fault", "wasi.witx.out-of-bounds"]
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_send (i32.const 1) (i32.const 65536) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= notsock | fault
  ))
