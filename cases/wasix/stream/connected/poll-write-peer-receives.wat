;; A connection is filled by calls that do not wait until there is no room, and then the peer receives everything while
;; poll_oneoff waits: it must return once there is room, and report that the socket can be written to. The loop gives up
;; after 256 MiB.
;;! level = "must"
;;! refs = ["wasix.poll_oneoff.write", "wasix.poll_oneoff.event", "wasix.sock_connect.poll"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "sock_open"           (func $sock_open           (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"        (func $sock_connect        (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send"           (func $sock_send           (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff"         (func $poll_oneoff         (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\00\00\01\00" "\00\00\01\00")      ;; the vector to send: 64 KiB at 64 KiB
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")  ;; a subscription: userdata 7, fd_write

  (func (export "_start") (local $client i32) (local $errno i32) (local $sent i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                      ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    ;;< listen
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                                                        ;;~ success
    ;;< accept
    (drop (call $fd_fdstat_set_flags (local.get $client) (i32.const 4)))                                                  ;;~ success
    (loop $fill
      (local.set $errno (call $sock_send (local.get $client) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;~ success data=* datalen=* | again
      (if (i32.eqz (local.get $errno))
        (then
          (local.set $sent (i32.add (local.get $sent) (i32.load (i32.const 48))))
          (br_if $fill (i32.lt_u (local.get $sent) (i32.const 0x10000000))))))
    (i32.store (i32.const 272) (local.get $client))
    ;;< once waiting recv 67108864
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))                               ;;= blocks then success events=[{userdata=7,*error=success,*type=fd_write,*}] nevents=1
  ))
