;; Number 99 was never opened, and 0 names no direction, which is POSIX's EINVAL. Both are wrong, and no document says
;; which is found first: either of the errnos for them.
;;! level = "should"
;;! refs = ["wasi.errno.badf", "wasi.errno.inval", "wasi.sdflags", "posix.shutdown.inval", "wasi.sock_shutdown.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 99) (i32.const 0)))  ;;= badf | inval
  ))
