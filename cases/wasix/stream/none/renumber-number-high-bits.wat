;; A socket has the number 20, and it is to be renumbered with a bit in its number that makes it negative. There is no
;; such descriptor: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_renumber (local.get $fd) (i32.const 20)))                         ;;~ success
    (drop (call $fd_renumber (i32.const 0x80000014) (local.get $fd)))                 ;;= badf
  ))
