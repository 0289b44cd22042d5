;; A connect was refused, so the socket is connected to nobody: recv should answer ENOTCONN and not wait, or 0, as Linux
;; does after a refusal in the background was told. A refusal that connect has kept to itself is the socket's pending
;; error, and recv should tell of it. The flag {variant} makes no difference to that.
;;! level = "should"
;;! refs = ["posix.recv.notconn", "posix.connect.failed", "linux.recv.refused-told", "wasix.sock_recv.similar", "posix.pending.refused", "posix.pending.once"]
;;! needs = ["netns"]
;;! [variants]
;;! peek     = { flags = "1" }
;;! waitall  = { flags = "2" }
;;! dontwait = { flags = "8" }
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")    ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                                  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                                    ;;~ connrefused @told | success @untold
    (drop (call $sock_recv (local.get $client) (i32.const 104) (i32.const 1) (i32.const 1 (;flags;)) (i32.const 48) (i32.const 52)))  ;;= notconn after @told | success datalen=0 after @told | connrefused after @untold
  ))
