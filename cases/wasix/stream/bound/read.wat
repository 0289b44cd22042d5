;; A bound socket has no peer. To read from a socket is to receive, so fd_read should answer ENOTCONN and not wait.
;;! level = "should"
;;! refs = ["posix.read.socket", "posix.recv.notconn", "wasix.fd_read.similar", "posix.read.notconn"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"   (func $fd_read   (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\08\00\00\00")     ;; one vector: 8 bytes at 128

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                             ;;~ success
    (drop (call $fd_read (local.get $fd) (i32.const 96) (i32.const 1) (i32.const 48)))  ;;= notconn
  ))
