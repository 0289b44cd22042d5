;; It sets a size as a flag.
;; trace says: hint: recv_buf_size is set by sock_set_opt_size and read by sock_get_opt_size
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_flag" (func $setflag (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $l i32)
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))
    (local.set $l (i32.load (i32.const 0)))
    (drop (call $setflag (local.get $l) (i32.const 15) (i32.const 1)))))
