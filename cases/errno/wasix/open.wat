;; The host's kernel answers {variant} to the first call that makes a socket, and the guest must be told so by the errno of that
;; name: by sock_open, or by sock_bind where a runtime makes the host's socket only then. Nothing is amiss after it: another
;; socket is opened, and is bound.
;;! level = "should"
;;! refs = ["wasix.sock_open.similar", "posix.socket.errors", "linux.socket.errors", "posix.errno.additional"]
;;! needs = ["netns"]
;;! inject = "socket {variant}"
;;! [variants]
;;! EMFILE          = { answer = "mfile" }
;;! ENFILE          = { answer = "nfile" }
;;! ENOBUFS         = { answer = "nobufs" }
;;! ENOMEM          = { answer = "nomem" }
;;! EACCES          = { answer = "access" }
;;! EAFNOSUPPORT    = { answer = "afnosupport" }
;;! EINVAL          = { answer = "inval" }
;;! EPROTONOSUPPORT = { answer = "protonosupport" }
;;! EPROTOTYPE      = { answer = "prototype" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= {answer} @refused | success @opened
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success after @refused | {answer} after @opened
  ))
