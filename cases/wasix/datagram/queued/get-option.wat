;; The option {variant}, which nobody has set, is asked of a socket at which a datagram waits: it should be as it is of any
;; socket.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "posix.getsockopt.type", "wasix.sock_option.type", "posix.setsockopt.recv-timeout", "wasix.sock_option.last_error", "posix.getsockopt.error"]
;;! needs = ["netns"]
;;! [variants]
;;! broadcast    = { call = "sock_get_opt_flag", number = "6", answer = "success flag=false" }
;;! last-error   = { call = "sock_get_opt_size", number = "11", answer = "success size=0" }
;;! type         = { call = "sock_get_opt_size", number = "25", answer = "success size=2" }
;;! recv-timeout = { call = "sock_get_opt_time", number = "19", answer = "success time=none" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_send_to" (func $sock_send_to (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")   ;; inet4, port 7967, 127.0.0.1
  (data (i32.const 96) "\80\00\00\00" "\05\00\00\00")      ;; the vector to send: 5 bytes at 128
  (data (i32.const 120) "\d0\00\00\00" "\10\00\00\00")     ;; the vector to peek: 16 bytes at 208
  (data (i32.const 128) "hello")
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $peer i32) (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))                                                       ;;~ success
    (local.set $peer (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $peer) (i32.const 16)))                                                                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 4)))                                                       ;;~ success
    (local.set $fd (i32.load (i32.const 4)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                                                                                ;;~ success
    (drop (call $sock_send_to (local.get $peer) (i32.const 96) (i32.const 1) (i32.const 0) (i32.const 160) (i32.const 48)))                 ;;~ success datalen=5
    (drop (call $sock_recv_from (local.get $fd) (i32.const 120) (i32.const 1) (i32.const 1) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;~ success data="hello" datalen=5
    (drop (call $sock_get_opt (local.get $fd) (i32.const 6 (;number;)) (i32.const 48)))                                                     ;;= {answer}
  ))
