;; To a mapped address a datagram goes over IPv4, so 65508 bytes are one too many for a socket of IPv6, too:
;; sock_send_to should answer EMSGSIZE, and send nothing.
;;! level = "should"
;;! refs = ["posix.send.msgsize", "linux.udp.limit6", "wasix.errno.msgsize", "posix.recvfrom.blocks", "wasix.sock_send_to.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 3)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                                       ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\e4\ff\00\00")                                          ;; the vector to send: 65508 bytes at 65536
  (data (i32.const 104) "\00\00\02\00" "\00\00\01\00")                                         ;; the vector to receive: 65536 bytes at 131072
  (data (i32.const 160) "\02\00" "\20\20" "\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")  ;; inet6, port 8224, ::
  (data (i32.const 224) "\02\00" "\1f\1f" "\00\00\00\00\00\00\00\00\00\00\ff\ff\7f\00\00\01")  ;; inet6, port 7967, ::ffff:127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                         ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_open (i32.const 2) (i32.const 2) (i32.const 17) (i32.const 4)))                                                         ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                  ;;~ success
    (drop (call $fd_fdstat_set_flags (local.get $peer) (i32.const 4)))                                                                        ;;~ success
    (drop (call $sock_send_to (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 224) (i32.const 48)))                     ;;= msgsize
    (drop (call $sock_recv_from (local.get $peer) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= again
  ))
