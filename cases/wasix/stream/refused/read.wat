;; A connect was refused. To read from a socket is to receive, so fd_read should answer ENOTCONN and not wait, or return
;; 0, as Linux does after a refusal in the background was told; and where connect has kept the refusal to itself, fd_read
;; should tell of it.
;;! level = "should"
;;! refs = ["posix.read.socket", "posix.recv.notconn", "posix.connect.failed", "linux.recv.refused-told", "wasix.fd_read.similar", "posix.pending.refused", "posix.pending.once"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"      (func $fd_read      (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                           ;;~ connrefused @told | success @untold
    (drop (call $fd_read (local.get $client) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= notconn after @told | success nread=0 after @told | connrefused after @untold
  ))
