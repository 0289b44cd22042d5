;; It imports its memory, as a program of threads does, where the runtime has one of another size.
;; trace says: ; a program has a memory of its own, which it exports as `memory`, and this one imports one
;; on: wasmtime
(module
  (import "env" "memory" (memory 1))
  (func (export "_start")))
