;; A right is asked for that the witx does not define, number 63. Whether that is to add one, which is notcapable, no
;; document says: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_fdstat_set_rights"]
(module
  (import "wasix_32v1" "sock_open"            (func $sock_open            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_rights (local.get $fd) (i64.const -9223372036854775808) (i64.const 0)))  ;;= *
  ))
