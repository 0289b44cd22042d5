;; The attributes of a fresh socket are asked for: its type must be that of a stream.
;;! level = "must"
;;! refs = ["wasi.fd_filestat_get", "wasix.fd_fdstat_get.filetype"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_filestat_get" (func $fd_filestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_filestat_get (local.get $fd) (i32.const 320)))                    ;;= success dev=* ino=* filetype=socket_stream nlink=* size=* atim=* mtim=* ctim=*
  ))
