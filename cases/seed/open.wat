;; The article's first call, number by number: 1 is IPv4, 1 is a stream, 0 leaves the protocol open, and the descriptor
;; is written at 80.
;;! level = "must"
;;! refs = ["seed.sock_open.protocol-0", "seed.sock_open.result-pointer", "seed.address_family.inet4", "seed.sock_type.stream"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;= success
  ))
