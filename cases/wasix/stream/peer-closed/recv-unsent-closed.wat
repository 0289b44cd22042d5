;; The peer has sent more than the buffers of both ends hold, by calls that do not wait, and closed its end at once.
;; Close flushes the data of a socket, so recv should return every byte, and then the end of the data.
;;! level = "should"
;;! refs = ["wasix.fd_close.flush", "rfc9293.close.delivers", "posix.stream.order", "posix.recv.end", "wasix.sock_recv.similar", "wasix.fd_close.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"           (func $sock_recv           (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"            (func $fd_close            (param i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 3)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")     ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 104) "\00\00\02\00" "\00\00\01\00")    ;; the vector to receive: 64 KiB at 128 KiB

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32) (local $errno i32) (local $sent i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                          ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                                             ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                                                            ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                          ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                            ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))                               ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                                      ;;~ success
    (loop $fill
      (local.set $errno (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))      ;;~ success data=* datalen=* | again
      (if (i32.eqz (local.get $errno))
        (then
          (local.set $sent (i32.add (local.get $sent) (i32.load (i32.const 48))))
          (br_if $fill (i32.lt_u (local.get $sent) (i32.const 0x10000000))))))
    (drop (call $fd_close (local.get $client)))                                                                               ;;~ success
    (loop $drain
      (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;= success data=* datalen=*
      (local.set $sent (i32.sub (local.get $sent) (i32.load (i32.const 48))))
      (br_if $drain (i32.and (i32.ne (local.get $sent) (i32.const 0)) (i32.ne (i32.load (i32.const 48)) (i32.const 0)))))
    (if (local.get $sent) (then (unreachable)))  ;; bytes were lost
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))    ;;= success datalen=0
  ))
