;; A connect was refused, so the socket is connected to nobody: recvfrom of POSIX has ENOTCONN, Linux returns 0 after a
;; refusal in the background was told, and one that connect has kept to itself the call should tell. A refusal of the
;; call is right too, since the right to it is for datagrams.
;;! level = "should"
;;! refs = ["posix.recvfrom.notconn", "posix.connect.failed", "linux.recv.refused-told", "wasix.sock_recv_from.similar", "wasix.rights.sock_recv_from", "posix.pending.refused", "posix.pending.once"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"      (func $sock_open      (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"   (func $sock_connect   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                                            ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                                              ;;~ connrefused @told | success @untold
    (drop (call $sock_recv_from (local.get $client) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= notconn after @told | success datalen=0 after @told | notsup after @told | notcapable after @told | connrefused after @untold | notsup after @untold | notcapable after @untold
  ))
