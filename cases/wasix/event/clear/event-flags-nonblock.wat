;; The flag 4 is asked for, with which the libc of WASIX makes an event that does not wait. The witx has no such flag,
;; and Linux has one: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.eventfdflags", "linux.eventfd.nonblock", "linux.eventfd.flags", "wasix.fd_event.eventfd"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_event (i64.const 0) (i32.const 4) (i32.const 0)))  ;;= success [linux.eventfd.nonblock] | inval [wasix.eventfdflags]
  ))
