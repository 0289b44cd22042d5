;; A pair was made of streams: the file type of an end must be socket_stream.
;;! level = "must"
;;! refs = ["wasix.fd_fdstat_get.filetype", "wasix.sock_pair"]
(module
  (import "wasix_32v1" "sock_pair"     (func $sock_pair     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_get (local.get $fd) (i32.const 320)))                                    ;;= success filetype=socket_stream
  ))
