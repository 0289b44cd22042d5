;; Nothing but a bind takes a socket out of the state opening, says the article, and this one was connected without. The
;; page of sock_status has opened for what was opened with success: the answer is recorded.
;;! level = "may"
;;! refs = ["seed.sock_status.only-bound", "wasix.sock_status.opened"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open"    (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"    (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"  (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status"  (func $sock_status  (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 112) "\ff")                            ;; no status: what the call does not write is not taken for one

  (func (export "_start") (local $listener i32) (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $listener (i32.load (i32.const 80)))
    (drop (call $sock_bind (local.get $listener) (i32.const 48)))                      ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                     ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 84)))  ;;~ success
    (local.set $client (i32.load (i32.const 84)))
    (drop (call $sock_connect (local.get $client) (i32.const 48)))                     ;;~ success
    (drop (call $sock_status (local.get $client) (i32.const 112)))                     ;;= success status=opening [seed.sock_status.only-bound] | success status=opened [wasix.sock_status.opened]
  ))
