;; The article's reader saw a status that never changed, but sock_bind makes the socket bound and usable, says the
;; article. witx has no word `bound`: `opened` is its word for a socket that is ready.
;;! level = "must"
;;! refs = ["seed.sock_status.bound", "wasix.sock_status", "wasix.sock_status.opened"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $fd (i32.load (i32.const 80)))
    (drop (call $sock_status (local.get $fd) (i32.const 112)))                         ;;~ success status=opening
    (drop (call $sock_bind (local.get $fd) (i32.const 48)))                            ;;~ success
    (drop (call $sock_status (local.get $fd) (i32.const 112)))                         ;;= success status=opened
  ))
