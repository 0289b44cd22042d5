;; Number 99 was never opened, so there is nothing to connect: badf, and not what is said of an address where nobody
;; listens.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_connect.similar"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_connect" (func $sock_connect (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\00" "\1f\1f" "\7f\00\00\01")  ;; inet4, port 7967, 127.0.0.1

  (func (export "_start")
    (drop (call $sock_connect (i32.const 99) (i32.const 16)))  ;;= badf
  ))
