;; Standard input is no socket, and the descriptor is to be written where memory ends. WASI has a function trap on a
;; pointer that it follows, and no document says what it finds first: POSIX's ENOTSOCK, notcapable, since it may lack
;; the right, or a trap.
;;! level = "should"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_accept.similar", "wasi.errno.notcapable", "wasi.rights.sock_accept", "wasi.witx.out-of-bounds"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 0) (i32.const 0) (i32.const 65536)))  ;;= notsock | notcapable | traps
  ))
