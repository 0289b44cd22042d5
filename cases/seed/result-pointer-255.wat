;; The reader's program has the descriptor written at 255, which is no multiple of four. WASI's document on witx has a
;; call trap on such a pointer, and no document of WASIX says whether that holds for its calls too: the answer is
;; recorded.
;;! level = "may"
;;! refs = ["wasix.sock_open", "wasi.witx.misaligned"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 255)))  ;;= success | traps [wasi.witx.misaligned]
  ))
