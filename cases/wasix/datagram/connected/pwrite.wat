;; Five bytes are to be written at an offset, which a socket does not have: pwritev fails with ESPIPE as lseek does, and
;; no datagram must reach the peer. A runtime may also answer notcapable or access, for want of the right to seek.
;;! level = "should"
;;! refs = ["linux.preadv.seek", "posix.lseek.socket", "wasi.fd_pwrite.similar", "wasi.rights.files", "wasix.sock_recv.dont-wait", "wasix.errno.again", "wasix.errno.notcapable", "wasix.errno.access"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"    (func $sock_recv    (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_pwrite"    (func $fd_pwrite    (param i32 i32 i32 i64 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")     ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                     ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                             ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                     ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                              ;;~ success
    (drop (call $sock_connect (local.get $fd) (i32.const 16)))                                                            ;;~ success
    (drop (call $fd_pwrite (local.get $fd) (i32.const 96) (i32.const 1) (i64.const 0) (i32.const 48)))                    ;;= spipe | notcapable | access
    (drop (call $sock_recv (local.get $peer) (i32.const 104) (i32.const 1) (i32.const 8) (i32.const 48) (i32.const 52)))  ;;= again
  ))
