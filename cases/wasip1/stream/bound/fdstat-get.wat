;; A socket whose listening was ended is still one of a stream: the type of the file behind it must be socket_stream.
;;! level = "must"
;;! refs = ["wasi.fd_fdstat_get.filetype"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 3) (i32.const 1)))    ;;~ success
    (drop (call $fd_fdstat_get (i32.const 3) (i32.const 320)))  ;;= success filetype=socket_stream flags=* rights_base=* rights_inheriting=*
  ))
