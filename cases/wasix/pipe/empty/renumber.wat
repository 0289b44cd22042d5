;; The end that is read is renumbered to the number of a duplicate of the other end, which is overwritten: that must
;; succeed, and what is written must be read there.
;;! level = "must"
;;! refs = ["wasix.fd_renumber", "wasix.fd_renumber.witx", "wasix.fd_read.data"]
(module
  (import "wasix_32v1" "fd_pipe"     (func $fd_pipe     (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"     (func $fd_read     (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"    (func $fd_write    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_dup"      (func $fd_dup      (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_renumber" (func $fd_renumber (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")   ;; the vector to send: 5 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192
  (data (i32.const 128) "hello")

  (func (export "_start") (local $reader i32) (local $writer i32) (local $copy i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                       ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_dup (local.get $writer) (i32.const 12)))                                 ;;~ success
    (local.set $copy (i32.load (i32.const 12)))
    (drop (call $fd_renumber (local.get $reader) (local.get $copy)))                         ;;= success
    (drop (call $fd_write (local.get $writer) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;~ success nwritten=5
    (drop (call $fd_read (local.get $copy) (i32.const 104) (i32.const 1) (i32.const 48)))    ;;= success data="hello" nread=5
  ))
