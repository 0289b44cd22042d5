;; The runtime may not bind to a port below 1024, and the guest asks for port 257: POSIX has EACCES for a privilege that
;; is not there, which is access.
;;! level = "should"
;;! refs = ["linux.bind.privileged", "posix.acces", "wasix.errno.access", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
;;! world = { drop = ["net-bind-service"] }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\01\01" "\7f\00\00\01")  ;; inet4, port 257, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= access
  ))
