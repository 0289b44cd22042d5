;; A directory is open and no socket to receive from: POSIX's ENOTSOCK, or notcapable, since it lacks the right.
;;! level = "should"
;;! refs = ["wasix.errno.notsock", "wasix.rights", "posix.notsock", "wasix.sock_recv.similar"]
(module
  (import "wasix_32v1" "sock_recv"      (func $sock_recv      (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")  ;; one vector: 8 bytes at 128

  (func (export "_start")
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 48)))                                                       ;;~ success
    (drop (call $sock_recv (i32.const 3) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= notsock | notcapable
  ))
