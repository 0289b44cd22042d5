;; Number 99 was never opened. A program that compares badf with its own number in witx, 8, finds it, and gives up its time only then:
;; EBADF is 9 in POSIX, which is badmsg here.
;;! level = "should"
;;! refs = ["wasi.errno.place", "wasi.errno.badf", "posix.badf", "wasi.sock_shutdown.similar"]
(module
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sched_yield"   (func $sched_yield   (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (if (i32.eq (i32.const 8) (call $sock_shutdown (i32.const 99) (i32.const 3)))  ;;= badf
      (then
        (drop (call $sched_yield))                                                 ;;= success
      ))
  ))
