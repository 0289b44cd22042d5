;; It is granted to connect, and to look up whom. The name of this host, which its file of names has, must be found.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar"]
;;! needs = ["netns"]
;;! policy = "connect-only"
;;! silent = true
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "localhost")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= success addrs=* naddrs!=0
  ))
