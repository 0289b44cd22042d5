;; Nothing waits at a listening socket that nobody has connected to: of it and standard output, which can always be
;; written to, poll_oneoff must report only standard output.
;;! level = "must"
;;! refs = ["wasix.poll_oneoff.read", "wasix.poll_oneoff.write", "wasix.poll_oneoff.event"]
;;! needs = ["netns"]
;;! preopens = ["tcp-listener 127.0.0.1:7967"]
(module
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01\00\00\00\00\00\00\00" "\03")  ;; a subscription: userdata 7, fd_read, descriptor 3
  (data (i32.const 304) "\08\00\00\00\00\00\00\00" "\02\00\00\00\00\00\00\00" "\01")  ;; another: userdata 8, fd_write, standard output

  (func (export "_start")
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 2) (i32.const 48)))  ;;= success events=[{userdata=8,*error=success,*type=fd_write,*}] nevents=1
  ))
