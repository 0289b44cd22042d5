;; The option {variant} is set to the longest time: it should be taken, or refused by EDOM, as POSIX has it for a time that
;; is too big.
;;! level = "should"
;;! refs = ["wasix.sock_set_opt_time", "posix.setsockopt.dom", "posix.setsockopt"]
;;! [variants]
;;! recv-timeout = { number = "19" }
;;! send-timeout = { number = "20" }
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\01\00\00\00\00\00\00\00" "\ff\ff\ff\ff\ff\ff\ff\ff")  ;; a time: some, the longest, of 584 years

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))            ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 224)))  ;;= success @set | dom @refused
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 19 (;number;)) (i32.const 48)))   ;;= success time=* time!=none after @set | success time=none after @refused
  ))
