;; The reader's program loads the status as four bytes, but witx writes one. Here the old bytes are "\ff": if they stay,
;; the sum below is the descriptor again, and binding it succeeds; if not, it is a number that is not open.
;;! level = "must"
;;! refs = ["wasix.sock_status.byte"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 112) "\ff\ff\ff\ff")                   ;; the status, 0, makes it 0xffffff00 = -256

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $fd (i32.load (i32.const 80)))
    (drop (call $sock_status (local.get $fd) (i32.const 112)))                         ;;~ success status=opening
    (local.set $fd (i32.add (local.get $fd) (i32.add (i32.load (i32.const 112)) (i32.const 256))))
    (drop (call $sock_bind (local.get $fd) (i32.const 48)))                            ;;= success
  ))
