;; The process has 16 descriptors to open, and 64 pipes were made and closed, one after the other. Nothing is left of
;; them, so another one can be made.
;;! level = "must"
;;! refs = ["wasix.fd_pipe", "posix.close.frees", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $count i32)
    (loop $each
      (drop (call $fd_pipe (i32.const 0) (i32.const 4)))  ;;~ success fd1=* fd2=*
      (drop (call $fd_close (i32.load (i32.const 0))))    ;;~ success fd=*
      (drop (call $fd_close (i32.load (i32.const 4))))    ;;~ success fd=*
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $count) (i32.const 64))))
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))    ;;= success
  ))
