;; The byte after the family of the address is 1. By the witx the family is one byte and this one is padding; by the
;; page of sock_bind the family has both, and is 257 here: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.addr_port.family", "wasix.addr_port.family.witx"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "\01\01" "\00\00" "\7f\00\00\01")  ;; inet4, and 1 where the witx has padding, port 0, 127.0.0.1

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 6) (i32.const 0)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $sock_bind (local.get $fd) (i32.const 16)))                           ;;= success [wasix.addr_port.family.witx] | afnosupport [wasix.addr_port.family] | inval [wasix.addr_port.family]
  ))
