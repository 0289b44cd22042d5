;; Bit 5 is no flag that the witx has. POSIX leaves open what F_SETFL does with bits that are no flags, and a runtime
;; may refuse a value that the type does not have: the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.fdflags", "posix.fcntl.setfl-other", "wasix.fd_fdstat_set_flags.similar"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 32)))                 ;;= *
  ))
