;; Five bytes wait in a pipe: an event for reading must tell that five bytes are available.
;;! level = "must"
;;! refs = ["wasi.event.nbytes", "wasix.poll_oneoff.read"]
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"    (func $fd_write    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 256) "\07\00\00\00\00\00\00\00" "\01")  ;; a subscription: userdata 7, fd_read

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;~ success nwritten=5
    (i32.store (i32.const 272) (local.get $reader))
    (drop (call $poll_oneoff (i32.const 256) (i32.const 512) (i32.const 1) (i32.const 48)))  ;;= success events=[{userdata=7,*error=success,*type=fd_read,*nbytes=5,*}] nevents=1
  ))
