;; The guest prints without end: the trial is ended when its output exceeds the limit.
;;! level = "must"
;;! outcome = "exceeded its output"
;;! verdict = "not asked"
(module
  (import "wasix_32v1"             "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"  (func $fd_write  (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\20\00\00\00\00\80\00\00")  ;; one vector: 32 KiB at 32

  (func (export "_start")
    (loop $forever
      (drop (call $fd_write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 24)))  ;;~ success
      (br $forever))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))     ;;= success
  ))
