;; Standard output is no socket, and flag 1 is none of send, which has no flags. No document says what is found first,
;; nor what becomes of a value that its type does not have, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.errno.notsock", "posix.notsock", "wasi.sock_send.similar", "wasi.errno.inval", "wasi.siflags"]
(module
  (import "wasi_snapshot_preview1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\01\00\00\00")  ;; the vector to send: 1 byte at 128
  (data (i32.const 128) "\0a")

  (func (export "_start")
    (drop (call $sock_send (i32.const 1) (i32.const 96) (i32.const 1) (i32.const 1) (i32.const 48)))  ;;= notsock | inval | notsup
  ))
