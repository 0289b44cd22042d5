;; The host's kernel answers {variant} to the first bind, and the guest must be told so by the errno of that name. The socket
;; has got no address by that: the next bind gives it one.
;;! level = "should"
;;! refs = ["wasix.sock_bind.similar", "posix.bind.errors", "linux.bind.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "bind {variant}"
;;! [variants]
;;! EADDRINUSE    = { answer = "addrinuse" }
;;! EADDRNOTAVAIL = { answer = "addrnotavail" }
;;! EACCES        = { answer = "access" }
;;! EAFNOSUPPORT  = { answer = "afnosupport" }
;;! EALREADY      = { answer = "already" }
;;! EINVAL        = { answer = "inval" }
;;! EISCONN       = { answer = "isconn" }
;;! ENOBUFS       = { answer = "nobufs" }
;;! ENOMEM        = { answer = "nomem" }
;;! EOPNOTSUPP    = { answer = "notsup" }
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= {answer}
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr=127.0.0.1:7967
  ))
