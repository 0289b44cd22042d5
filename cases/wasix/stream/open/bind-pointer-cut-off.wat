;; An IPv4 address is written to the last eight bytes of memory: all of it that matters is inside, and what the type
;; takes beyond that is not. No document says whether that is refused or trapped on, so the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.addr_port.layout", "wasi.witx.out-of-bounds", "wasix.addr_port.size", "wasix.addr_port.size.witx"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 65528) "\01\00" "\00\00" "\7f\00\00\01")  ;; inet4, port 0, 127.0.0.1: the last bytes of memory

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 65528)))                        ;;= traps | memviolation | success
  ))
