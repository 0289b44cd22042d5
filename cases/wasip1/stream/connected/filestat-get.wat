;; The attributes of a connection must be told with the file type socket_stream, unless the right to ask was not handed
;; down with it.
;;! level = "must"
;;! refs = ["wasi.fd_filestat_get", "wasi.fd_fdstat_get.filetype", "wasi.rights.files"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"     (func $sock_accept     (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_filestat_get" (func $fd_filestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_filestat_get (local.get $server) (i32.const 320)))    ;;= success filetype=socket_stream dev=* ino=* nlink=* size=* atim=* mtim=* ctim=* | notcapable
  ))
