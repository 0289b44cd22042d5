;; Nothing of the network is granted. A connect that was refused is refused once more, for the first one has opened nothing.
;;! level = "should"
;;! refs = ["posix.acces", "wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! policy = "deny"
;;! peer = "127.0.0.1:7967"
;;! silent = true
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    ;;< listen
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                        ;;~ fails
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                        ;;= access | perm | notcapable | notsup
  ))
