;; The descriptor is to be written at 65536, where memory ends: the call should trap or be refused.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.result"]
(module
  (import "wasix_32v1" "epoll_create" (func $epoll_create (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $epoll_create (i32.const 65536)))  ;;= traps | memviolation
  ))
