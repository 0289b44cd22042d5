;; An event was duplicated, and its first descriptor is closed: it should live on with the other one, through which 1 is
;; written and read.
;;! level = "should"
;;! refs = ["wasix.fd_dup", "linux.eventfd.shared", "posix.close.socket", "wasix.fd_close.similar", "wasix.fd_event.eventfd"]
(module
  (import "wasix_32v1" "fd_event" (func $fd_event (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"  (func $fd_read  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasix_32v1" "fd_dup"   (func $fd_dup   (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")   ;; the vector to write: 8 bytes at 128
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")  ;; the vector to read: 8 bytes at 192
  (data (i32.const 128) "\01\00\00\00\00\00\00\00")     ;; the number 1

  (func (export "_start") (local $fd i32) (local $copy i32)
    (drop (call $fd_event (i64.const 0) (i32.const 0) (i32.const 0)))                      ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_dup (local.get $fd) (i32.const 12)))                                   ;;~ success
    (local.set $copy (i32.load (i32.const 12)))
    (drop (call $fd_close (local.get $fd)))                                                ;;= success
    (drop (call $fd_write (local.get $copy) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= success nwritten=8
    (drop (call $fd_read (local.get $copy) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= success data="\01\00\00\00\00\00\00\00" nread=8
  ))
