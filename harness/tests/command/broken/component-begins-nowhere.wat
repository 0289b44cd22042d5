;; A component that exports nothing.
;; trace says: ; a component begins with what it exports as `wasi:cli/run`, and this one exports none
(component)
