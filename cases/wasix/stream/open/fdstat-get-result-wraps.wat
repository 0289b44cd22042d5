;; The type and the flags are to be written at 0xfffffff0, so their last bytes would be at 0 if addresses wrapped: the
;; call should trap or be refused. Asked for at another place they come.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 0xfffffff0)))               ;;= traps | memviolation | overflow
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                      ;;= success filetype=socket_stream
  ))
