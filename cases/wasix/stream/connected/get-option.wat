;; The option {variant}, which nobody has set, is asked of a connected socket: truth values are off, times are none,
;; buffers have a size, and the rest is what the socket is.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "linux.setsockopt.ttl", "posix.getsockopt.type", "wasix.sock_option.type", "posix.getsockopt.listening", "wasix.sock_option.listening", "posix.setsockopt.recv-timeout", "posix.setsockopt.send-timeout"]
;;! needs = ["netns"]
;;! [variants]
;;! reuse-port      = { call = "sock_get_opt_flag", number = "1", answer = "success flag=false" }
;;! reuse-addr      = { call = "sock_get_opt_flag", number = "2", answer = "success flag=false" }
;;! no-delay        = { call = "sock_get_opt_flag", number = "3", answer = "success flag=false" }
;;! dont-route      = { call = "sock_get_opt_flag", number = "4", answer = "success flag=false" }
;;! broadcast       = { call = "sock_get_opt_flag", number = "6", answer = "success flag=false" }
;;! listening       = { call = "sock_get_opt_flag", number = "10", answer = "success flag=false" }
;;! keep-alive      = { call = "sock_get_opt_flag", number = "12", answer = "success flag=false" }
;;! oob-inline      = { call = "sock_get_opt_flag", number = "14", answer = "success flag=false" }
;;! last-error      = { call = "sock_get_opt_size", number = "11", answer = "success size=0" }
;;! recv-buf-size   = { call = "sock_get_opt_size", number = "15", answer = "success size=* size!=0" }
;;! send-buf-size   = { call = "sock_get_opt_size", number = "16", answer = "success size=* size!=0" }
;;! ttl             = { call = "sock_get_opt_size", number = "23", answer = "success size=64" }
;;! type            = { call = "sock_get_opt_size", number = "25", answer = "success size=1" }
;;! proto           = { call = "sock_get_opt_size", number = "26", answer = "success size=6" }
;;! linger          = { call = "sock_get_opt_time", number = "13", answer = "success time=none" }
;;! recv-timeout    = { call = "sock_get_opt_time", number = "19", answer = "success time=none" }
;;! send-timeout    = { call = "sock_get_opt_time", number = "20", answer = "success time=none" }
;;! connect-timeout = { call = "sock_get_opt_time", number = "21", answer = "success time=none" }
;;! accept-timeout  = { call = "sock_get_opt_time", number = "22", answer = "success time=none" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"                  (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_listen"                (func $sock_listen  (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_connect"               (func $sock_connect (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_accept_v2"             (func $sock_accept  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start") (local $listener i32) (local $client i32) (local $server i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))             ;;~ success
    (local.set $listener (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $listener) (i32.const 16)))                                ;;~ success
    (drop (call $sock_listen (local.get $listener) (i32.const 8)))                               ;;~ success
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 4)))             ;;~ success
    (local.set $client (i32.load (i32.const 4)))
    (drop (call $sock_connect (local.get $client) (i32.const 16)))                               ;;~ success
    (drop (call $sock_accept (local.get $listener) (i32.const 0) (i32.const 8) (i32.const 64)))  ;;~ success
    (local.set $server (i32.load (i32.const 8)))
    (drop (call $sock_get_opt (local.get $client) (i32.const 1 (;number;)) (i32.const 48)))      ;;= {answer}
  ))
