;; A connect that does not wait was refused, of which recv has told, and nobody listens there still. POSIX leaves open
;; what can be done with the socket; on Linux the next connect answers ECONNABORTED. The answer is recorded.
;;! level = "may"
;;! refs = ["posix.connect.failed", "linux.connect.refused-told", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"           (func $sock_recv           (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"         (func $poll_oneoff         (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")  ;; a subscription: userdata 7, fd_write

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                                    ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ inprogress | success
    (i32.store (i32.const 272) (local.get $client))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))                                 ;;~ success nevents=1
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ connrefused | success datalen=0
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;= connaborted | connrefused | inprogress
  ))
