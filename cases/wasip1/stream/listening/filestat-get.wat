;; The guest was handed a socket of a stream: its attributes must be told with the file type socket_stream, unless the
;; right to ask was not handed with it.
;;! level = "must"
;;! refs = ["wasi.fd_filestat_get", "wasi.fd_fdstat_get.filetype", "wasi.rights.files"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "fd_filestat_get" (func $fd_filestat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_filestat_get (i32.const 3) (i32.const 320)))  ;;= success filetype=socket_stream dev=* ino=* nlink=* size=* atim=* mtim=* ctim=* | notcapable
  ))
