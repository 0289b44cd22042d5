;; An event is made with the number 0xffffffffffffffff, which by the witx can be given, and on Linux is one that an
;; eventfd cannot have. The answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_event.initial", "linux.eventfd.most"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_event (i64.const 0xffffffffffffffff) (i32.const 0) (i32.const 0)))  ;;= *
  ))
