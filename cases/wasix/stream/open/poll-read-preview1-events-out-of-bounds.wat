;; The poll_oneoff of preview 1 is to write its events at 65536, where memory ends, and there is one: standard output can
;; be written to. WASI's document on witx has a function trap on a pointer to no memory that it has to follow.
;;! level = "must"
;;! refs = ["wasi.witx.out-of-bounds"]
(module
  (import "wasix_32v1"             "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")                             ;; a subscription: userdata 7, fd_read
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))           ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 65536) (i32.const 2) (i32.const 48)))  ;;= traps
  ))
