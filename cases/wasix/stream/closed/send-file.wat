;; No file can be sent down a closed descriptor: badf.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "wasix.fd_close"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "path_create_directory" (func $path_create_directory (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_file" (func $sock_send_file (param i32 i32 i64 i64 i32) (result i32)))
  (import "wasix_32v1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")  ;; the vector to send: 5 bytes at 128
  (data (i32.const 128) "hello")
  (data (i32.const 224) "tmp")
  (data (i32.const 232) "tmp/greeting")

  (func (export "_start") (local $fd i32) (local $file i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                                                             ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $path_create_directory (i32.const 3) (i32.const 224) (i32.const 3)))                                                                             ;;~ success | exist | access
    (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 232) (i32.const 12) (i32.const 1) (i64.const 66) (i64.const 0) (i32.const 0) (i32.const 12)))  ;;~ success
    (local.set $file (i32.load (i32.const 12)))
    (drop (call $fd_write (local.get $file) (i32.const 96) (i32.const 1) (i32.const 48)))                                                                        ;;~ success nwritten=5
    (drop (call $fd_close (local.get $fd)))                                                                                                                      ;;~ success
    (drop (call $sock_send_file (local.get $fd) (local.get $file) (i64.const 0) (i64.const 5) (i32.const 48)))                                                   ;;= badf
  ))
