;; A connect was refused, so there is no connection of which a direction could be shut down: it should answer ENOTCONN.
;; The direction is {variant} alone.
;;! level = "should"
;;! refs = ["posix.shutdown.notconn", "wasix.sock_shutdown.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! rd = { how = "1" }
;;! wr = { how = "2" }
(module
  (import "wasix_32v1" "sock_open"     (func $sock_open     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"  (func $sock_connect  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $client i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $client (i32.load (i32.const 0)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                    ;;~ connrefused | success
    (drop (call $sock_shutdown (local.get $client) (i32.const 1 (;how;))))            ;;= notconn
  ))
