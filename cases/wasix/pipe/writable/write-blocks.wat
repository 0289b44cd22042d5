;; 64 MiB are written to a pipe with one call, and nobody reads: write should wait, since a pipe holds only so much.
;;! level = "should"
;;! refs = ["posix.write.blocks", "linux.pipe.full", "wasix.fd_write.similar"]
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")  ;; the vector to write: 64 MiB at 64 KiB

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= blocks
  ))
