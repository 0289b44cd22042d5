;; A closed descriptor is renumbered to its own number. The page has success for two equal numbers before it comes to
;; those that are not open, and the errno for a number that is not open is badf: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_renumber.itself", "wasix.errno.badf"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"    (func $fd_close    (param i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_close (local.get $fd)))                                           ;;~ success
    (drop (call $fd_renumber (local.get $fd) (local.get $fd)))                        ;;= success [wasix.fd_renumber.itself] | badf [wasix.errno.badf]
  ))
