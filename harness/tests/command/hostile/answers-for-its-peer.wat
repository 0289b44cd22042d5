;; The guest puts a pipe in the place of its standard input, and in the pipe the answer that its peer has connected. Nobody
;; listens where the peer is to connect to, and the peer says so.
;;! level = "may"
;;! needs = ["netns"]
;;! peer = "127.0.0.1:7967"
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"    (func $fd_write    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\20\00\00\00" "\02\00\00\00")  ;; the two bytes at 32: errno 0

  (func (export "_start")
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))
    (drop (call $fd_write (i32.load (i32.const 4)) (i32.const 16) (i32.const 1) (i32.const 8)))
    (drop (call $fd_renumber (i32.load (i32.const 0)) (i32.const 0)))
    ;;< connect
    (drop (call $fd_write (i32.const 2) (i32.const 16) (i32.const 1) (i32.const 8)))
  ))
