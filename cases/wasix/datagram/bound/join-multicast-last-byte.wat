;; Of the four bytes of {what} only one, the last of memory, is inside: sock_join_multicast_v4 should trap or be
;; refused.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation"]
;;! needs = ["netns"]
;;! [variants]
;;! group = { group = "65535", interface = "36", what = "the group" }
;;! interface = { group = "32", interface = "65535", what = "the interface" }
(module
  (import "wasix_32v1" "sock_open"              (func $sock_open              (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"              (func $sock_bind              (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_join_multicast_v4" (func $sock_join_multicast_v4 (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\00\00\00\00")  ;; inet4, port 7967, 0.0.0.0
  (data (i32.const 32) "\ef\01\02\03")                    ;; the group 239.1.2.3
  (data (i32.const 36) "\7f\00\00\01")                    ;; the interface 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                               ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                         ;;~ success
    (drop (call $sock_join_multicast_v4 (local.get $fd) (i32.const 65535 (;group;)) (i32.const 36 (;interface;))))  ;;= traps | memviolation
  ))
