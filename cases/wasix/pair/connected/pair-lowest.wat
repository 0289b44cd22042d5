;; A pair was made and both of its ends were closed: the next pair must have the same two numbers, which are the lowest
;; that are free.
;;! level = "must"
;;! refs = ["wasix.sock_pair.lowest"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success fd1=$one fd2=$two
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $fd)))                                                         ;;~ success
    (drop (call $fd_close (local.get $peer)))                                                       ;;~ success
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;= success fd1=$one fd2=$two
  ))
