;; What is accepted has the rights that its listener hands down. Those are given up, and the own ones, of which accept
;; is number 29, are kept: the connection is accepted, and the right to receive from it is missing.
;;! level = "should"
;;! refs = ["wasi.fd_fdstat_set_rights", "wasi.rights.sock_recv", "wasi.errno.notcapable", "wasi.fd_fdstat_get.inheriting"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_rights" (func $fd_fdstat_set_rights (param i32 i64 i64) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start")
    (drop (call $fd_fdstat_set_rights (i32.const 3) (i64.const 0x20000000) (i64.const 0)))                                       ;;= success
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))                                                         ;;~ success
    (drop (call $sock_recv (i32.load (i32.const 0)) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= notcapable
  ))
