;; Protocol 0 leaves the choice to the implementation, and for a stream that is TCP: POSIX says so of socket, and the
;; article opens its socket this way.
;;! level = "must"
;;! refs = ["seed.sock_open.protocol-0", "wasix.sock_open", "posix.socket.protocol-0", "posix.socket.protocol-0-tcp", "wasix.sock_open.similar"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0)))  ;;= success
  ))
