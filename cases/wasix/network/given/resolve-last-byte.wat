;; {what} begins at the last byte of memory, and ends outside: resolve should trap or be refused.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.result"]
;;! needs = ["netns"]
;;! [variants]
;;! found = { host = "128", addresses = "192", found = "65535", what = "The number of addresses" }
;;! addresses = { host = "128", addresses = "65535", found = "48", what = "The first address" }
;;! host = { host = "65535", addresses = "192", found = "48", what = "The name" }
(module
  (import "wasix_32v1" "resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "192.0.2.1")

  (func (export "_start")
    (drop (call $resolve (i32.const 128 (;host;)) (i32.const 9) (i32.const 0) (i32.const 192 (;addresses;)) (i32.const 4) (i32.const 65535 (;found;))))  ;;= traps | memviolation
  ))
