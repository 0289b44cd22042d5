;; Datagrams of 60,000 bytes are sent and received 1,638 times: of these 94 MiB a runtime must keep nothing, and the trial
;; has no room for them beside what it begins with.
;;! level = "must"
;;! refs = ["wasix.sock_send_to.data", "wasix.sock_recv_from.data"]
;;! needs = ["netns"]
;;! memory = 112
;;! limit = 60
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"      (func $sock_bind      (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to"   (func $sock_send_to   (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 3)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\60\ea\00\00")      ;; the vector to send: 60,000 bytes at 64 KiB
  (data (i32.const 104) "\00\00\02\00" "\00\00\01\00")     ;; the vector to receive: 64 KiB at 128 KiB
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32) (local $left i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                         ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                                 ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                                         ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                  ;;~ success
    (local.set $left (i32.const 1638))
    (loop $more
      (drop (call $sock_send_to (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 160) (i32.const 48)))                 ;;~ success data=* datalen=60000
      (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= success data=* datalen=60000 flags=* addr=127.0.0.1:7967
      (local.set $left (i32.sub (local.get $left) (i32.const 1)))
      (br_if $more (local.get $left)))
  ))
