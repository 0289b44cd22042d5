;; The number is the largest that there is, -1 if it is taken as signed. It is not open: badf.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "posix.badf", "wasi.sock_shutdown.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 0xffffffff) (i32.const 3)))  ;;= badf
  ))
