;; The host's kernel answers {variant} to the first accept, and the guest must be told so by the errno of that name;
;; interrupted, the call may also be made again. The listening socket is as good as before: the connection that waits is taken
;; next, if it was not yet.
;;! level = "should"
;;! refs = ["wasi.sock_accept.similar", "posix.accept.errors", "linux.accept.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
;;! peer = "127.0.0.1:7967"
;;! inject = "accept {variant}"
;;! [variants]
;;! ECONNABORTED    = { answer = "connaborted", next = "success" }
;;! EINTR           = { answer = "intr @told | success @taken", next = "success after @told | blocks after @taken" }
;;! EMFILE          = { answer = "mfile", next = "success" }
;;! ENFILE          = { answer = "nfile", next = "success" }
;;! ENOBUFS         = { answer = "nobufs", next = "success" }
;;! ENOMEM          = { answer = "nomem", next = "success" }
;;! EPROTO          = { answer = "proto", next = "success" }
;;! EPERM           = { answer = "perm", next = "success" }
;;! EINVAL          = { answer = "inval", next = "success" }
;;! EOPNOTSUPP      = { answer = "notsup", next = "success" }
;;! ENETDOWN        = { answer = "netdown", next = "success" }
;;! ENETUNREACH     = { answer = "netunreach", next = "success" }
;;! EHOSTUNREACH    = { answer = "hostunreach", next = "success" }
;;! ENOPROTOOPT     = { answer = "noprotoopt", next = "success" }
;;! EPROTONOSUPPORT = { answer = "protonosupport", next = "success" }
;;! ETIMEDOUT       = { answer = "timedout", next = "success" }
(module
  (import "wasi_snapshot_preview1" "sock_accept"         (func $sock_accept         (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $fd_fdstat_set_flags (i32.const 3) (i32.const 0)))        ;;~ success
    ;;< connect
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 0)))  ;;= {answer}
    (drop (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 4)))  ;;= {next}
  ))
