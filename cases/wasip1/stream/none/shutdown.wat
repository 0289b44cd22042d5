;; Number 99 was never opened: badf, although the second argument (3, both directions) is a good one.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "posix.badf", "wasi.sock_shutdown.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 99) (i32.const 3)))  ;;= badf
  ))
