;; Nothing was sent over a pair, so there is room: poll_oneoff must report that an end can be written to.
;;! level = "must"
;;! refs = ["wasix.poll_oneoff.write", "wasix.poll_oneoff.event"]
(module
  (import "wasix_32v1" "sock_pair"   (func $sock_pair   (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\02")  ;; a subscription: userdata 7, fd_write

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (i32.store (i32.const 272) (local.get $fd))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))         ;;= success events=[{userdata=7,*error=success,*type=fd_write,*}] nevents=1
  ))
