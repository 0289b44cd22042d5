;; Standard input is no socket, and 0x103 is both directions with a bit beyond the 8 that there are. No document says
;; what is found first, nor what becomes of a value that its type does not have, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_shutdown.similar", "wasi.errno.notcapable", "wasi.rights.sock_shutdown", "wasi.errno.inval", "wasi.sdflags"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_shutdown (i32.const 0) (i32.const 0x103)))  ;;= notsock | notcapable | inval
  ))
