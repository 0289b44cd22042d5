;; The tag of the time is 2, which is neither none nor some: it should be refused by EINVAL, and the option recv_timeout
;; (19) be none as before.
;;! level = "should"
;;! undefined = "wasmer 7.4.2 takes the number for a variant of an enum unchecked: success, where it is optimised"
;;! refs = ["wasix.sock_set_opt_time.none", "posix.setsockopt.errors", "linux.setsockopt.errors"]
(module
  (import "wasix_32v1" "sock_open"         (func $sock_open         (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_set_opt_time" (func $sock_set_opt_time (param i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_get_opt_time" (func $sock_get_opt_time (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 224) "\02\00\00\00\00\00\00\00" "\00\94\35\77\00\00\00\00")  ;; a time with the tag 2, which is neither none nor some

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_set_opt_time (local.get $fd) (i32.const 19) (i32.const 224)))   ;;= inval
    (drop (call $sock_get_opt_time (local.get $fd) (i32.const 19) (i32.const 48)))    ;;= success time=none
  ))
