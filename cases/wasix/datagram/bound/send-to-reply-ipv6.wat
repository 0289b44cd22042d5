;; A datagram is answered to the address that sock_recv_from has told, its bytes unchanged: over IPv6, too, the answer
;; must reach the sender. The system has chosen its port, and a call that exchanges the two bytes of it leads elsewhere.
;;! level = "must"
;;! refs = ["wasix.addr_port.round-trip", "wasix.sock_recv_from.address", "wasix.sock_send_to.address", "wasix.sock_recv.data"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv" (func $sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")   ;; inet6, port 7967, ::1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")                                          ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")                                         ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")
  (data (i32.const 224) "\02\00" "\00\00" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\01")  ;; inet6, port 0, ::1

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 0)))                                                       ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))                                                       ;;~ success
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $peer) (i32.const 224)))                                                                              ;;~ success
    (drop (call $sock_addr_local (local.get $peer) (i32.const 64)))                                                                         ;;~ success addr=[::1]:*
    (drop (call $sock_send_to (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 16) (i32.const 48)))                  ;;~ success datalen=5
    (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;~ success data="hello" datalen=5
    (drop (call $fd_fdstat_set_flags (local.get $peer) (i32.const 4)))                                                                      ;;~ success
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 64) (i32.const 48)))                    ;;= success datalen=5
    (drop (call $sock_recv (local.get $peer) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))                    ;;= success data="hello" datalen=5
  ))
