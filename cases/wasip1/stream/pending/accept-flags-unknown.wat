;; Flag 32 is none of a descriptor: POSIX's accept4 may refuse it with EINVAL. It does not have to, and no document
;; says what becomes of a value that its type does not have, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasi.fdflags", "posix.accept.flags-unknown", "linux.accept.flags-unknown", "wasi.sock_accept.similar"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $sock_accept (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 32) (i32.const 0)))  ;;= inval | notsup | success
  ))
