;; It is the inside of a component without the component.
;; trace says: ; by such names a module imports that is to be the inside of a component: `wasm-tools component new` makes one of it
(module
  (import "wasi:sockets/tcp-create-socket@0.2.0" "create-tcp-socket" (func $create (param i32 i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (call $create (i32.const 0) (i32.const 0))))
