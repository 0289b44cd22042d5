;; The host's kernel answers {variant} to the first listen, and the guest must be told so by the errno of that name. The socket
;; is bound as before: the next listen succeeds, and a client gets through.
;;! level = "should"
;;! refs = ["wasix.sock_listen.similar", "posix.listen.errors", "linux.listen.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "listen {variant}"
;;! [variants]
;;! EADDRINUSE   = { answer = "addrinuse" }
;;! EACCES       = { answer = "access" }
;;! EDESTADDRREQ = { answer = "destaddrreq" }
;;! EINVAL       = { answer = "inval" }
;;! ENOBUFS      = { answer = "nobufs" }
;;! ENOMEM       = { answer = "nomem" }
;;! EOPNOTSUPP   = { answer = "notsup" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"  (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                     ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                    ;;= {answer}
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                    ;;= success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= success
  ))
