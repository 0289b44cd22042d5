;; A TCP socket of IPv4 is created, for which no network is needed. The call must succeed.
;;! level = "must"
;;! refs = ["wasip3.tcp-create"]
(module
  (import "wasi:sockets/types@0.3.0" "[static]tcp-socket.create" (func $create (param i32 i32)))
  (memory (export "memory") 1)

  (func (export "wasi:cli/run@0.3.0#run") (result i32)
    (call $create (i32.const 0) (i32.const 0))  ;;= ok
    (i32.const 0))

  ;; Where the text of an error goes that has one.
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (i32.const 2048)))
