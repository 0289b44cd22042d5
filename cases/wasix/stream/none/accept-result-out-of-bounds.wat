;; Number 99 was never opened, and the results are to be written where memory ends. Both are wrong, and no document says
;; which is to be found first: any of the errnos for them, or a trap for the pointer, at once.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasi.witx.out-of-bounds", "wasix.errno.memviolation", "posix.errno.order", "wasix.sock_accept_v2.similar"]
(module
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 99) (i32.const 0) (i32.const 65536) (i32.const 65536)))  ;;= badf | traps | memviolation
  ))
