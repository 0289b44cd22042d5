;; A socket that was only opened is connected to an address of the unspecified family (0): it has no peer that could be
;; taken away, so that should change nothing.
;;! level = "should"
;;! refs = ["posix.connect.unspec", "linux.connect.unspec", "posix.getpeername.notconn", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 176) "\00\00" "\00\00" "\00\00\00\00")  ;; the unspecified family

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $fd) (i32.const 176)))                        ;;= success
    (drop (call $sock_addr_peer (local.get $fd) (i32.const 64)))                       ;;= notconn
  ))
