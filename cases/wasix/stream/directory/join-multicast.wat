;; A directory is no socket that could join a group: notsock, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.errno.notcapable", "wasix.rights"]
(module
  (import "wasix_32v1" "sock_join_multicast_v4" (func $sock_join_multicast_v4 (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get"         (func $fd_prestat_get         (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 32) "\ef\01\02\03")  ;; the group 239.1.2.3
  (data (i32.const 36) "\7f\00\00\01")  ;; the interface 127.0.0.1

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                         ;;~ success
    (drop (call $sock_join_multicast_v4 (i32.const 3) (i32.const 32) (i32.const 36)))  ;;= notsock | notcapable
  ))
