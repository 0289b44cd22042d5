;; The time is at 225, which is no multiple of eight. WASI's document on witx has a call trap on such a pointer, and no
;; document of WASIX says whether that holds for its calls too: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.sock_set_opt_time", "wasi.witx.misaligned"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 225) "\01\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time: some, of 2,000,000,000 nanoseconds

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19) (i32.const 225)))   ;;= success | traps [wasi.witx.misaligned]
  ))
