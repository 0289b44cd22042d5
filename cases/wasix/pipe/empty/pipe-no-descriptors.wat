;; Pipes are made until the process has no descriptor left: then it should be refused by EMFILE. A runtime that needs no
;; descriptors of the host for them may go on.
;;! level = "should"
;;! refs = ["posix.emfile", "wasix.fd_pipe"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "fd_pipe" (func $fd_pipe (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $count i32)
    (loop $fill
      (drop (call $fd_pipe (i32.const 0) (i32.const 4)))  ;;~ success fd1=* fd2=* | mfile
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))    ;;= mfile | success
  ))
