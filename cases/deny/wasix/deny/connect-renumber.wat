;; Nothing of the network is granted. A socket that was given the number of another one has no other permissions, so it must
;; not connect.
;;! level = "should"
;;! refs = ["posix.acces", "wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! peer = "127.0.0.1:7967"
;;! silent = true
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber"  (func $fd_renumber  (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32) (local $other i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $other (i32.load (i32.const 4)))
    (drop (call $fd_renumber (local.get $fd) (local.get $other)))                     ;;~ success
    ;;< listen
    (drop (call $sock_connect (local.get $other) (i32.const 16)))                     ;;= access | perm | notcapable | notsup
  ))
