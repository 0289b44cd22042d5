;; Another socket of the guest has the port at 0.0.0.0, which stands for all addresses, and neither asked to share it:
;; 127.0.0.1 is among them, so it cannot be bound to with the same port, as on Linux: addrinuse.
;;! level = "should"
;;! refs = ["linux.bind.any", "linux.bind.any-taken", "posix.bind.addrinuse", "wasix.sock_bind.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 160) "\01\00" "\1f\1f" "\00\00\00\00")  ;; inet4, port 7967, 0.0.0.0

  (func (export "_start") (local $other i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $other (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $other) (i32.const 160)))                       ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= addrinuse
  ))
