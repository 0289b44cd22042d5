;; One text and two trials, each of which opens a socket of the family {family}: what differs stands before a mark.
;;! level = "must"
;;! outcome = "completed"
;;! verdict = "conforms"
;;! [variants]
;;! ipv4 = { number = "1", family = "inet4" }
;;! ipv6 = { number = "2", family = "inet6" }
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_open (i32.const 1 (;number;)) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;= success af={family}
  ))
