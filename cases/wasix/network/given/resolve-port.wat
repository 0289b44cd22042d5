;; A port is given as a hint. It is no part of what is found, so an address must be found as without it.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "posix.getaddrinfo.address"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "192.0.2.1")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 7967) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= success addrs=[192.0.2.1] naddrs=1
  ))
