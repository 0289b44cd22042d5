;; The process had no descriptor left for another socket, and then one was closed. The next one can be opened, and bound.
;;! level = "must"
;;! refs = ["wasix.sock_open", "wasix.sock_bind", "posix.close.frees", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { descriptors = 16 }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 36) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $count i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))            ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                                     ;;~ success
    (loop $fill
      (if (i32.eqz (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))  ;;~ success fd=* | mfile
        (then
          (drop (call $sock_bind (i32.load (i32.const 12)) (i32.const 36)))))                   ;;~ success fd=* | mfile
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $count) (i32.const 24))))
    (drop (call $fd_close (local.get $fd)))                                                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))            ;;= success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 36)))                                     ;;= success
  ))
