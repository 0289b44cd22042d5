;; Standard output is no socket, and the vectors are said to be where memory ends. WASI has a function trap on a pointer
;; that it follows, and no document says what it finds first: POSIX's ENOTSOCK, or a trap.
;;! level = "should"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_send.similar", "wasi.witx.out-of-bounds"]
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_send (i32.const 1) (i32.const 65536) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= notsock | traps
  ))
