;; The bytes of the name are no text of UTF-8, which a string of the witx is: it must be a failure, and no address.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "linux.getaddrinfo.none", "wasix.result"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\ff\fe")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 2) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= noent | again | inval | io | notsup | addrnotavail | hostunreach | unknown | ilseq
  ))
