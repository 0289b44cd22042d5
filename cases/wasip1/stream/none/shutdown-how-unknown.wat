;; Number 99 was never opened, and 4 is no direction. No document says which is found first, nor what becomes of a value
;; that its type does not have, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.badf", "wasi.errno.inval", "wasi.sdflags"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 99) (i32.const 4)))  ;;= badf | inval
  ))
