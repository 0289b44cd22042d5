;; The article takes the numbers of witx for those of POSIX. A program that compares {variant} with its own number, {number}, finds it,
;; and closes the socket only then.
;;! level = "should"
;;! refs = ["seed.errno.addrnotavail", "wasix.errno.{variant}", "{posix}", "wasix.{call}.similar"]
;;! needs = ["netns"]
;;! [variants]
;;! addrnotavail = { number = "4",  call = "sock_bind",     socket = "4", argument = "48", posix = "posix.bind.addrnotavail" }
;;! addrinuse    = { number = "3",  call = "sock_bind",     socket = "4", argument = "16", posix = "posix.bind.addrinuse" }
;;! badf         = { number = "8",  call = "sock_bind",     socket = "8", argument = "16", posix = "posix.badf" }
;;! connrefused  = { number = "14", call = "sock_connect",  socket = "4", argument = "32", posix = "posix.connect.connrefused" }
;;! inval        = { number = "28", call = "sock_bind",     socket = "0", argument = "16", posix = "posix.bind.bound" }
;;! notconn      = { number = "53", call = "sock_shutdown", socket = "4", argument = "3",  posix = "posix.shutdown.notconn" }
(module
  (import "wasix_32v1" "sock_open"          (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"          (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (;call;) (func $ask       (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"           (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "\63")                              ;; 99, a number that was never opened
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 32) "\01\00" "\20\1f" "\7f\00\00\01")  ;; inet4, port 7968, 127.0.0.1
  (data (i32.const 48) "\01\00" "\00\00" "\c0\00\02\01")  ;; inet4, port 0, 192.0.2.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))                                   ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 0)) (i32.const 16)))                                                   ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))                                   ;;~ success
    (if (i32.eq (i32.const 4 (;number;)) (call $ask (i32.load (i32.const 4 (;socket;))) (i32.const 48 (;argument;))))  ;;= {variant}
      (then
        (drop (call $fd_close (i32.load (i32.const 4))))                                                               ;;= success
      ))
  ))
