;; Only a bound socket can be listened on, says the article, so this call fails. The witx likens sock_listen to POSIX's
;; listen, which lets an implementation bind the socket itself: the documents conflict, and the answer is recorded.
;;! level = "may"
;;! refs = ["seed.sock_listen.only-bound", "posix.listen.unbound", "wasix.sock_listen.similar"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen" (func $sock_listen (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_listen (i32.load (i32.const 80)) (i32.const 8)))                 ;;= destaddrreq [seed.sock_listen.only-bound] | inval [seed.sock_listen.only-bound] | success [posix.listen.unbound]
  ))
