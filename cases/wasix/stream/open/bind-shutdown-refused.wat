;; A socket that was only opened was told to shut down both directions, which was refused, since it is not connected.
;; POSIX has EINVAL for bind on a socket that was shut down, which this one was not, so it should succeed and the
;; socket have an address. The socket tells the address that it was bound to.
;;! level = "should"
;;! refs = ["posix.shutdown.notconn", "posix.bind.assigns", "posix.bind.shutdown", "posix.errno.success", "wasix.sock_bind.similar", "wasix.sock_addr_local"]
(module
  (import "wasix_32v1" "sock_open"       (func $sock_open       (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"       (func $sock_bind       (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown"   (func $sock_shutdown   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_addr_local" (func $sock_addr_local (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_shutdown (local.get $fd) (i32.const 3)))                        ;;~ fails
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr=127.0.0.1:* addr!=127.0.0.1:0
    (drop (call $sock_addr_local (local.get $fd) (i32.const 64)))                     ;;= success addr=127.0.0.1:* addr!=127.0.0.1:0
  ))
