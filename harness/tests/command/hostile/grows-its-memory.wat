;; A guest that grows its memory by 64 MiB until it is refused, and goes on with what it has.
(module
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $more
      (br_if $more (i32.and
        (i32.ne (memory.grow (i32.const 1024)) (i32.const -1))
        (i32.lt_u (memory.size) (i32.const 49152)))))))
