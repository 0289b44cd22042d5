;; Recv with the flag waitall (2) is given two vectors that have room for two and for three bytes, and the peer has sent
;; three: it must wait for the other two and return all five, spread over both.
;;! level = "must"
;;! refs = ["wasix.sock_recv.waitall", "wasix.sock_recv.scatter", "wasix.sock_recv.data"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")                              ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\02\00\00\00" "\c8\00\00\00" "\03\00\00\00")  ;; the vectors to receive: 2 bytes at 192, 3 at 200

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                        ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                          ;;~ success
    ;;< accept
    ;;< send "hel"
    ;;< once waiting send "lo"
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 2) (i32.const 2) (i32.const 48) (i32.const 52)))  ;;= blocks then success data="hello" datalen=5
  ))
