;; The article opens a stream socket with type 1: the file type of the descriptor must be that of a stream socket.
;;! level = "must"
;;! refs = ["seed.sock_type.stream", "wasix.sock_type.stream", "wasix.fd_fdstat_get.filetype"]
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $fd_fdstat_get (i32.load (i32.const 80)) (i32.const 112)))             ;;= success filetype=socket_stream
  ))
