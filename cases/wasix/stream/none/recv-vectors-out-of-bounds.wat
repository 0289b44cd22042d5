;; Number 99 was never opened, and the vectors are said to be where memory ends. Both are wrong, and no document says
;; which is to be found first: any of the errnos for them, or a trap for the pointer, at once.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasi.witx.out-of-bounds", "wasix.errno.memviolation", "posix.errno.order", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_recv (i32.const 99) (i32.const 65536) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= badf | traps | memviolation
  ))
