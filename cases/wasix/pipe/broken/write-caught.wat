;; Nobody has the end that is read any more, and the guest has a function that catches signals: write should fail with
;; EPIPE, and SIGPIPE, 13, should be caught.
;;! level = "should"
;;! refs = ["posix.write.pipe", "wasix.callback_signal", "wasix.fd_write.similar", "wasix.errno.pipe"]
(module
  (import "wasix_32v1" "fd_pipe"         (func $fd_pipe         (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"        (func $fd_write        (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"        (func $fd_close        (param i32) (result i32)))
  (import "wasix_32v1" "callback_signal" (func $callback_signal (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 256) "caught")                      ;; the name of the function

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $reader)))                                              ;;~ success
    (call $callback_signal (i32.const 256) (i32.const 6))                                    ;;~ returns
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= pipe
    (if (i32.ne (i32.load (i32.const 280)) (i32.const 13)) (then (unreachable)))
  )

  (func (export "caught") (param $signal i32)
    (i32.store (i32.const 280) (local.get $signal))))
