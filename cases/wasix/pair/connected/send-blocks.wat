;; 64 MiB are sent with one call into an end of a pair, of which the other end receives nothing: send on a blocking
;; socket should wait, since it cannot take them all.
;;! level = "should"
;;! refs = ["posix.send.blocks", "wasix.sock_send.similar"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send" (func $sock_send (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1025)
  (data (i32.const 96) "\00\00\01\00" "\00\00\00\04")  ;; the vector to send: 64 MiB at 64 KiB

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_send (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 48)))  ;;= blocks
  ))
