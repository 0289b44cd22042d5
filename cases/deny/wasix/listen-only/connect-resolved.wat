;; It is granted to bind and to listen. A name was looked up before the connect, which opens no way: the connect must be refused.
;;! level = "should"
;;! refs = ["posix.acces", "wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable"]
;;! needs = ["netns"]
;;! policy = "listen-only"
;;! peer = "127.0.0.1:7967"
;;! silent = true
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "resolve"      (func $resolve      (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 128) "localhost")

  (func (export "_start") (local $fd i32)
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;~ fails
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                 ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    ;;< listen
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                                       ;;= access | perm | notcapable
  ))
