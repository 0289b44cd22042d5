;; Number 99 was never opened, and flag 32 is none of a descriptor. No document says which is found first, nor what
;; becomes of a value that its type does not have, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.badf", "wasi.errno.inval", "wasi.fdflags"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 99) (i32.const 32) (i32.const 0)))  ;;= badf | inval | notsup
  ))
