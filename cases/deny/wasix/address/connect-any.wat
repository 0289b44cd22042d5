;; One address with its port is granted. 0.0.0.0 with that port is another one, though Linux would connect there to loopback, so the connect must be refused.
;;! level = "should"
;;! refs = ["posix.acces", "wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable"]
;;! needs = ["netns"]
;;! policy = "127.0.0.1:7967"
;;! peer = "127.0.0.1:7967"
;;! silent = true
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\00\00\00\00")  ;; inet4, port 7967, 0.0.0.0

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    ;;< listen
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                        ;;= access | perm | notcapable
  ))
