;; A name of 300 bytes is longer than a name can be. No document has an errno for that, so it must only be a failure,
;; and no address.
;;! level = "should"
;;! refs = ["wasix.resolve", "wasix.resolve.similar", "linux.getaddrinfo.none", "wasix.result"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  (data (i32.const 188) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  (data (i32.const 248) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  (data (i32.const 308) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  (data (i32.const 368) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")

  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 300) (i32.const 0) (i32.const 512) (i32.const 4) (i32.const 48)))  ;;= noent | again | inval | io | notsup | addrnotavail | hostunreach | unknown | nametoolong | toobig
  ))
