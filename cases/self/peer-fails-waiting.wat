;; A step that the peer takes once the guest waits fails, because nobody listens: what the guest waits for does not come, and
;; that is no wrong answer.
;;! level = "must"
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! outcome = "blocked at L14"
;;! verdict = "not asked"
;;! script = { fd_read = "real", sock_accept_v2 = "hang" }
(module
  (import "wasix_32v1" "sock_accept_v2" (func $sock_accept (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    ;;< once waiting connect
    (drop (call $sock_accept (i32.const 4) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;= blocks then success
  ))
