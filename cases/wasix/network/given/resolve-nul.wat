;; Behind an address stands a byte of zero, and then more. No name has such a byte, and what is before it is not the
;; name that was given: it must be a failure, and no address.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "linux.getaddrinfo.none", "wasix.result"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "127.0.0.1\00.org")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 14) (i32.const 0) (i32.const 192) (i32.const 4) (i32.const 48)))  ;;= noent | again | inval | io | notsup | addrnotavail | hostunreach | unknown
  ))
