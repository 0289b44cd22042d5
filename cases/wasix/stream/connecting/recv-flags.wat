;; The queue of the peer is full, so this attempt to connect stays under way, and nothing can arrive yet: POSIX has
;; ENOTCONN for a recv, Linux answers EAGAIN. The flag {variant} makes no difference to that.
;;! level = "should"
;;! refs = ["posix.connect.inprogress", "posix.recv.notconn", "linux.recv.connecting", "wasix.sock_recv.similar"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
;;! [variants]
;;! peek     = { flags = "1" }
;;! waitall  = { flags = "2" }
;;! dontwait = { flags = "8" }
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"           (func $sock_recv           (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $first i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                                  ;;~ success
    (local.set $first (i32.load (i32.const 0)))
    ;;< listen 0
    (drop (call $sock_connect (local.get $first) (i32.const 16)))                                                                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                                  ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                                              ;;~ success
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                                    ;;~ inprogress | success
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= notconn | again
  ))
