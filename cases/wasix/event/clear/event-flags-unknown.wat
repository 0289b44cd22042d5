;; The flag 2 is none of the witx, which has only the first: fd_event should answer EINVAL.
;;! level = "should"
;;! refs = ["wasix.eventfdflags", "linux.eventfd.flags", "wasix.fd_event.eventfd"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_event (i64.const 0) (i32.const 2) (i32.const 0)))  ;;= inval
  ))
