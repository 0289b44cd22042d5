;; A step of the peer cannot be taken, because there is no connection that it could close: the question cannot be asked.
;;! level = "must"
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! outcome = "blocked at L13"
;;! verdict = "not asked"
;;! script = { fd_read = "real" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< close
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
  ))
