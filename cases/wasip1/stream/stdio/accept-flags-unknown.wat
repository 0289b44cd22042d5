;; Standard input is no socket, and flag 32 is none of a descriptor. No document says what is found first, nor what
;; becomes of a value that its type does not have, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_accept.similar", "wasi.errno.notcapable", "wasi.rights.sock_accept", "wasi.errno.inval", "wasi.fdflags"]
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_accept (i32.const 0) (i32.const 32) (i32.const 0)))  ;;= notsock | notcapable | inval | notsup
  ))
