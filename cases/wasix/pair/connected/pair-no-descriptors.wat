;; Pairs are made until the process has no descriptor left: then it should be refused by EMFILE. A runtime that needs no
;; descriptors of the host for them may go on.
;;! level = "should"
;;! refs = ["posix.emfile", "wasix.sock_pair.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $count i32)
    (loop $fill
      (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success fd1=* fd2=* | mfile
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))    ;;= mfile | success
  ))
