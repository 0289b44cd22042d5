;; The option {variant}, which nobody has set, is asked of one end of a pair of streams: truth values are off, times are
;; none, buffers have a size, and the rest is what the pair was made with.
;;! level = "should"
;;! refs = ["wasix.sock_option", "wasix.sock_get_opt_flag", "wasix.sock_get_opt_size", "wasix.sock_get_opt_time", "wasix.sock_get_opt_time.none", "wasix.sock_get_opt_flag.similar", "wasix.sock_get_opt_size.similar", "posix.getsockopt", "linux.setsockopt.defaults", "posix.getsockopt.type", "wasix.sock_option.type", "posix.getsockopt.listening", "wasix.sock_option.listening", "posix.setsockopt.recv-timeout", "posix.setsockopt.send-timeout"]
;;! [variants]
;;! type            = { call = "sock_get_opt_size", number = "25", answer = "success size=1" }
;;! reuse-addr      = { call = "sock_get_opt_flag", number = "2", answer = "success flag=false" }
;;! dont-route      = { call = "sock_get_opt_flag", number = "4", answer = "success flag=false" }
;;! broadcast       = { call = "sock_get_opt_flag", number = "6", answer = "success flag=false" }
;;! listening       = { call = "sock_get_opt_flag", number = "10", answer = "success flag=false" }
;;! keep-alive      = { call = "sock_get_opt_flag", number = "12", answer = "success flag=false" }
;;! oob-inline      = { call = "sock_get_opt_flag", number = "14", answer = "success flag=false" }
;;! last-error      = { call = "sock_get_opt_size", number = "11", answer = "success size=0" }
;;! recv-buf-size   = { call = "sock_get_opt_size", number = "15", answer = "success size=* size!=0" }
;;! send-buf-size   = { call = "sock_get_opt_size", number = "16", answer = "success size=* size!=0" }
;;! proto           = { call = "sock_get_opt_size", number = "26", answer = "success size=0" }
;;! linger          = { call = "sock_get_opt_time", number = "13", answer = "success time=none" }
;;! recv-timeout    = { call = "sock_get_opt_time", number = "19", answer = "success time=none" }
;;! send-timeout    = { call = "sock_get_opt_time", number = "20", answer = "success time=none" }
(module
  (import "wasix_32v1" "sock_pair"                  (func $sock_pair    (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_size" (;call;) (func $sock_get_opt (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_get_opt (local.get $fd) (i32.const 25 (;number;)) (i32.const 48)))            ;;= {answer}
  ))
