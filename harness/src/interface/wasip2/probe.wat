;; The smallest guest that reports a call. It is tried before a run, where a command claims the interface.
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (memory (export "cm32p2_memory") 1)
  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32)
    (drop (call $instance-network))
    (i32.const 0)))
