;; A send was told to try again, since there was no room, and then the peer has received every byte that was taken.
;; Nothing of the refused call was sent: what is sent now must be all that arrives.
;;! level = "must"
;;! refs = ["wasix.sock_send.data", "wasix.sock_recv.data", "posix.send.nonblock"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"           (func $sock_bind           (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"         (func $sock_listen         (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"      (func $sock_accept         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv"           (func $sock_recv           (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 4)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")     ;; the vector to fill with: 64 KiB at 64 KiB
  (data (i32.const 104) "\00\00\02\00" "\00\00\01\00")    ;; the vector to receive: 64 KiB at 128 KiB
  (data (i32.const 112) "\80\00\00\00" "\05\00\00\00")    ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")

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
    (loop $drain
      (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))  ;;~ success data=* datalen=*
      (local.set $sent (i32.sub (local.get $sent) (i32.load (i32.const 48))))
      (br_if $drain (i32.and (i32.ne (local.get $sent) (i32.const 0)) (i32.ne (i32.load (i32.const 48)) (i32.const 0)))))
    (drop (call $sock_send (local.get $client) (i32.const 112) (i32.const 1) (i32.const 0) (i32.const 48)))                   ;;= success datalen=5
    (drop (call $sock_recv (local.get $server) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52)))    ;;= success data="hello" datalen=5
  ))
