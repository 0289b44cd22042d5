;; A pipe is full, and the end that is written is set to wait again: write should wait.
;;! level = "should"
;;! refs = ["posix.write.blocks", "linux.pipe.full", "wasix.fd_write.similar"]
(module
  (import "wasix_32v1" "fd_pipe"             (func $fd_pipe             (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"            (func $fd_write            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")  ;; the vector to send: 64 KiB at 64 KiB

  (func (export "_start") (local $reader i32) (local $writer i32) (local $left i32) (local $errno i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                                     ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $writer) (i32.const 4)))                                   ;;~ success
    (local.set $left (i32.const 256))
    (loop $more
      (local.set $errno (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;~ success data=* nwritten=* | again
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (i32.and (i32.eqz (local.get $errno)) (i32.gt_u (local.get $left) (i32.const 0)))))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))                ;;~ again
    (drop (call $fd_fdstat_set_flags (local.get $writer) (i32.const 0)))                                   ;;~ success
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))                ;;= blocks
  ))
