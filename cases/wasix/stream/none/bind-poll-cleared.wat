;; A poll of no subscriptions fails, and -256 stood where the number of events comes. The page has that set to 0, and
;; the sum below is the descriptor again; by the witx a call that fails returns no number, and the sum is none that is
;; open.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.cleared", "wasix.result"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 48) "\00\ff\ff\ff")                    ;; the number of events before the poll: -256

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 0) (i32.const 48)))  ;;~ fails
    (local.set $fd (i32.add (local.get $fd) (i32.load (i32.const 48))))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                                  ;;= success fd=* [wasix.poll_oneoff.cleared] | badf fd=* [wasix.result]
  ))
