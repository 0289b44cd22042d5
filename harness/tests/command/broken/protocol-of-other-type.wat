;; It opens a stream with the protocol of datagrams.
;; trace says: hint: udp is not the protocol of stream: stream goes with tcp, 6, and dgram with udp, 17
(module
  (import "wasix_32v1" "sock_open" (func $open (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $open (i32.const 1) (i32.const 1) (i32.const 17) (i32.const 0)))))
