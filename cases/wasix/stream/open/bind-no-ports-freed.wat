;; The only port that the system has to hand out was another socket's, so bind to port 0 has failed, and then that socket
;; was closed. A bind that failed leaves the socket without an address, so it can be bound now.
;;! level = "should"
;;! refs = ["linux.bind.port-0", "posix.bind.assigns", "wasix.sock_bind.similar", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { ports = 1 }
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"        (func $fd_close        (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $other) (i32.const 16)))                        ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;~ fails
    (drop (call $fd_close (local.get $other)))                                        ;;~ success
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr!=127.0.0.1:0
  ))
