;; The value is to be written at 49, which is no multiple of eight. WASI's document on witx has a call trap on such a
;; pointer, and no document of WASIX says whether that holds for its calls too: the answer of {call} is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_get_opt_size", "wasi.witx.misaligned"]
;;! [variants]
;;! size = { call = "sock_get_opt_size", number = "15" }
;;! time = { call = "sock_get_opt_time", number = "19" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 15 (;number;)) (i32.const 49)))  ;;= success | traps [wasi.witx.misaligned]
  ))
