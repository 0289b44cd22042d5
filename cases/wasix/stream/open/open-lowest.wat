;; A new socket takes the lowest number that is not open. Of two sockets the first is closed, so the third gets its
;; number.
;;! level = "must"
;;! refs = ["wasix.sock_open.lowest", "posix.close.frees", "posix.socket.lowest", "wasix.fd_close.similar", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success fd=$number
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (drop (call $fd_close (local.get $fd)))                                           ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))  ;;= success fd=$number
  ))
