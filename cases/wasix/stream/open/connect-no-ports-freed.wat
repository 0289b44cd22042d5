;; The only port that the system has to hand out was another socket's, so connect has failed, and then that socket was
;; closed. A new socket can connect by the port that is free again.
;;! level = "must"
;;! refs = ["wasix.sock_connect", "wasix.fd_close.similar"]
;;! needs = ["netns"]
;;! world = { ports = 1 }
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"    (func $sock_listen    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"       (func $fd_close       (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 36) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $other i32) (local $client i32) (local $second i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))   ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                      ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))   ;;~ success
    (local.set $other (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $other) (i32.const 36)))                         ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 8)))   ;;~ success
    (local.set $client (i32.load (i32.const 8)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                     ;;~ fails
    (drop (call $fd_close (local.get $client)))                                        ;;~ success
    (drop (call $fd_close (local.get $other)))                                         ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 12)))  ;;~ success
    (local.set $second (i32.load (i32.const 12)))
    (drop (call $sock_connect (local.get $second) (i32.const 16)))                     ;;= success
    (drop (call $sock_addr_peer (local.get $second) (i32.const 64)))                   ;;= success addr=127.0.0.1:7967
  ))
