;; Two connections wait, and the process has a descriptor for one of them alone: POSIX has EMFILE for the second.
;;! level = "should"
;;! refs = ["posix.emfile", "wasi.sock_accept.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! world = { descriptors = 1 }
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< connect
    ;;< close
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;~ success | mfile
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 4)))  ;;= mfile
  ))
