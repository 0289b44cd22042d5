;; The file of hosts knows localhost at 127.0.0.1 and at ::1: both must be found, in whichever order.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "linux.getaddrinfo.hosts"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= success addrs=[127.0.0.1,*::1] naddrs=2 | success addrs=[::1,*127.0.0.1] naddrs=2
  ))
