;; A connection is given another number, and preview 1 has no way to duplicate a descriptor: the number that it had
;; before stands for nothing any more, for which the errno is badf.
;;! level = "should"
;;! refs = ["wasi.fd_renumber", "wasi.errno.badf"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept"   (func $sock_accept   (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_renumber"   (func $fd_renumber   (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $server i32)
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;~ success
    (local.set $server (i32.load (i32.const 0)))
    (drop (call $fd_renumber (local.get $server) (i32.const 3)))          ;;= success
    (drop (call $fd_fdstat_get (local.get $server) (i32.const 320)))      ;;= badf
  ))
