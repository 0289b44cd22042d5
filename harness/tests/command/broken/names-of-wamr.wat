;; It looks a name up by the sockets of WAMR.
;; trace says: ; WAMR calls so what is wasix_32v1.resolve here, with other parameters: build the program with the library of this
(module
  (import "wasi_snapshot_preview1" "sock_addr_resolve" (func $resolve (param i32 i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "localhost\00")
  (func (export "_start")
    (drop (call $resolve (i32.const 128) (i32.const 0) (i32.const 0) (i32.const 256) (i32.const 4) (i32.const 48)))))
