;; Number 99 was never opened, and the vectors are said to be where memory ends. No document says which is found first,
;; and WASI has a pointer trap that is followed, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.badf", "wasi.errno.fault", "wasi.witx.out-of-bounds"]
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_send (i32.const 99) (i32.const 65536) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= badf | fault
  ))
