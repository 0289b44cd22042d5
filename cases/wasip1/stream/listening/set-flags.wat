;; The listening socket is made non-blocking and then blocking: both must succeed, and each time the flag be as it was
;; set.
;;! level = "must"
;;! refs = ["wasi.fd_fdstat_set_flags", "wasi.fd_fdstat_get.flags", "wasi.fdflags.nonblock"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_fdstat_get"       (func $fd_fdstat_get       (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 4)))  ;;= success
    (drop (call $fd_fdstat_get (i32.const 3) (i32.const 320)))      ;;= success flags=nonblock rights_base=* rights_inheriting=*
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 0)))  ;;= success
    (drop (call $fd_fdstat_get (i32.const 3) (i32.const 320)))      ;;= success flags=none rights_base=* rights_inheriting=*
  ))
