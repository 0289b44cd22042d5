;; The option {variant}, which nobody has set, is asked of a bound socket: truth values are as Linux has them, times are
;; none, buffers have a size, and the rest is what the socket is.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "linux.setsockopt.ttl", "posix.getsockopt.type", "wasix.sock_option.type", "posix.getsockopt.listening", "wasix.sock_option.listening", "posix.setsockopt.recv-timeout", "posix.setsockopt.send-timeout", "linux.setsockopt.multicast"]
;;! needs = ["netns"]
;;! [variants]
;;! reuse-port        = { call = "sock_get_opt_flag", number = "1", answer = "success flag=false" }
;;! reuse-addr        = { call = "sock_get_opt_flag", number = "2", answer = "success flag=false" }
;;! dont-route        = { call = "sock_get_opt_flag", number = "4", answer = "success flag=false" }
;;! broadcast         = { call = "sock_get_opt_flag", number = "6", answer = "success flag=false" }
;;! multicast-loop-v4 = { call = "sock_get_opt_flag", number = "7", answer = "success flag=true" }
;;! listening         = { call = "sock_get_opt_flag", number = "10", answer = "success flag=false" }
;;! last-error        = { call = "sock_get_opt_size", number = "11", answer = "success size=0" }
;;! recv-buf-size     = { call = "sock_get_opt_size", number = "15", answer = "success size=* size!=0" }
;;! send-buf-size     = { call = "sock_get_opt_size", number = "16", answer = "success size=* size!=0" }
;;! ttl               = { call = "sock_get_opt_size", number = "23", answer = "success size=64" }
;;! multicast-ttl-v4  = { call = "sock_get_opt_size", number = "24", answer = "success size=1" }
;;! type              = { call = "sock_get_opt_size", number = "25", answer = "success size=2" }
;;! proto             = { call = "sock_get_opt_size", number = "26", answer = "success size=17" }
;;! linger            = { call = "sock_get_opt_time", number = "13", answer = "success time=none" }
;;! recv-timeout      = { call = "sock_get_opt_time", number = "19", answer = "success time=none" }
;;! send-timeout      = { call = "sock_get_opt_time", number = "20", answer = "success time=none" }
;;! connect-timeout   = { call = "sock_get_opt_time", number = "21", answer = "success time=none" }
;;! accept-timeout    = { call = "sock_get_opt_time", number = "22", answer = "success time=none" }
(module
  (import "wasix_32v1" "sock_open"                  (func $sock_open    (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"                  (func $sock_bind    (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_flag" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 160) "\01\00" "\20\20" "\7f\00\00\01")  ;; inet4, port 8224, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 2) (i32.const 17) (i32.const 0)))    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 160)))                             ;;~ success
    (drop (call $sock_get_opt (local.get $fd) (i32.const 1 (;number;)) (i32.const 48)))  ;;= {answer}
  ))
