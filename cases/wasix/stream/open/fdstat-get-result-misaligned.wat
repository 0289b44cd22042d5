;; The type and the flags are to be written at 321, which is no multiple of eight. WASI's document on witx has a call
;; trap on such a pointer, and no document of WASIX says whether that holds for its calls too: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.fd_fdstat_get.filetype", "wasi.witx.misaligned"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 321)))                      ;;= success filetype=socket_stream | traps [wasi.witx.misaligned]
  ))
