;; Number 99 was never opened, and the vectors are said to be where memory ends. WASI has a function trap on a pointer
;; that it follows, and no document says whether it finds the number first: POSIX's EBADF, or a trap.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "posix.badf", "wasi.sock_send.similar", "wasi.witx.out-of-bounds"]
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_send (i32.const 99) (i32.const 65536) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= badf | traps
  ))
