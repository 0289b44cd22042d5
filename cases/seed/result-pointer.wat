;; The number that sock_open writes at 80 is the socket: it can be bound.
;;! level = "must"
;;! refs = ["seed.sock_open.result-pointer", "wasix.sock_open", "wasix.sock_bind"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= success
  ))
