;; The subscriptions are at 257, which is no multiple of eight, and one is for standard output, which can always be
;; written to. WASI's document on witx has a call trap on such a pointer, and no document of WASIX says whether that
;; holds for its calls too: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.poll_oneoff.write", "wasi.witx.misaligned"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 257) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 305) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))         ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (i32.store (i32.const 273) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 257) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[*userdata=8,*error=success,*type=fd_write,*] | traps [wasi.witx.misaligned]
  ))
