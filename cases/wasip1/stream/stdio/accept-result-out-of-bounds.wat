;; Standard input is no socket, and the descriptor is to be written where memory ends. No document says what is found
;; first, and WASI has a pointer trap that is followed, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_accept.similar", "wasi.errno.notcapable", "wasi.rights.sock_accept", "wasi.errno.fault", "wasi.witx.out-of-bounds"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 0) (i32.const 0) (i32.const 65536)))  ;;= notsock | notcapable | fault
  ))
