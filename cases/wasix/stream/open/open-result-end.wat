;; The descriptor is written to the last four bytes of memory, which are as good as any: a descriptor comes back.
;;! level = "must"
;;! refs = ["wasix.sock_open"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 65532)))  ;;= success
  ))
