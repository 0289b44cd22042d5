;; The host's kernel answers {variant} to the first connect, and the guest must be told so by the errno of that name. POSIX
;; leaves open what the socket is good for then and has it closed: another one connects.
;;! level = "should"
;;! refs = ["wasix.sock_connect.similar", "posix.connect.errors", "linux.connect.errors", "posix.connect.failed", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "connect {variant}"
;;! [variants]
;;! EADDRNOTAVAIL = { answer = "addrnotavail" }
;;! EAFNOSUPPORT  = { answer = "afnosupport" }
;;! EALREADY      = { answer = "already" }
;;! EINTR         = { answer = "intr | success" }
;;! ECONNREFUSED  = { answer = "connrefused" }
;;! EISCONN       = { answer = "isconn" }
;;! ENETUNREACH   = { answer = "netunreach" }
;;! EPROTOTYPE    = { answer = "prototype" }
;;! ETIMEDOUT     = { answer = "timedout" }
;;! EACCES        = { answer = "access" }
;;! EADDRINUSE    = { answer = "addrinuse" }
;;! ECONNRESET    = { answer = "connreset" }
;;! EHOSTUNREACH  = { answer = "hostunreach" }
;;! EINVAL        = { answer = "inval" }
;;! ENETDOWN      = { answer = "netdown" }
;;! ENOBUFS       = { answer = "nobufs" }
;;! EOPNOTSUPP    = { answer = "notsup" }
;;! EPERM         = { answer = "perm" }
;;! ENOMEM        = { answer = "nomem" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"  (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"     (func $fd_close     (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                     ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                    ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= {answer}
    (drop (call $fd_close (local.get $client)))                                       ;;= success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;= success
  ))
