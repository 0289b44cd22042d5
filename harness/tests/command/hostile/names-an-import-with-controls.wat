;; A guest whose import has a line break, an escape and a mark of direction in its name, to look like the end of the trial.
(module
  (import "a\n=> completed" "\1b[31m\e2\80\ae" (func $none))
  (memory (export "memory") 1)
  (func (export "_start") (call $none)))
