;; It is built for the sockets of WasmEdge, which are others under the same names.
;; trace says: ; it is in wasix_32v1, as wasix_32v1.sock_open, which takes 4 parameters and not 3: WasmEdge and WAMR
(module
  (import "wasi_snapshot_preview1" "sock_open" (func $open (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_bind" (func $bind (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 2) (i32.const 0)))
    (drop (call $bind (i32.load (i32.const 0)) (i32.const 16) (i32.const 8080)))))
