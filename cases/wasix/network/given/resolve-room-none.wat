;; There is room for no address. The witx has the number of those that are returned for the result, and the page of
;; those that the resolution has returned: nothing can be written, and whether 0 or 1 is told is recorded.
;;! level = "may"
;;! refs = ["wasix.resolve"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "192.0.2.1")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 9) (i32.const 0) (i32.const 192) (i32.const 0) (i32.const 48)))  ;;= *
  ))
