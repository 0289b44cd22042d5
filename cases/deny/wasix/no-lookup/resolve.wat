;; All is granted but to look up names. None may be looked up, and no packet may show that it was tried.
;;! level = "should"
;;! refs = ["wasix.errno.access", "wasix.errno.perm", "wasix.errno.notcapable"]
;;! needs = ["netns"]
;;! policy = "no-lookup"
;;! silent = true
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "example.com")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 11) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= access | perm | notcapable
  ))
