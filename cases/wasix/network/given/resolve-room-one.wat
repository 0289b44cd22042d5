;; Localhost is known at two addresses, and there is room for one: the function fills the buffer as much as possible, so
;; one of the two should be written, and no more be told.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "linux.getaddrinfo.hosts"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 0) (i32.const 192) (i32.const 1) (i32.const 48)))  ;;= success addrs=[127.0.0.1] naddrs=1 | success addrs=[::1] naddrs=1
  ))
