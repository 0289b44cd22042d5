;; It imports from `env`, as a library without a runtime does.
;; trace says: => unsupported: reference does not offer env.sock_open; it is in wasix_32v1, as wasix_32v1.sock_open
(module
  (import "env" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "env" "sock_bind" (func $bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")
  (func (export "_start") (local $fd i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $fd (i32.load (i32.const 0)))(drop (call $bind (local.get $fd) (i32.const 16)))))
